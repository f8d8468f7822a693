import fc from 'fast-check'
import { expect, test } from 'vitest'
import { errorReportSchema, readAbout, readReceiptCode } from '#app/schemas/error-report.ts'
import { readForm } from '#app/schemas/read-form.ts'

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

test('what was typed comes back letter by letter, also where it is wrong', () => {
  const typed = { text: ' \n ', correction: 'x'.repeat(1001), contact: ' a@example.org ' }
  expect(readForm(errorReportSchema, formOf(typed))).toEqual({
    ok: false,
    typed,
    errors: { text: 'missing', correction: 'too_long' },
    least: {},
  })
})

test('only the fields of the schema are read, and a field that was not sent counts as empty', () => {
  const reading = readForm(errorReportSchema, formOf({ text: 'Wrong.', is_admin: 'true' }))
  expect(reading).toEqual({
    ok: true,
    typed: { text: 'Wrong.', correction: '', contact: '' },
    value: { text: 'Wrong.', correction: null, contact: null },
  })
})

test('a file in place of a text is no text', () => {
  const form = formOf({})
  form.set('text', new File(['x'], 'x.txt'))
  expect(readForm(errorReportSchema, form)).toMatchObject({ ok: false, errors: { text: 'missing' } })
})

test('4,000 characters pass in any script, with line ends as browsers count them, and one more does not', () => {
  for (const letter of ['a', '中', 'क']) {
    expect(errorReportSchema.safeParse({ text: letter.repeat(4000), correction: '', contact: '' }).success).toBe(true)
    expect(errorReportSchema.safeParse({ text: letter.repeat(4001), correction: '', contact: '' }).success).toBe(false)
  }
  const lines = 'ab\r\n'.repeat(1333)
  expect(errorReportSchema.parse({ text: `${lines}x`, correction: '', contact: '' }).text).toBe(
    `${'ab\n'.repeat(1333)}x`,
  )
})

test('the character 0, which no database text can hold, is taken out', () => {
  expect(errorReportSchema.parse({ text: 'a\u0000b', correction: '\u0000', contact: '' })).toEqual({
    text: 'ab',
    correction: null,
    contact: null,
  })
})

test('an address names a record by kind and ref; anything else is the site', () => {
  expect(readAbout('offer:O05')).toEqual({ kind: 'offer', ref: 'O05' })
  expect(readAbout('organisation:unilag-edu-ng')).toEqual({ kind: 'organisation', ref: 'unilag-edu-ng' })
  for (const text of [null, '', 'offer', 'offer:', 'person:1', 'offer:O05:x', "offer:O05'--", 'site:x'])
    expect(readAbout(text)).toEqual({ kind: 'site', ref: '' })
})

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

test('a code is understood as people read it out and type it', () => {
  for (const typed of ['33FJ2APNYT', '33fj2 apnyt', ' 33FJ2-APNYT ']) expect(readReceiptCode(typed)).toBe('33FJ2APNYT')
  expect(readReceiptCode('9J1KG5M1YT')).toBe('9J1KG5M1YT')
  expect(readReceiptCode('9jikg5mlyt')).toBe('9J1KG5M1YT')
  for (const typed of ['', '33FJ2APNY', '33FJ2APNYTT', '33FJ2APNYU', 'ÄÄÄÄÄÄÄÄÄÄ'])
    expect(readReceiptCode(typed)).toBeNull()
})

test('one wrong symbol is always seen', () => {
  fc.assert(
    fc.property(fc.nat(9), fc.nat(31), (place, symbol) => {
      const code = '33FJ2APNYT'
      const other = code.slice(0, place) + symbols[symbol] + code.slice(place + 1)
      return other === code || readReceiptCode(other) === null
    }),
  )
})
