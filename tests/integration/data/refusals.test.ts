import { expect, test } from 'vitest'
import { buildRows } from '#scripts/data/build-rows.ts'
import { type DataFiles, readDataFiles } from '#scripts/data/read-files.ts'

type Row = Record<string, unknown>
type Lists = Record<string, { [list: string]: Row[] }>

/** Why rows are refused when the first row of a list in one file is changed. */
function refusals(file: keyof DataFiles, list: string, change: (rows: Row[]) => void): string[] {
  const files = structuredClone(readDataFiles())
  change((files as unknown as Lists)[file]?.[list] ?? [])
  return buildRows(files).refused.map(({ file: where, row, reason }) => `${where} ${row}: ${reason}`)
}

const first = (values: Row) => (rows: Row[]) => Object.assign(rows[0] ?? {}, values)

test('the files as they are lose no row', () => {
  expect(refusals('real-commitments.json', 'commitments', () => {})).toEqual([])
})

test.each([
  ['kind', { kind: 'moonshot' }, 'kind "moonshot" is not mapped'],
  ['unit', { target: { value: 1, unit: 'smiles', qualifier: 'exactly' } }, 'unit "smiles" is not mapped'],
  [
    'qualifier',
    { target: { value: 1, unit: 'people trained', qualifier: 'perhaps' } },
    'qualifier "perhaps" is not mapped',
  ],
  ['topic', { topic: 'Alchemy' }, 'topic "Alchemy" is not mapped'],
  ['region', { beneficiaryRegions: ['Atlantis'] }, 'region "Atlantis" is not mapped'],
  ['country', { beneficiaryCountries: ['XX'] }, 'country "XX" is not loaded'],
  ['committer', { committer: 'Nobody' }, 'committer "Nobody" is not listed'],
  [
    'publisher',
    {
      evidence: [
        {
          value: 1,
          unit: 'people trained',
          asOf: null,
          reportedBy: 'x',
          source: { url: 'https://example.org', publisher: 'Gazette' },
          verification: 'self-reported, not independently verified',
          note: null,
        },
      ],
    },
    'publisher "Gazette" is not mapped',
  ],
  ['day', { announcedOn: '2025-02-29' }, 'announcedOn: not a calendar day'],
  ['amount', { amount: { value: 0.001, currency: 'USD' } }, 'amount 0.001 does not fit the smallest unit of USD'],
  ['period', { amount: { value: 1, currency: 'USD', per: 'week' } }, 'period "week" of the amount is not mapped'],
  [
    'address',
    { source: { url: 'javascript:alert(1)', publisher: 'x', kind: 'press' } },
    'source.url: not a web address',
  ],
])('a commitment with an unknown %s is refused by name, and its mapping with it', (_, values, reason) => {
  expect(refusals('real-commitments.json', 'commitments', first(values))).toEqual([
    `real-commitments.json C01: ${reason}`,
    'point-mappings.json C01: commitment "C01" is not loaded',
  ])
})

test('a field that the import does not know refuses its row', () => {
  const [reason] = refusals('real-commitments.json', 'commitments', first({ mood: 'hopeful' }))
  expect(reason).toContain('C01')
  expect(reason).toContain('"mood"')
})

test.each([
  [{ kind: 'infrastructure' }, 'the form of kind "infrastructure" is not given in offer-facts.json'],
  [{ kind: 'raffle' }, 'kind "raffle" is not mapped'],
  [{ mode: 'telepathy' }, 'mode "telepathy" is not mapped'],
  [{ eligibleRegions: ['Africa'] }, 'the place rule in offer-rules.json is not what the source lists'],
  [{ amount: { value: 5, currency: 'USD', per: 'dog' } }, 'what the amount is for, "dog", is not in offer-facts.json'],
  [{ statusOn20261122: 'maybe' }, 'statusOn20261122: Invalid option: expected one of "closed"|"rolling"|"unknown"'],
])('an offer that says %o is refused by name', (values, reason) => {
  expect(refusals('real-offers.json', 'offers', first(values))).toEqual([`real-offers.json O01: ${reason}`])
})

test('an editorial row that speaks of no record, twice, or of none at all is refused', () => {
  const mapped = refusals('point-mappings.json', 'rows', rows => void rows.push({ ...rows[1] }))
  expect(mapped).toEqual(['point-mappings.json C02: mapped twice'])
  expect(refusals('point-mappings.json', 'rows', rows => void rows.shift())).toEqual([
    'point-mappings.json C01: no point is mapped',
  ])
  expect(refusals('point-mappings.json', 'rows', first({ point: 14 }))[0]).toBe(
    'point-mappings.json C01: there is no point 14',
  )
  expect(refusals('offer-rules.json', 'rows', rows => void rows.shift())).toEqual([
    'real-offers.json O01: offer-rules.json has no row for it',
  ])
  expect(refusals('commitment-notes.json', 'notes', first({ commitment: 'C99' }))[0]).toBe(
    'commitment-notes.json not_verifiable C99: commitment "C99" is in no file',
  )
})

test('a part of a commitment that was refused is refused, and the rest goes on', () => {
  const reasons = refusals('real-commitments.json', 'commitments', rows => {
    const whole = rows.find(({ id }) => id === 'C46')
    Object.assign(whole ?? {}, { kind: 'moonshot' })
  })
  expect(reasons).toContain('commitment-notes.json part_of C47: commitment "C46" is not loaded')
  expect(reasons).toHaveLength(3)
})

test('two institutions of one domain, or of a country that is not listed, are refused', () => {
  const twice = refusals('institutions.json', 'rows', rows => void rows.push(rows[0] as Row))
  expect(twice).toEqual([
    'institutions.json Abu Dhabi University AE adu.ac.ae: ref "adu-ac-ae" is taken by "Abu Dhabi University"',
  ])
  const nowhere = refusals('institutions.json', 'rows', rows => void rows.push(['X', 'XX', 'x.example'] as never))
  expect(nowhere).toEqual(['institutions.json X XX x.example: country "XX" is not loaded'])
})

test('a group that nobody listed is refused', () => {
  expect(refusals('group-memberships.json', 'rows', first({ group: 'g77' }))[0]).toContain('group "g77" is not listed')
})
