import type { RuleBody } from '#app/domain/eligibility/rule.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import type { Need } from '#app/domain/ranking/need.ts'

const en = (text: string) => ({ text, lang: 'en' })

/** An open offer of which the source states nothing but what is given. */
export function makeOffer({
  rules = [],
  ...overrides
}: Partial<Omit<Offer, 'rules'>> & { rules?: RuleBody[] } = {}): Offer {
  return {
    id: overrides.ref ?? 'O01',
    ref: 'O01',
    origin: 'imported',
    title: en('An offer'),
    description: null,
    kind: 'training',
    form: 'course',
    provider: { ref: 'P1', name: en('A provider') },
    partners: [],
    topic: en('A topic'),
    topics: [],
    window: 'open',
    isRolling: true,
    opensOn: null,
    applyBy: null,
    startsOn: null,
    endsOn: null,
    capacity: null,
    amount: null,
    amountWords: null,
    inKind: null,
    languages: [],
    mode: null,
    cost: null,
    costWords: null,
    eligibilityWords: null,
    rules: rules.map(body => ({ words: null, lang: 'en', ...body })),
    countries: [],
    regions: [],
    applyUrl: 'https://example.org/',
    source: { url: 'https://example.org/', publisher: 'Example', kind: 'press' },
    note: null,
    here: null,
    isListed: true,
    checkedOn: '2026-11-22',
    ...overrides,
  }
}

export const noNeed: Need = { kind: null, topic: null, people: null, language: null, mode: null }
