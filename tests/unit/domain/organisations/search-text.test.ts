import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isFound, searchText, searchWords } from '#app/domain/organisations/search-text.ts'
import { searchTextCases } from './search-text-cases.ts'

test.each(searchTextCases)('"%s" is searched as "%s"', (text, wanted) => {
  expect(searchText(text)).toBe(wanted)
})

test('a search finds beginnings of words, in any order, each word once', () => {
  expect(isFound('antananarivo universite', "Université d'Antananarivo")).toBe(true)
  expect(isFound('antan', "Université d'Antananarivo")).toBe(true)
  expect(isFound('tananarivo', "Université d'Antananarivo")).toBe(false)
  expect(searchWords('Lagos  lagos LAGOS')).toEqual(['lagos'])
  expect(isFound('', 'anything')).toBe(true)
})

test('searching what was already folded changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      expect(searchText(searchText(text))).toBe(searchText(text))
    }),
  )
})
