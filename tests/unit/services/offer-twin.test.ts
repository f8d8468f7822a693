import { expect, test } from 'vitest'
import type { OfferHere } from '#app/domain/offers/offer.ts'
import { offerColumns, offerRecord, offerRow } from '#app/services/offer-twin.server.ts'
import { makeOffer } from '../domain/ranking/make-offer.ts'

const here: OfferHere = {
  state: 'open',
  version: 3,
  measure: 'people_trained',
  timeZone: 'Africa/Nairobi',
  closesAt: '2026-12-31T21:00:00+00:00',
  left: 26,
  unitKind: 'seat',
  answerDays: 14,
  endedReason: null,
  endedOn: null,
  commitment: { ref: 'C-1', title: { text: 'Train 200 people', lang: 'en' } },
}

test('a row says whether, until when and for how much one applies here; nothing of that for an imported offer', () => {
  const platform = makeOffer({ origin: 'platform', applyUrl: null, source: null, here })
  expect(offerRow(platform, '2026-11-25')).toMatchObject({
    apply_url: null,
    source_url: null,
    apply_here_until: '2026-12-31T21:00:00+00:00',
    left: 26,
    commitment: 'C-1',
  })
  const imported = offerRow(makeOffer(), '2026-11-25')
  expect(imported).toMatchObject({ apply_here_until: null, left: null, commitment: null })
  expect(Object.keys(imported)).toEqual([...offerColumns])
})

test('a record says the same in full, and never the version that a form sends', () => {
  const record = offerRecord(makeOffer({ origin: 'platform', applyUrl: null, source: null, here }), '2026-11-25')
  expect(record.apply_here).toEqual({
    state: 'open',
    closes_at: '2026-12-31T21:00:00+00:00',
    time_zone: 'Africa/Nairobi',
    left: 26,
    unit: 'seat',
    measure: 'people_trained',
    days_to_answer: 14,
    ended_on: null,
    ended_reason: null,
    commitment: here.commitment,
  })
  expect(offerRecord(makeOffer(), '2026-11-25').apply_here).toBeNull()
})
