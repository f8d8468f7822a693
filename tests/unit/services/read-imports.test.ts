import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fileRow, sourceFiles } from '#app/services/read-imports.server.ts'
import { hashFiles } from '#scripts/data/read-files.ts'
import { twinSamples } from '../../../app/routes/$lang.about-the-data/twin-samples.ts'

test('every file that the import reads is on the page with its licence, and no other', () => {
  const read = Object.keys(hashFiles()).filter(name => name.endsWith('.json'))
  expect(sourceFiles.map(({ name }) => `${name}.json`).sort()).toEqual(read.sort())
})

test('the licences are those of the file about the data', () => {
  const readme = readFileSync('data/README.md', 'utf8')
  const written = { cc0: /^CC0 1\.0/, mit: /^MIT/, per_field: /^per field/, quoted: /quoted; the rest CC0/ }
  for (const { name, licence } of sourceFiles) {
    const cells = readme
      .split('\n')
      .find(line => line.startsWith(`| \`${name}.json\``))
      ?.split(' | ')
    expect(cells?.at(-1)?.replace(/ \|$/, ''), name).toMatch(written[licence])
  }
})

test('rows taken are those of the tables of a file, and refused rows are counted where they stood', () => {
  const counts = [
    { table: 'commitments', file: 'real-commitments.json', read: 56, inserted: 0, changed: 0, removed: 0, kept: 0 },
    { table: 'deliveries', file: 'real-commitments.json', read: 9, inserted: 0, changed: 0, removed: 0, kept: 0 },
    { table: 'offers', file: 'real-offers.json', read: 38, inserted: 0, changed: 0, removed: 0, kept: 0 },
  ]
  const refused = [{ file: 'real-commitments.json', row: 'C57', reason: 'kind "x" is not mapped' }]
  const run = { id: 'x', at: '2026-11-24T00:00:00Z', files: {}, counts, refused }
  const row = (name: string) => fileRow(sourceFiles.find(file => file.name === name) ?? sourceFiles[0], run)
  expect(row('real-commitments')).toMatchObject({ taken: 65, refused: 1 })
  expect(row('real-offers')).toMatchObject({ taken: 38, refused: 0 })
  expect(row('offer-facts')).toMatchObject({ taken: null })
  expect(fileRow(sourceFiles[0], null)).toMatchObject({ taken: 0, refused: 0 })
})

test('every data twin of the site is on the page, and each address there is one', () => {
  const routes = readdirSync('app/routes').filter(name => /\.(csv|json)$/.test(name))
  const patterns = routes.map(name => {
    const [, ...parts] = name.split('.')
    return `/${parts.map(part => (part.startsWith('$') ? ':' : part)).join('/')}`
  })
  const shown = twinSamples.flatMap(({ path, formats }) => {
    const [, first, ref] = path.replace(/\?.*/, '').split('/')
    return formats.map(format => `/${[first, ref && ':', format].filter(Boolean).join('/')}`)
  })
  // Records that people make here: until the first there is no address that answers.
  const madeHere = ['/deliveries/:/json', '/needs/:/json']
  expect(shown.sort()).toEqual(patterns.filter(pattern => !madeHere.includes(pattern)).sort())
})
