/**
 * An instance in the normal form of rule 11: defaults filled in, money as decimal strings, everything whose order
 * does not matter sorted. What is checked is exactly what is hashed.
 */
export type Instance = MatchingInstance | CallOrderInstance | FundingInstance | EqualSharesInstance

export type Ties = { order: string[] } | { seed: string; round: string; scope: '*' | 'offer' }
export type Priority = string[] | { scores: { [unit: string]: number } }
export type Floor = { id: string; class: string; seats: number }
export type Share = { class: string; percent: number }

export type Rule = {
  mode: 'min-guarantee' | 'over-and-above' | 'meritorious' | 'prefix-share'
  floors: Floor[]
  caps: { key: string; max: number }[]
  shares: Share[]
  unfilled: 'revert' | 'leave'
  counting: 'one-to-one' | 'one-to-many'
}

export type Unit = {
  id: string
  preferences: string[]
  classes: string[]
  groups: { [key: string]: string }
  size: number
  together?: string
}
export type Offer = { id: string; capacity: number; priority: Priority; rule?: Rule }
export type Pool = { id: string; offers: string[]; capacity: number; priority: Priority }

export type MatchingInstance = { kind: 'matching'; units: Unit[]; offers: Offer[]; pools?: Pool[]; ties?: Ties }

export type CallOrderInstance = {
  kind: 'call-order'
  order: string[]
  shares: Share[]
  classes?: { [id: string]: string[] }
}

export type Request = { id: string; ask: string; least: string; score: number; classes: string[] }
export type FundingInstance = {
  kind: 'funding'
  budget: string
  fill: 'skip' | 'stop'
  envelopes: { id: string; class: string; amount: string }[]
  requests: Request[]
  ties?: Ties
}

export type Ballot = { id: string; approves: string[]; count: number }
export type EqualSharesInstance = {
  kind: 'equal-shares'
  budget: string
  utility: 'cost' | 'cardinality'
  completion: 'none' | 'add1' | 'add1-exhaustive' | 'utilitarian'
  projects: { id: string; cost: string }[]
  ballots: Ballot[]
}
