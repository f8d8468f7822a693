import { expect, test } from 'vitest'
import { milestonesAsTyped, mostMilestones, typedMilestones } from '#app/domain/commitments/typed-milestones.ts'

test('a line is a day and a number, as people type them', () => {
  expect(typedMilestones('2027-06-30 100\n\n 2028-06-30:  1,500 \n٢٠٢٩-٠٦-٣٠ ٢٬٠٠٠')).toEqual([
    { date: '2027-06-30', value: 100 },
    { date: '2028-06-30', value: 1500 },
    { date: '2029-06-30', value: 2000 },
  ])
  expect(typedMilestones('  \n ')).toEqual([])
})

test.each([
  ['no number', '2027-06-30'],
  ['a day that is none', '2027-02-30 5'],
  ['a day in another order', '30.06.2027 5'],
  ['nought', '2027-06-30 0'],
  ['a number that can be read in two ways', '2027-06-30 1,5,0'],
  ['a day twice', '2027-06-30 5\n2027-06-30 6'],
  ['one good line and one bad', '2027-06-30 5\nlater 6'],
])('%s is no plan', (_, text) => {
  expect(typedMilestones(text)).toBeNull()
})

test('there are at most so many', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, n) => `${2027 + n}-01-01 ${n + 1}`).join('\n')
  expect(typedMilestones(lines(mostMilestones))).toHaveLength(mostMilestones)
  expect(typedMilestones(lines(mostMilestones + 1))).toBeNull()
})

test('what a form shows for changing reads back the same', () => {
  const plan = [
    { date: '2027-06-30', value: 1.125 },
    { date: '2028-06-30', value: 0.5 },
    { date: '2029-06-30', value: 1_000_000 },
  ] as const
  expect(typedMilestones(milestonesAsTyped(plan))).toEqual(plan)
})
