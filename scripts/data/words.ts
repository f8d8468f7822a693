import { toMinor } from '#app/domain/money/money.ts'
import type { Reference } from './build-reference.ts'
import type { DataFiles } from './read-files.ts'
import { lookUp, refuse } from './refusals.ts'
import { uuidV5 } from './uuid-v5.ts'

/** Looks up what the words of a source become; every miss refuses the row and names the word. */
export function openWords(files: DataFiles, reference: Reference) {
  const words = files['source-words.json']
  const countries = new Set(reference.countries.map(({ iso2 }) => iso2))
  const regions = new Set(reference.regions.map(({ code }) => code))
  const groups = new Set(reference.country_groups.map(({ code }) => code))
  const parents = new Map(reference.topics.map(({ code, parent }) => [code, parent]))
  const measures = new Map(reference.measure_units.map(({ unit, measure }) => [unit, measure]))

  const place = (code: string) => {
    if (regions.has(code)) return { iso2: null, region: code, group_code: null }
    return groups.has(code) ? { iso2: null, region: null, group_code: code } : refuse(`place "${code}" is not loaded`)
  }

  /** Codes for a topic of a source, narrow first, then those above them. */
  const topics = (word: string): string[] => {
    const codes = lookUp(files['topics.json'].sourceWords, word, 'topic')
    const above: string[] = []
    for (const code of codes) {
      if (!parents.has(code)) refuse(`topic code "${code}" is not loaded`)
      for (let up = parents.get(code) ?? null; up !== null; up = parents.get(up) ?? null) above.push(up)
    }
    return [...new Set([...codes, ...above])]
  }

  return {
    topics,
    measure: (unit: string): string => measures.get(unit) ?? refuse(`unit "${unit}" is not mapped`),
    commitmentKind: (word: string) => lookUp(words.commitmentKinds, word, 'kind').kind,
    offerKind: (word: string) => lookUp(words.offerKinds, word, 'kind'),
    qualifier: (word: string) => lookUp(words.qualifiers, word, 'qualifier'),
    mode: (word: string) => lookUp(words.modes, word, 'mode'),
    sourceKind: (word: string) => lookUp(words.sourceKinds, word, 'kind of source'),
    publisherKind: (word: string) => lookUp(words.publisherKinds, word, 'publisher').kind,
    placeCode: (word: string) => lookUp(words.places, word, 'region'),

    /** One row per country, region or group; the same place twice is one row. */
    placeRows: (owner: string, countryCodes: readonly string[], placeCodes: readonly string[]) => {
      for (const code of countryCodes) if (!countries.has(code)) refuse(`country "${code}" is not loaded`)
      const rows = [
        ...[...new Set(countryCodes)].map(iso2 => ({ iso2, region: null, group_code: null })),
        ...[...new Set(placeCodes)].map(place),
      ]
      return rows.map(row => ({
        id: uuidV5(`place:${owner}:${row.iso2 ?? row.region ?? row.group_code}`),
        ...row,
      }))
    },

    money: (amount: { value: number; currency: string } | null, per: 'year' | 'month' | null) => {
      if (amount === null) return { amount_minor: null, amount_currency: null, amount_per: null }
      const minor = toMinor(amount.value, amount.currency)
      if (minor === null) refuse(`amount ${amount.value} does not fit the smallest unit of ${amount.currency}`)
      return { amount_minor: minor, amount_currency: amount.currency, amount_per: per }
    },
  }
}

export type Words = ReturnType<typeof openWords>
