import { expect, test } from 'vitest'
import { z } from 'zod'
import { mailAddress } from '#app/schemas/account-fields.ts'
import { errorReportSchema } from '#app/schemas/error-report.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { needFields } from '#app/schemas/need.ts'

test('lengths, bounds and what must be filled come from the schema', () => {
  const schema = z.object({
    must: z.string().trim().min(3).max(10),
    may: z.string().max(5),
    orNull: z
      .string()
      .max(7)
      .transform(text => text || null),
    count: z.coerce.number().int().min(1).max(9),
    maybeCount: z.coerce.number().int().min(1).max(9).nullable().catch(null),
  })
  expect(htmlConstraints(schema)).toEqual({
    must: { required: true, minLength: 3, maxLength: 10 },
    may: { maxLength: 5 },
    orNull: { maxLength: 7 },
    count: { required: true, min: 1, max: 9, type: 'number', inputMode: 'numeric' },
    maybeCount: { min: 1, max: 9, type: 'number', inputMode: 'numeric' },
  })
})

test('a pattern is taken over only where it speaks of the whole text, as HTML reads it', () => {
  const schema = z.object({ whole: z.string().regex(/^[A-Z]{2}$/), part: z.string().regex(/[A-Z]{2}/) })
  expect(htmlConstraints(schema).whole).toEqual({ required: true, pattern: '[A-Z]{2}' })
  expect(htmlConstraints(schema).part).toEqual({ required: true })
})

test('addresses and mail have their own kind of field', () => {
  const schema = z.object({ link: z.url(), mail: z.email() })
  expect(htmlConstraints(schema).link.type).toBe('url')
  expect(htmlConstraints(schema).mail.type).toBe('email')
})

test('the form that reports an error, and the need, carry their bounds', () => {
  expect(htmlConstraints(errorReportSchema)).toEqual({
    text: { required: true, minLength: 1, maxLength: 4000 },
    correction: { maxLength: 1000 },
    contact: { maxLength: 200 },
  })
  expect(htmlConstraints(needFields).people).toMatchObject({ min: 1, max: 99_999, type: 'number' })
})

const schemas = import.meta.glob<Record<string, unknown>>('/app/schemas/*.ts', { eager: true })

test('a browser can read the pattern of every field: with the flag v, and it takes what the schema takes', () => {
  const patterns = Object.values(schemas)
    .flatMap(file => Object.values(file))
    .filter(schema => schema instanceof z.ZodObject)
    .flatMap(schema => Object.values(htmlConstraints(schema)))
    .flatMap(({ pattern }) => pattern ?? [])
  expect(patterns.length).toBeGreaterThan(3)
  for (const pattern of patterns) expect(() => new RegExp(pattern, 'v'), pattern).not.toThrow()

  const { pattern = '' } = htmlConstraints(z.object({ mail: mailAddress })).mail
  const isTaken = (text: string) => new RegExp(`^(?:${pattern})$`, 'v').test(text)
  const addresses = ['awa@baobab.example', 'awa@baobab', 'a(b)@c.example', 'a[b@c.example', 'a\\b@c.example']
  expect(addresses.map(isTaken)).toEqual([true, false, false, false, false])
})
