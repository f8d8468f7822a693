import { byBytes } from './byte-order.ts'
import type {
  CallOrderInstance,
  EqualSharesInstance,
  FundingInstance,
  Instance,
  MatchingInstance,
  Offer,
  Pool,
  Priority,
  Rule,
  Share,
  Ties,
  Unit,
} from './instance.ts'
import {
  distinctReferences,
  fields,
  integer,
  invalid,
  isObject,
  list,
  listById,
  MOST,
  money,
  name,
  names,
  oneOf,
  references,
} from './read-fields.ts'
import type { Json } from './strict-json.ts'

const byId = (a: { id: string }, b: { id: string }) => byBytes(a.id, b.id)

/** Reads an instance by rules 1 to 4, 19 and 20 and returns its normal form; throws Refused INVALID_INSTANCE. */
export function readInstance(value: Json): Instance {
  const kind = isObject(value) ? value.kind : undefined
  if (kind === 'matching') return readMatching(value)
  if (kind === 'call-order') return readCallOrder(value)
  if (kind === 'funding') return readFunding(value)
  if (kind === 'equal-shares') return readEqualShares(value)
  return invalid('kind')
}

function readMatching(value: Json): MatchingInstance {
  const raw = fields(value, ['kind', 'units', 'offers'], ['pools', 'ties'], 'instance')
  const units = listById(raw.units, 'units', readUnit)
  const offers = listById(raw.offers, 'offers', readOffer)
  const pools = raw.pools === undefined ? undefined : listById(raw.pools, 'pools', readPool)
  const unitIds = new Set(units.map(unit => unit.id))
  const offerIds = new Set(offers.map(offer => offer.id))
  for (const unit of units) {
    for (const offer of unit.preferences) if (!offerIds.has(offer)) invalid(`${unit.id}.preferences`)
    if (unit.together !== undefined && !unitIds.has(unit.together)) invalid(`${unit.id}.together`)
  }
  for (const house of [...offers, ...(pools ?? [])]) {
    const named = Array.isArray(house.priority) ? house.priority : Object.keys(house.priority.scores)
    for (const unit of named) if (!unitIds.has(unit)) invalid(`${house.id}.priority`)
  }
  const pooled = new Set<string>()
  for (const pool of pools ?? []) {
    for (const offer of pool.offers) {
      if (!offerIds.has(offer) || pooled.has(offer)) invalid(`${pool.id}.offers`)
      pooled.add(offer)
    }
  }
  for (const offer of offers) if (pooled.has(offer.id) && offer.rule) invalid(`${offer.id}.rule`)
  return {
    kind: 'matching',
    units: units.sort(byId),
    offers: offers.sort(byId),
    ...(pools && { pools: pools.sort(byId) }),
    ...readTies(raw.ties, unitIds),
  }
}

function readUnit(value: Json, where: string): Unit {
  const raw = fields(value, ['id', 'preferences'], ['classes', 'groups', 'size', 'together'], where)
  const groups: Unit['groups'] = Object.create(null)
  if (raw.groups !== undefined) {
    if (!isObject(raw.groups)) return invalid(`${where}.groups`)
    for (const key in raw.groups) groups[name(key, where)] = name(raw.groups[key], `${where}.groups`)
  }
  return {
    id: name(raw.id, `${where}.id`),
    preferences: references(raw.preferences, `${where}.preferences`),
    classes: raw.classes === undefined ? [] : names(raw.classes, `${where}.classes`).sort(byBytes),
    groups,
    size: raw.size === undefined ? 1 : integer(raw.size, 1, MOST, `${where}.size`),
    ...(raw.together !== undefined && { together: name(raw.together, `${where}.together`) }),
  }
}

function readOffer(value: Json, where: string): Offer {
  const raw = fields(value, ['id', 'capacity', 'priority'], ['rule'], where)
  const id = name(raw.id, `${where}.id`)
  if (id === '*') invalid(`${where}.id`)
  return {
    id,
    capacity: integer(raw.capacity, 0, MOST, `${where}.capacity`),
    priority: readPriority(raw.priority, `${where}.priority`),
    ...(raw.rule !== undefined && { rule: readRule(raw.rule, `${where}.rule`) }),
  }
}

function readPool(value: Json, where: string): Pool {
  const raw = fields(value, ['id', 'offers', 'capacity', 'priority'], [], where)
  return {
    id: name(raw.id, `${where}.id`),
    offers: names(raw.offers, `${where}.offers`).sort(byBytes),
    capacity: integer(raw.capacity, 0, MOST, `${where}.capacity`),
    priority: readPriority(raw.priority, `${where}.priority`),
  }
}

function readPriority(value: Json | undefined, where: string): Priority {
  if (Array.isArray(value)) return distinctReferences(value, where)
  const raw = fields(value, ['scores'], [], where)
  if (!isObject(raw.scores)) return invalid(where)
  const scores: { [unit: string]: number } = Object.create(null)
  for (const unit in raw.scores) scores[unit] = integer(raw.scores[unit], 0, MOST, `${where}.scores`)
  return { scores }
}

function readRule(value: Json, where: string): Rule {
  const raw = fields(value, [], ['mode', 'floors', 'caps', 'shares', 'unfilled', 'counting'], where)
  const floors = listById(raw.floors ?? emptyUnlessNull(raw.floors, where), `${where}.floors`, (entry, at) => {
    const floor = fields(entry, ['id', 'class', 'seats'], [], at)
    const id = name(floor.id, `${at}.id`)
    if (id === 'open') invalid(`${at}.id`)
    return { id, class: name(floor.class, `${at}.class`), seats: integer(floor.seats, 0, MOST, `${at}.seats`) }
  })
  const caps = list(raw.caps ?? emptyUnlessNull(raw.caps, where), `${where}.caps`).map(entry => {
    const cap = fields(entry, ['key', 'max'], [], `${where}.caps`)
    return { key: name(cap.key, `${where}.caps`), max: integer(cap.max, 1, MOST, `${where}.caps`) }
  })
  if (new Set(caps.map(cap => cap.key)).size !== caps.length) invalid(`${where}.caps`)
  const mode = oneOf(
    raw.mode,
    ['min-guarantee', 'over-and-above', 'meritorious', 'prefix-share'],
    'min-guarantee',
    `${where}.mode`,
  )
  const shares = readShares(raw.shares ?? emptyUnlessNull(raw.shares, where), `${where}.shares`)
  if ((mode === 'prefix-share') !== shares.length > 0) invalid(`${where}.shares`)
  return {
    mode,
    floors,
    caps: caps.sort((a, b) => byBytes(a.key, b.key)),
    shares,
    unfilled: oneOf(raw.unfilled, ['revert', 'leave'], 'revert', `${where}.unfilled`),
    counting: oneOf(raw.counting, ['one-to-one', 'one-to-many'], 'one-to-one', `${where}.counting`),
  }
}

function emptyUnlessNull(value: Json | undefined, where: string): Json[] {
  return value === undefined ? [] : invalid(where)
}

function readShares(value: Json | undefined, where: string): Share[] {
  return list(value, where).map(entry => {
    const share = fields(entry, ['class', 'percent'], [], where)
    return { class: name(share.class, where), percent: integer(share.percent, 0, 100, where) }
  })
}

function readTies(value: Json | undefined, ids: Set<string>): { ties?: Ties } {
  if (value === undefined) return {}
  if (isObject(value) && 'order' in value) {
    const order = distinctReferences(fields(value, ['order'], [], 'ties').order, 'ties.order')
    for (const id of order) if (!ids.has(id)) invalid('ties.order')
    return { ties: { order } }
  }
  const raw = fields(value, ['seed', 'round', 'scope'], [], 'ties')
  if (typeof raw.seed !== 'string' || !/^[0-9a-f]{64}$/.test(raw.seed)) return invalid('ties.seed')
  const scope = raw.scope === '*' || raw.scope === 'offer' ? raw.scope : invalid('ties.scope')
  return { ties: { seed: raw.seed, round: name(raw.round, 'ties.round'), scope } }
}

function readCallOrder(value: Json): CallOrderInstance {
  const raw = fields(value, ['kind', 'order', 'shares'], ['classes'], 'instance')
  const order = names(raw.order, 'order')
  const shares = readShares(raw.shares, 'shares')
  if (shares.length !== 1 && shares.length !== 2) invalid('shares')
  if (raw.classes === undefined) return { kind: 'call-order', order, shares }
  if (!isObject(raw.classes)) return invalid('classes')
  const known = new Set(order)
  const classes: { [id: string]: string[] } = Object.create(null)
  for (const id in raw.classes) {
    if (!known.has(id)) invalid('classes')
    classes[id] = names(raw.classes[id], 'classes').sort(byBytes)
  }
  return { kind: 'call-order', order, shares, classes }
}

function readFunding(value: Json): FundingInstance {
  const raw = fields(value, ['kind', 'budget', 'requests'], ['fill', 'envelopes', 'ties'], 'instance')
  const envelopes = listById(raw.envelopes ?? emptyUnlessNull(raw.envelopes, 'envelopes'), 'envelopes', (entry, at) => {
    const envelope = fields(entry, ['id', 'class', 'amount'], [], at)
    return { id: name(envelope.id, at), class: name(envelope.class, at), amount: money(envelope.amount, 0, at) }
  })
  const requests = listById(raw.requests, 'requests', (entry, at) => {
    const request = fields(entry, ['id', 'ask', 'score'], ['least', 'classes'], at)
    const ask = money(request.ask, 1, at)
    // `least` of zero would be an award of nothing: rule 19 refuses what lies below 1.
    const least = request.least === undefined ? ask : money(request.least, 1, at)
    if (BigInt(least) > BigInt(ask)) invalid(at)
    return {
      id: name(request.id, at),
      ask,
      least,
      score: integer(request.score, 0, MOST, at),
      classes: request.classes === undefined ? [] : names(request.classes, at).sort(byBytes),
    }
  })
  return {
    kind: 'funding',
    budget: money(raw.budget, 0, 'budget'),
    fill: oneOf(raw.fill, ['skip', 'stop'], 'skip', 'fill'),
    envelopes,
    requests: requests.sort(byId),
    ...readTies(raw.ties, new Set(requests.map(request => request.id))),
  }
}

function readEqualShares(value: Json): EqualSharesInstance {
  const raw = fields(value, ['kind', 'budget', 'projects', 'ballots'], ['utility', 'completion'], 'instance')
  const projects = listById(raw.projects, 'projects', (entry, at) => {
    const project = fields(entry, ['id', 'cost'], [], at)
    return { id: name(project.id, at), cost: money(project.cost, 1, at) }
  })
  const known = new Set(projects.map(project => project.id))
  const ballots = listById(raw.ballots, 'ballots', (entry, at) => {
    const ballot = fields(entry, ['id', 'approves'], ['count'], at)
    const approves = distinctReferences(ballot.approves, at).sort(byBytes)
    for (const project of approves) if (!known.has(project)) invalid(at)
    const count = ballot.count === undefined ? 1 : integer(ballot.count, 1, MOST, at)
    return { id: name(ballot.id, at), approves, count }
  })
  return {
    kind: 'equal-shares',
    budget: money(raw.budget, 0, 'budget'),
    utility: oneOf(raw.utility, ['cost', 'cardinality'], 'cost', 'utility'),
    completion: oneOf(raw.completion, ['none', 'add1', 'add1-exhaustive', 'utilitarian'], 'none', 'completion'),
    projects: projects.sort(byId),
    ballots: ballots.sort(byId),
  }
}
