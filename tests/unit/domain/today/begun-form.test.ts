import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { begunForm, begunForms } from '#app/domain/today/begun-form.ts'

const at = '2026-11-25T08:00:00Z'
const begun = (form: string, subject: string) => begunForm({ form, subject, savedAt: at })

test('what was begun is gone on with where it was begun, for whom it was begun', () => {
  expect(begun('state-need', 'khartoum')).toEqual({
    form: 'state-need',
    path: '/my/khartoum/needs/new',
    organisation: 'khartoum',
    savedAt: at,
  })
  expect(begun('submit-application', 'O-1 khartoum')).toMatchObject({
    path: '/offers/O-1/apply?as=khartoum',
    organisation: 'khartoum',
  })
  expect(begun('report-delivery', 'A-1')).toMatchObject({ path: '/awards/A-1', organisation: null })
  expect(begun('report-delivery', 'C-1')).toMatchObject({ path: '/commitments/C-1' })
  expect(begun('something-old', 'x')).toBeNull()
})

test('every form that keeps a draft is known', () => {
  const named = globSync('app/services/**/*.ts').flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(/form: '([a-z-]+)',\s+subject/g)].map(([, name]) => name),
  )
  expect([...new Set(named)].sort()).toEqual([...begunForms].sort())
})
