import { expect, test } from 'vitest'
import { changePasswordSchema, newPasswordSchema, signInSchema, signUpSchema } from '#app/schemas/account-forms.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { readForm } from '#app/schemas/read-form.ts'

function formOf(fields: Record<string, string>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

const read = (fields: Record<string, string>) => readForm(signUpSchema, formOf(fields))

const good = { name: 'Amina', mail: 'amina@example.org' }

test('a password has 15 to 128 characters, of any script, and blanks count', () => {
  const errorOf = (password: string) => {
    const reading = readForm(newPasswordSchema, formOf({ password }))
    return reading.ok ? null : reading.errors.password
  }
  expect(errorOf('')).toBe('missing')
  expect(errorOf('x'.repeat(14))).toBe('too_short')
  expect(errorOf('x'.repeat(15))).toBeNull()
  expect(errorOf('x'.repeat(128))).toBeNull()
  expect(errorOf('x'.repeat(129))).toBe('too_long')
  expect(errorOf('النهر يعير سبع قبعات')).toBeNull()
  expect(errorOf(' a b c d e f g h ')).toBeNull()
})

test('a password is the same however its characters were typed, and is not trimmed', () => {
  const reading = readForm(newPasswordSchema, formOf({ password: ` ${'e\u0301'.repeat(15)} ` }))
  expect(reading.ok && reading.value.password).toBe(` ${'é'.repeat(15)} `)
})

test('a mail address is read in small letters and without what was pasted around it', () => {
  const reading = read({ ...good, mail: ' \u200eAmina@Example.ORG\n' })
  expect(reading.ok && reading.value.mail).toBe('amina@example.org')
  for (const mail of [
    'amina',
    'amina@',
    '@example.org',
    'a b@example.org',
    'a@example',
    'a@b@c.org',
    'a@example.org,b@c.org',
  ]) {
    const wrong = read({ ...good, mail })
    expect(wrong.ok ? mail : wrong.errors).toEqual({ mail: 'invalid' })
  }
  const long = read({ ...good, mail: `${'a'.repeat(64)}@${'b'.repeat(200)}.org` })
  expect(long.ok ? '' : long.errors.mail).toBe('too_long')
})

test('the browser is told the same as the server judges by', () => {
  expect(htmlConstraints(newPasswordSchema).password).toMatchObject({ required: true, minLength: 15, maxLength: 128 })
  expect(htmlConstraints(changePasswordSchema).given).toMatchObject({ required: true, maxLength: 1000 })
  expect(htmlConstraints(signInSchema).mail).toMatchObject({ required: true, maxLength: 254 })
})
