import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { reasonCodes } from '#app/domain/allocation/explain-reasons.ts'
import { refusalCodes } from '#app/domain/allocation/reading/refusal.ts'
import { malformed } from './malformed-instances.ts'
import { makeDice, randomMarket } from './random-market.ts'
import { run, runText } from './run.ts'

const languages = ['en', 'fr', 'ar']
const words = Object.fromEntries(
  languages.map((code): [string, Record<string, string>] => [
    code,
    JSON.parse(readFileSync(`locales/${code}/allocation.json`, 'utf8')),
  ]),
)
const asked = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name as string)

/** Fails where a language lacks the sentence, or the sentence asks for what the data do not give. */
function expectSentence(key: string, given: object) {
  for (const code of languages) {
    const text = words[code]?.[key]
    expect(text, `${code} ${key}`).toBeTruthy()
    expect(Object.keys(given), `${code} ${key}`).toEqual(expect.arrayContaining(asked(text ?? '')))
  }
}

test('each code of a reason and of a refusal has its sentence in each language', () => {
  for (const code of reasonCodes) expect(words.en?.[`reason.${code}`], code).toBeTruthy()
  for (const code of refusalCodes) expect(words.en?.[`refusal.${code}`], code).toBeTruthy()
})

test('what 3,000 random markets are refused for can be said with what the refusal gives', () => {
  const dice = makeDice(404)
  const said = new Set<string>()
  for (let n = 0; n < 3_000; n++) {
    const market = randomMarket(dice, { units: 6, offers: 3, maxCapacity: 4 })
    for (const { rule } of market.offers) {
      if (rule && dice.chance(0.2)) rule.counting = 'one-to-many'
      if (rule?.shares && dice.chance(0.2)) rule.shares.push({ class: 'B', percent: 10 })
      if (rule && dice.chance(0.1)) rule.caps = [{ key: 'country', max: 1 }]
      if (rule?.shares && dice.chance(0.1)) rule.floors = [{ id: 'f', class: 'A', seats: 0 }]
    }
    for (const pool of market.pools ?? [])
      if (dice.chance(0.2)) pool.priority = dice.shuffled(pool.priority as string[])
    if (dice.chance(0.05)) delete market.ties
    const result = run(market)
    if (result.ok) continue
    expectSentence(`refusal.${result.error}`, result.detail)
    said.add(`refusal.${result.error}`)
    if (result.error !== 'NO_GUARANTEE') continue
    expectSentence(`lost.${result.detail.what}`, result.detail)
    said.add(`lost.${result.detail.what}`)
  }
  expect([...said].filter(key => key.startsWith('lost.')).sort()).toEqual(
    Object.keys(words.en ?? {})
      .filter(key => key.startsWith('lost.'))
      .sort(),
  )
})

test('each fault of form has its sentence, which asks for no more than the place', () => {
  for (const [, fault] of malformed) {
    const [where, what] = fault.split(' ')
    expectSentence(`fault.${what}`, { where, what })
  }
  for (const text of ['', '{', '[1.5]']) expectSentence(`fault.${runText(text).detail.what}`, runText(text).detail)
})

test('a full cap is said with the group that the data name', () => {
  expect(asked(words.en?.['reason.CAP_FULL'] ?? '')).toEqual(['group'])
})
