import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scales } from '#app/domain/ranking/scales.ts'
import { sortedUnits } from '#app/domain/ranking/units-of-people.ts'
import { criteria, weights } from '#app/domain/ranking/weights.ts'

const published = readFileSync('docs/ranking-scales.md', 'utf8').split('\n')
const texts: Record<string, string> = JSON.parse(readFileSync('locales/en/ranking.json', 'utf8'))
const steps = criteria.flatMap(criterion =>
  Object.entries(scales[criterion]).map(([step, { points, missing }]) => ({ criterion, step, points, missing })),
)

test('weights are whole percents and add up to 100', () => {
  expect(Object.values(weights).every(weight => Number.isInteger(weight) && weight > 0)).toBe(true)
  expect(Object.values(weights).reduce((sum, weight) => sum + weight, 0)).toBe(100)
})

test('criteria stand heaviest first', () => {
  const list = criteria.map(criterion => weights[criterion])
  expect(list).toEqual([...list].sort((one, other) => other - one))
})

test('points are hundreds from 0 to 1,000, each criterion can reach 1,000, and what is missing scores the middle', () => {
  for (const { step, points, missing } of steps) {
    expect([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000], step).toContain(points)
    expect(points === 500, step).toBe(missing !== null)
  }
  for (const criterion of criteria)
    expect(Math.max(...Object.values(scales[criterion]).map(({ points }) => points))).toBe(1000)
})

test('the published page has every weight and every step with its points, and no others', () => {
  const rows = published.flatMap(line => {
    const [, code, number, ...rest] = line.match(/^\| `([\w-]+)` \| (\d+(?: \((?:offer|need)\))?) \|/) ?? []
    return code === undefined ? [] : [`${code} ${number}${rest.join('')}`]
  })
  const weightRows = criteria.map(criterion => `${criterion} ${weights[criterion]}`)
  const stepRows = steps.map(({ step, points, missing }) => `${step} ${points}${missing ? ` (${missing})` : ''}`)
  expect(rows.sort()).toEqual([...weightRows, ...stepRows].sort())
})

test('each criterion, question, step and gain has its text, and no other is kept', () => {
  const gains = new Set(steps.flatMap(({ criterion, missing }) => (missing ? [`gain.${criterion}.${missing}`] : [])))
  const codes = [
    ...criteria.flatMap(criterion => [`criterion.${criterion}`, `question.${criterion}`]),
    ...steps.map(({ step }) => step),
    ...gains,
    ...['gap', 'gap-none', 'gap-last'],
  ]
  expect([...new Set(Object.keys(texts).map(key => key.replace(/_(one|other)$/, '')))].sort()).toEqual(codes.sort())
})

test('no sentence is longer than 25 words', () => {
  const long = Object.values(texts).flatMap(text =>
    text.split(/(?<=[.?!]) /).filter(part => part.split(' ').length > 25),
  )
  expect(long).toEqual([])
})

test('each unit of a capacity in the data was read and sorted: people, or something else', () => {
  const { offers }: { offers: { seatsUnit: string | null }[] } = JSON.parse(
    readFileSync('data/real-offers.json', 'utf8'),
  )
  const used = [...new Set(offers.flatMap(({ seatsUnit }) => seatsUnit ?? []))]
  expect([...sortedUnits].sort()).toEqual(used.sort())
})
