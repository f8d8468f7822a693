import { expect, test } from 'vitest'
import type { z } from 'zod'
import { countedSchema, seatsSchema } from '#app/schemas/application-form.ts'
import { commitmentSchema } from '#app/schemas/commitment-form.ts'
import { offerSchema } from '#app/schemas/offer-form.ts'
import { readForm } from '#app/schemas/read-form.ts'
import { supportRequestSchema } from '#app/schemas/support-request-form.ts'

/** What a schema finds wrong with what was typed, field by field. */
function errorsOf<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, typed: Record<string, string>) {
  const form = new FormData()
  for (const [name, text] of Object.entries(typed)) form.set(name, text)
  const reading = readForm(schema, form)
  return reading.ok ? {} : reading.errors
}

const seats = { nominees: 'Ada Example', motivation: 'They teach in the next term.', request: '' }
const counted = { motivation: 'They teach in the next term.', request: '' }
const need = {
  title: 'Lecturers',
  description: 'We want more of them.',
  kind: 'training',
  measure1: 'people_trained',
  target1: '24',
}
const offer = {
  commitment: 'C-1',
  form: 'course',
  title: 'Course',
  description: 'Ten evenings for lecturers.',
  subject: 'Teaching',
  measure: 'people_trained',
  capacity: '3',
  capacityUnit: 'seats',
  applyBy: '2027-03-31',
  timeZone: 'Africa/Dakar',
  answerDays: '14',
}
const promise = {
  title: 'A promise',
  lang: 'en',
  kind: 'training',
  subject: 'Teaching',
  announcedOn: '2026-11-01',
  nextReportDueOn: '2027-03-31',
}

const number = { target: '200', measure: 'people_trained', qualifier: 'exactly', targetWords: 'people' }

test('each form is taken as it stands', () => {
  expect(errorsOf(seatsSchema, { ...seats, consent: 'yes' })).toEqual({})
  expect(errorsOf(countedSchema, { ...counted, count: '٢' })).toEqual({})
  expect(errorsOf(supportRequestSchema, need)).toEqual({})
  expect(errorsOf(offerSchema, offer)).toEqual({})
  expect(errorsOf(commitmentSchema, promise)).toEqual({})
})

test('a box that was not ticked, words beside a number and what is no day are called so', () => {
  expect(errorsOf(seatsSchema, seats)).toEqual({ consent: 'not_ticked' })
  expect(errorsOf(supportRequestSchema, { ...need, target1: '٢٤ محاضرا' })).toEqual({ target1: 'no_number' })
  expect(errorsOf(supportRequestSchema, { ...need, target1: '' })).toEqual({ target1: 'missing' })
  expect(errorsOf(countedSchema, { ...counted, count: '1.5' })).toEqual({ count: 'no_whole_number' })
  expect(errorsOf(countedSchema, { ...counted, count: '500' })).toEqual({ count: 'number_out_of_range' })
  expect(errorsOf(supportRequestSchema, { ...need, neededBy: '31.3.2027' })).toEqual({ neededBy: 'no_day' })
})

test('a need wants more than there is', () => {
  expect(errorsOf(supportRequestSchema, { ...need, baseline1: '24' })).toEqual({ target1: 'target_not_above' })
})

test.each([
  ['an amount beside a number', { amount: '100' }, { amount: 'only_money' }],
  ['a number beside an amount', { form: 'money', amount: '100', currency: 'USD' }, { capacity: 'only_counted' }],
  ['money without an amount', { form: 'money', capacity: '' }, { amount: 'capacity_missing' }],
  ['a number without a unit', { capacityUnit: '' }, { capacityUnit: 'capacity_missing' }],
  ['an end before the beginning', { startsOn: '2027-05-01', endsOn: '2027-04-01' }, { endsOn: 'dates_crossed' }],
  ['a window that closes before it opens', { opensOn: '2027-05-01' }, { applyBy: 'dates_crossed' }],
])('an offer with %s', (_, typed, errors) => {
  expect(errorsOf(offerSchema, { ...offer, ...typed })).toEqual(errors)
})

test.each([
  [
    'a number alone',
    { target: '200' },
    { measure: 'target_incomplete', qualifier: 'target_incomplete', targetWords: 'target_incomplete' },
  ],
  ['a point without a reason', { point: '3' }, { pointReason: 'point_unknown' }],
  ['a page without its publisher', { sourceUrl: 'https://example.org/a' }, { sourcePublisher: 'source_incomplete' }],
  ['a deadline before the announcement', { dueOn: '2026-10-01' }, { dueOn: 'dates_crossed' }],
  ['a rate with a beginning alone', { targetFrom: '2027-01-01' }, { targetTo: 'period_incomplete' }],
  ['a rate for half a year', { targetFrom: '2027-01-01', targetTo: '2027-06-30' }, { targetTo: 'period_incomplete' }],
  ['milestones of no number', { milestones: '2027-01-01 5' }, { milestones: 'milestones_without_total' }],
  ['a milestone above the number', { ...number, milestones: '2027-01-01 300' }, { milestones: 'milestones_crossed' }],
  [
    'milestones that shrink',
    { ...number, milestones: '2027-02-01 9\n2027-01-01 10' },
    { milestones: 'milestones_crossed' },
  ],
  ['milestones on the last day', { ...number, dueOn: '2027-12-31', milestones: '2027-12-31 200' }, {}],
  [
    'a milestone after it',
    { ...number, dueOn: '2027-12-31', milestones: '2028-01-01 200' },
    { milestones: 'milestones_crossed' },
  ],
  [
    'a milestone before it was announced',
    { ...number, milestones: '2026-11-01 9' },
    { milestones: 'milestones_crossed' },
  ],
  [
    'a rate whose milestones grow over its years',
    { ...number, targetFrom: '2027-01-01', targetTo: '2028-12-31', milestones: '2028-12-31 400' },
    {},
  ],
  ['a rate of no amount', { amountPer: 'year' }, { amount: 'amount_incomplete' }],
])('a promise with %s', (_, typed, errors) => {
  expect(errorsOf(commitmentSchema, { ...promise, ...typed })).toEqual(errors)
})
