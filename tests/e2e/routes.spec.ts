import { type Entry, pages } from '../pages.ts'
import { differences, manifest } from './support/manifest.ts'
import { expect, test } from './support/site.ts'

test('every route has a line in tests/pages.ts, and every line a route', async () => {
  expect(differences(manifest(), pages)).toEqual([])
})

test('a new route without a line and a line without a route are found', () => {
  const line: Entry = { kind: 'page', samples: [{ state: 'filled', path: '' }] }
  const routes = [
    { id: 'a', hasPage: true, hasAction: false },
    { id: 'b', hasPage: true, hasAction: false },
  ]
  expect(differences(routes, { a: line, c: line })).toEqual(['no line for b', 'no route for c'])
})

test('a line without samples, and a twin that calls itself a page, are found', () => {
  const routes = [
    { id: 'a', hasPage: true, hasAction: false },
    { id: 'b', hasPage: false, hasAction: false },
  ]
  const list: Record<string, Entry> = {
    a: { kind: 'page', samples: [] },
    b: { kind: 'page', samples: [{ state: 'filled', path: '' }] },
  }
  expect(differences(routes, list)).toEqual(['no sample for a', 'b has no page to show'])
})
