import { readdirSync, readFileSync } from 'node:fs'
import stylelint from 'stylelint'
import { expect, test } from 'vitest'

/** Calls on a database client: `.from('offers')`, `.rpc('…')`. `Array.from(…)` and the like take no text. */
const speaksToDatabase = /\.(?:from|rpc)(?:<[^>]*>)?\(\s*['"`][a-z_]+['"`]/

/** Marks that belong to a style attribute, which the content policy would refuse. */
const stylesInline = /\sstyle=\{/

/** Wall clock and formatting (asking whether a zone exists formats nothing), which pages get from the server's own rooms. */
const formatsByItself =
  /\bIntl\.(?!DateTimeFormat\('en', \{ timeZone: name \}\)\n)|\.toLocale\w*\(|new Date\(\)|Date\.now\(/

function filesWith(pattern: RegExp, folder: string, isExempt: (path: string) => boolean = () => false): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => `${folder}/${name}`)
    .filter(path => /\.tsx?$/.test(path) && !isExempt(path))
    .filter(path => pattern.test(readFileSync(path, 'utf8')))
}

test('only the data room speaks to the database', () => {
  expect(filesWith(speaksToDatabase, 'app', path => path.startsWith('app/data/'))).toEqual([])
  expect(filesWith(speaksToDatabase, 'app/data')).not.toEqual([])
})

test('no element carries a style of its own', () => {
  expect(filesWith(stylesInline, 'app')).toEqual([])
  expect(stylesInline.test('<p style={{ color: "red" }}>')).toBe(true)
})

test('only app/i18n formats, and only the clock reads the time', () => {
  const rooms = ['domain', 'schemas', 'services', 'components', 'routes', 'enhance', 'data'].map(room => `app/${room}`)
  expect(rooms.flatMap(room => filesWith(formatsByItself, room))).toEqual([])
  expect(filesWith(formatsByItself, 'app/i18n')).not.toEqual([])
})

test('a style that names left, right or a width is found, its logical twin is not', async () => {
  const lint = async (code: string) => {
    const { results } = await stylelint.lint({ code, configFile: 'stylelint.config.mjs' })
    return results.flatMap(({ warnings }) => warnings.map(({ rule }) => rule))
  }
  for (const fault of [
    'a { margin-left: 1px }',
    'a { padding-right: 1px }',
    'a { left: 0 }',
    'a { border-left: 1px solid }',
    'a { text-align: left }',
    'a { float: right }',
    'a { border-top-left-radius: 1px }',
  ])
    expect(await lint(fault), fault).not.toEqual([])
  expect(await lint('a { margin-inline-start: 1px; text-align: start; inset-inline-start: 0 }')).toEqual([])
})
