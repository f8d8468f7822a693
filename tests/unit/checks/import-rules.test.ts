import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { beforeAll, expect, test } from 'vitest'

/** A file of each room, with what it imports: one planted fault a rule, and nothing else wrong. */
const planted: Record<string, { file: string; imports: string }> = {
  'no-cycles': { file: 'app/domain/cycle-a.ts', imports: './cycle-b.ts' },
  resolvable: { file: 'app/services/lost.server.ts', imports: '#app/domain/nowhere.ts' },
  'room-domain': { file: 'app/domain/reads.ts', imports: '#app/data/rows.server.ts' },
  'room-schemas': { file: 'app/schemas/reads.ts', imports: '#app/i18n/format.ts' },
  'room-platform': { file: 'app/platform/reads.server.ts', imports: '#app/services/good.server.ts' },
  'room-i18n': { file: 'app/i18n/reads.ts', imports: '#app/data/rows.server.ts' },
  'room-data': { file: 'app/data/speaks.server.ts', imports: '#app/i18n/format.ts' },
  'room-services': { file: 'app/services/draws.server.ts', imports: '#app/components/button.tsx' },
  'room-components': { file: 'app/components/reads.tsx', imports: '#app/services/good.server.ts' },
  'room-enhance': { file: 'app/enhance/reads.ts', imports: '#app/i18n/format.ts' },
  'room-verifier': { file: 'app/verifier/uses.ts', imports: '#app/domain/money.ts' },
  'room-routes': { file: 'app/routes/$lang.queries/route.tsx', imports: '#app/data/rows.server.ts' },
  'room-root': { file: 'app/root.tsx', imports: '#app/data/rows.server.ts' },
  'room-embedded': { file: 'supabase/embedded/uses.ts', imports: '#app/domain/money.ts' },
  'domain-and-verifier-need-no-library': { file: 'app/domain/library.ts', imports: 'zod' },
  'schemas-know-zod-alone': { file: 'app/schemas/library.ts', imports: 'react' },
  'verifier-is-independent': { file: 'app/services/check.server.ts', imports: '#app/verifier/good.ts' },
  'enhance-imports-types-only': { file: 'app/enhance/values.ts', imports: '#app/schemas/good.ts' },
  'components-never-server': { file: 'app/components/hidden.tsx', imports: './secret.server.ts' },
  'routes-are-nobodys-library': { file: 'app/services/page.server.ts', imports: '#app/routes/$lang.a/part.tsx' },
  'private-$lang.a': { file: 'app/routes/$lang.b/route.tsx', imports: '#app/routes/$lang.a/part.tsx' },
  'nobody-imports-tests': { file: 'server/uses.ts', imports: '../tests/factory.ts' },
  'the-outside-reaches-no-page': { file: 'server/page.ts', imports: '#app/components/button.tsx' },
  'what-runs-is-a-dependency': { file: 'server/tool.ts', imports: 'vitest' },
}

/** Files that keep every rule, so that a rule which always fires is noticed too. */
const sound: Record<string, string[]> = {
  'app/domain/money.ts': [],
  'app/domain/cycle-b.ts': [],
  'app/schemas/good.ts': ['#app/domain/money.ts', 'zod'],
  'app/i18n/format.ts': ['#app/domain/money.ts'],
  'app/data/rows.server.ts': ['#app/domain/money.ts', '#app/schemas/good.ts'],
  'app/services/good.server.ts': ['#app/data/rows.server.ts', '#app/i18n/format.ts'],
  'app/components/button.tsx': ['#app/i18n/format.ts', 'react'],
  'app/components/secret.server.ts': [],
  'app/verifier/good.ts': [],
  'app/routes/$lang.a/part.tsx': ['#app/components/button.tsx'],
  'app/routes/$lang.a/route.tsx': ['./part.tsx', '#app/services/good.server.ts'],
  'tests/factory.ts': ['#app/domain/money.ts'],
}

type Violation = { rule: { name: string }; from: string; to: string }
let clean: Violation[] = []
let found: Violation[] = []

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'imarika-imports-'))
  cpSync('.dependency-cruiser.cjs', join(folder, '.dependency-cruiser.cjs'))
  cpSync('tsconfig.json', join(folder, 'tsconfig.json'))
  cpSync('package.json', join(folder, 'package.json'))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  const write = (file: string, imports: string[]) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    const lines = imports.map((path, index) => `import * as x${index} from '${path}'\nconsole.log(x${index})\n`)
    writeFileSync(join(folder, file), `${lines.join('')}export const here = 1\n`)
  }
  for (const [file, imports] of Object.entries(sound)) write(file, imports)
  clean = cruise(folder)
  for (const { file, imports } of Object.values(planted)) write(file, [imports])
  write('app/domain/cycle-b.ts', ['./cycle-a.ts'])
  found = cruise(folder)
}, 60_000)

function cruise(folder: string): Violation[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      ...['app', 'server', 'supabase', 'tests'].filter(room => existsSync(join(folder, room))),
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  )
  if (!stdout.startsWith('{')) throw new Error(stdout + stderr)
  return JSON.parse(stdout).summary.violations
}

test('sound imports break no rule', () => {
  expect(clean.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
})

test.each(Object.entries(planted))('%s is found where it is planted', (name, { file }) => {
  expect(found.filter(({ from }) => from === file).map(({ rule }) => rule.name)).toContain(name)
})

test('every rule of the configuration has a planted fault', async () => {
  const { default: config } = await import(resolve('.dependency-cruiser.cjs'))
  const names: string[] = config.forbidden.map(({ name }: { name: string }) => name)
  const general = names.filter(name => !name.startsWith('private-'))
  expect(general.filter(name => !(name in planted))).toEqual([])
})
