import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { OfferWindow } from '#app/domain/offers/offer.ts'
import { inReadingOrder } from '#app/services/list-offers.server.ts'
import { makeOffer } from '../domain/ranking/make-offer.ts'

const refs = (list: ReturnType<typeof inReadingOrder>) => list.map(({ ref }) => ref)

test('what can be taken comes first, the not known apart after it, the closed last', () => {
  const offers = [
    makeOffer({ ref: 'O1', window: 'closed' }),
    makeOffer({ ref: 'O2', window: 'unknown' }),
    makeOffer({ ref: 'O3', window: 'open' }),
    makeOffer({ ref: 'O4', window: 'forecast' }),
  ]
  expect(refs(inReadingOrder(offers))).toEqual(['O3', 'O4', 'O2', 'O1'])
})

test('of the open, the soonest close is first and no close is last; of the closed, the latest is first', () => {
  const of = (window: OfferWindow) => [
    makeOffer({ ref: 'A', window, applyBy: null }),
    makeOffer({ ref: 'B', window, applyBy: '2027-01-01' }),
    makeOffer({ ref: 'C', window, applyBy: '2026-12-01' }),
  ]
  expect(refs(inReadingOrder(of('open')))).toEqual(['C', 'B', 'A'])
  expect(refs(inReadingOrder(of('closed')))).toEqual(['B', 'C', 'A'])
})

test('the order does not depend on the order in which offers arrive, so a page by key loses none', () => {
  const offer = fc.record({
    window: fc.constantFrom<OfferWindow>('open', 'forecast', 'unknown', 'closed'),
    applyBy: fc.option(fc.constantFrom<IsoDate>('2026-01-01', '2026-06-01', '2027-01-01'), { nil: null }),
  })
  fc.assert(
    fc.property(fc.array(offer, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (facts, noise) => {
      const offers = facts.map((fact, index) => makeOffer({ ref: `O${index}`, ...fact }))
      const shuffled = offers
        .map(value => ({ value, at: noise.next().value }))
        .sort((a, b) => a.at - b.at)
        .map(({ value }) => value)
      expect(refs(inReadingOrder(shuffled))).toEqual(refs(inReadingOrder(offers)))
    }),
  )
})
