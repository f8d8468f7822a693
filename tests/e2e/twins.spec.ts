import { samplesOf } from '../pages.ts'
import { raw } from './support/raw.ts'
import { addressOf, expect, languages, test } from './support/site.ts'

const typeOf = (path: string) =>
  /\.csv(\?|$)/.test(path) ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8'

for (const { sample } of samplesOf('data')) {
  test(`the data of ${sample.path || '/'} are the same in every language, and only there`, async ({ site }) => {
    const bodies = new Set<string>()
    for (const language of languages) {
      const { status, headers, body } = await raw(addressOf(site, language, sample))
      expect(status, language).toBe(sample.status ?? 200)
      // What is no open data has no twin in any language.
      if (status === 404) continue
      expect(headers['content-type']).toBe(typeOf(sample.path))
      const isJson = /json/.test(typeOf(sample.path))
      expect(headers['cross-origin-resource-policy']).toBe(isJson ? 'cross-origin' : undefined)
      expect(body.length).toBeGreaterThan(20)
      if (isJson) JSON.parse(body)
      else expect(body.split('\r\n')[0]).toMatch(/^\uFEFF[a-z0-9_]+(,[a-z0-9_]+)+$/)
      bodies.add(body)
    }
    expect(bodies.size).toBe(sample.status === 404 ? 0 : 1)
    expect((await raw(addressOf(site, 'xx', sample))).status).toBe(404)
  })
}
