import { expect, test } from 'vitest'
import { needAddress, readNeed } from '#app/schemas/need.ts'

const read = (query: string) => readNeed(`http://localhost/en/fits?${query}`)

test('what an address does not know counts as not said', () => {
  const query = read('who=%20&as=king&kind=gold&people=0&mode=boat&topic=<x>&language=EN&language=%27')
  expect(
    Object.values(query)
      .flat()
      .filter(part => part !== null),
  ).toEqual([])
})

test('people are whole, at least one, and no more than anybody sends', () => {
  expect(read('people=12').people).toBe(12)
  expect(read('people=1').people).toBe(1)
  for (const people of ['', '0', '-1', '1.5', '100000', 'twelve']) expect(read(`people=${people}`).people).toBeNull()
})

test('several languages are read, each once and not without end', () => {
  expect(read('language=en&language=fr&language=en&language=pt-BR').languages).toEqual(['en', 'fr', 'pt-BR'])
  const many = [...'abcdefghijklmnopqrst'].map(letter => `language=a${letter}`).join('&')
  expect(read(many).languages).toHaveLength(12)
})

test('the address of a question leads back to the same question', () => {
  const query = read('org=unilag-edu-ng&kind=training&topic=ai_research&people=12&mode=online&language=en&language=fr')
  const address = needAddress(query)
  expect(readNeed(`http://localhost/en${address}`)).toEqual(query)
  expect(needAddress(query, { org: null, country: 'KI', as: 'government', languages: [] })).toBe(
    '/fits?country=KI&as=government&kind=training&topic=ai_research&people=12&mode=online',
  )
  expect(needAddress(read(''))).toBe('/fits')
})
