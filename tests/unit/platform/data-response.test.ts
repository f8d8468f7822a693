import { expect, test } from 'vitest'
import { csvResponse } from '#app/platform/data-response.server.ts'

/** The row of one text and a number; reading a response leaves out the byte order mark. */
const csv = async (text: string) =>
  (await csvResponse(['a', 'b'], [{ a: text, b: 1 }], 'x.csv').text()).slice('a,b\r\n'.length)

test('a text of several lines stays one cell, whatever ends its lines', async () => {
  for (const end of ['\n', '\r', '\r\n', '\u2028'])
    expect(await csv(`one${end}=two`)).toBe(end === '\u2028' ? `one${end}=two,1\r\n` : `"one${end}=two",1\r\n`)
})

test('a text that a spreadsheet takes for a formula is made harmless, a number is left alone', async () => {
  for (const first of ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
    expect(await csv(`${first}1`), first).toMatch(/^"?'/)
  expect(await csvResponse(['a'], [{ a: -1 }], 'x.csv').text()).toBe('a\r\n-1\r\n')
})
