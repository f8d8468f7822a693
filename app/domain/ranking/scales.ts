import type { CriterionCode } from './need.ts'

/** Points of a step, and who left the fact out where it stands for one that is not stated. */
export type StepPoints = { points: number; missing: 'offer' | 'need' | null }

type Scale = Record<string, StepPoints>

const is = (points: number) => ({ points, missing: null })

/** The middle of every scale: what is not stated counts neither for nor against an offer. */
const notStatedBy = (missing: 'offer' | 'need') => ({ points: 500, missing })

/**
 * Every step of every criterion, with its points, 0 to 1,000 in hundreds. The scales are fixed and published in
 * docs/ranking-scales.md: points never depend on which other offers there are.
 */
export const scales = {
  topic: {
    'topic-same': is(1000),
    'topic-part': is(800),
    'topic-wider': is(600),
    'topic-near': is(400),
    'topic-general': is(200),
    'topic-other': is(0),
    'topic-not-stated': notStatedBy('offer'),
    'topic-not-asked': notStatedBy('need'),
  },
  kind: {
    'kind-same': is(1000),
    'kind-other': is(0),
    'kind-not-asked': notStatedBy('need'),
  },
  audience: {
    'audience-named': is(1000),
    'audience-all': is(700),
    'audience-maybe': is(400),
    'audience-other': is(0),
    'audience-not-stated': notStatedBy('offer'),
    'audience-not-given': notStatedBy('need'),
  },
  place: {
    'place-named-few': is(1000),
    'place-region': is(800),
    'place-named': is(700),
    'place-wide': is(600),
    'place-developing': is(400),
    'place-world': is(300),
    'place-other': is(0),
    'place-not-stated': notStatedBy('offer'),
    'place-not-given': notStatedBy('need'),
  },
  room: {
    'room-tenfold': is(1000),
    'room-threefold': is(900),
    'room-enough': is(700),
    'room-half': is(300),
    'room-few': is(100),
    'room-not-stated': notStatedBy('offer'),
    'room-not-people': notStatedBy('offer'),
    'room-not-asked': notStatedBy('need'),
  },
  language: {
    'language-same': is(1000),
    'language-other': is(0),
    'language-not-stated': notStatedBy('offer'),
    'language-not-asked': notStatedBy('need'),
  },
  mode: {
    'mode-same': is(1000),
    'mode-blended': is(700),
    'mode-other': is(0),
    'mode-not-stated': notStatedBy('offer'),
    'mode-not-asked': notStatedBy('need'),
  },
  cost: {
    'cost-funded': is(1000),
    'cost-free': is(800),
    'cost-some-fees': is(300),
    'cost-fees': is(0),
    'cost-not-stated': notStatedBy('offer'),
  },
} as const satisfies Record<CriterionCode, Scale>

/** Steps of one criterion. */
export type StepCode<Criterion extends CriterionCode> = keyof (typeof scales)[Criterion] & string
