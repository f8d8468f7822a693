import type { Commitment, Delivery, Target } from '#app/domain/commitments/commitment.ts'

const en = (text: string) => ({ text, lang: 'en' })
const source = { url: 'https://example.org/', publisher: 'Example', kind: 'press' as const }

export function makeTarget(overrides: Partial<Target> = {}): Target {
  return {
    measure: 'people_trained',
    value: 100,
    qualifier: 'exactly',
    nature: 'stock',
    period: null,
    words: en('people trained'),
    ...overrides,
  }
}

export function makeDelivery(overrides: Partial<Delivery> = {}): Delivery {
  return {
    id: 'd1',
    ref: null,
    state: 'reported',
    origin: 'imported',
    measure: 'people_trained',
    reported: 10,
    confirmed: 0,
    verified: 0,
    asOf: '2026-01-01',
    reportedBy: en('The committer'),
    receiver: null,
    note: null,
    source,
    disputed: false,
    excluded: null,
    excludedReason: null,
    ...overrides,
  }
}

export function makeCommitment(overrides: Partial<Commitment> = {}): Commitment {
  return {
    id: overrides.ref ?? 'C01',
    ref: 'C01',
    version: 1,
    isListed: true,
    origin: 'imported',
    title: en('Train people'),
    kind: 'training',
    topic: en('AI skills'),
    topics: ['ai_skills_general'],
    accountable: { ref: 'example', name: en('Example') },
    partners: [],
    target: makeTarget(),
    amount: null,
    announcedOn: '2025-01-01',
    datesApproximate: false,
    deadlines: [],
    deadlineWords: null,
    formalisation: 'announced',
    verifiability: { isVerifiable: true },
    milestones: [],
    deliveries: [],
    reporting: null,
    wholeRef: null,
    partRefs: [],
    overlapRefs: [],
    sisterRefs: [],
    countries: [],
    regions: [],
    countriesFromGroup: null,
    namedFrameworks: [],
    point: null,
    source,
    note: null,
    checkedOn: '2026-11-22',
    revisions: [],
    ...overrides,
  }
}
