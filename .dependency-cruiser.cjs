// Who may import whom (house rules). Rules name what is allowed to a room; everything else of ours is refused there.
// Each rule is shown to bite by tests/unit/checks/import-rules.test.ts.

const { readdirSync } = require('node:fs')

/** A room of `app` may reach these parts of the project, its own files, and libraries. */
const room = (name, allowed, from = `^app/${name}/`) => ({
  name: `room-${name}`,
  severity: 'error',
  from: { path: from },
  to: { path: '^(app|server|supabase|scripts|cli|locales|data)/', pathNot: [from, ...allowed] },
})

const routeFolders = () => readdirSync('app/routes', { withFileTypes: true }).filter(entry => entry.isDirectory())

/** What lies beside a route belongs to that page alone. */
const privateFolder = ({ name }) => {
  const folder = `^app/routes/${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}/`
  return {
    name: `private-${name}`,
    severity: 'error',
    from: { path: '^app/routes/', pathNot: folder },
    to: { path: folder },
  }
}

const domain = '^app/domain/'
const schemas = '^app/schemas/'
const platform = '^app/platform/'
const i18n = '^app/i18n/'
const services = '^app/services/'
const data = '^app/data/'
const components = '^app/components/'
const styles = '^app/styles/'
const locales = '^locales/'
// Written by a command from the database's catalogue: types alone.
const databaseTypes = '^app/data/database\\.types\\.ts$'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Types may look back: they are gone when the code runs.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },

    room('domain', []),
    room('schemas', [domain]),
    room('platform', [domain, databaseTypes, '^supabase/embedded/']),
    room('i18n', [domain, locales]),
    room('data', [domain, schemas, platform]),
    room('services', [data, domain, schemas, platform, i18n]),
    room('components', [domain, schemas, i18n, styles]),
    room('enhance', [schemas]),
    room('verifier', []),
    room('routes', [services, domain, schemas, platform, i18n, components, styles]),
    // Work beside requests is started by the server, which reaches what is built by its entry alone.
    room(
      'root',
      [
        components,
        i18n,
        platform,
        styles,
        '^app/services/background\\.server\\.ts$',
        '^app/services/accounts/find-session\\.server\\.ts$',
        '^app/services/acts/parked-posts\\.server\\.ts$',
        '^app/services/today/count-waiting\\.server\\.ts$',
      ],
      '^app/[^/]+$',
    ),
    room('embedded', [], '^supabase/embedded/'),

    {
      name: 'domain-and-verifier-need-no-library',
      severity: 'error',
      comment: 'Rules are plain values in, plain values out. Number theory and solvers come in by name.',
      from: { path: '^app/(domain|verifier)/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'core'],
        pathNot: ['node_modules/(@noble/(curves|hashes)|highs)/'],
      },
    },
    {
      name: 'schemas-know-zod-alone',
      severity: 'error',
      from: { path: schemas },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/zod/' },
    },
    {
      name: 'verifier-is-independent',
      severity: 'error',
      comment: 'Only the command line and the browser page may use the verifier.',
      from: { pathNot: ['^app/verifier/', '^cli/', '^app/enhance/', '^tests/'] },
      to: { path: '^app/verifier/' },
    },
    {
      name: 'enhance-imports-types-only',
      severity: 'error',
      from: { path: '^app/enhance/' },
      to: { path: schemas, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'components-never-server',
      severity: 'error',
      from: { path: components },
      to: { path: '\\.server\\.tsx?$' },
    },
    {
      name: 'routes-are-nobodys-library',
      severity: 'error',
      from: { pathNot: ['^app/routes/', '^tests/'] },
      to: { path: '^app/routes/' },
    },
    ...routeFolders().map(privateFolder),
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/' },
    },
    {
      name: 'the-outside-reaches-no-page',
      severity: 'error',
      comment: 'The server hands requests to the build; it knows no page, no component, no use-case.',
      from: { path: '^server/' },
      to: { path: '^app/', pathNot: [platform, databaseTypes, domain] },
    },
    {
      name: 'what-runs-is-a-dependency',
      severity: 'error',
      from: { path: '^(app|server|supabase|cli)/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only', 'npm'],
        // The development server is asked for with --dev alone.
        pathNot: ['node_modules/vite/', 'node_modules/@types/'],
      },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules'] },
    exclude: { path: ['^build/', '^data/', '^node_modules/\\.cache/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
    },
  },
}
