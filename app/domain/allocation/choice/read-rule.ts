import { invalid } from '../reading/refusal.ts'
import type { StrictReader } from '../reading/strict-reader.ts'
import { type Cap, type Floor, type Rule, ruleModes, type Share } from './rule.ts'

/** A rule with its defaults filled in; refuses what rules 1 and 19 of the contract call not well formed. */
export function readRule(reader: StrictReader, value: unknown): Rule {
  const raw = reader.object(value, 'rule', [], ['mode', 'floors', 'caps', 'shares', 'unfilled', 'counting'])
  const has = (key: string) => Object.hasOwn(raw, key)
  const mode = has('mode') ? reader.oneOf(raw.mode, ruleModes, 'rule.mode') : 'min-guarantee'
  const rule: Rule = {
    mode,
    floors: has('floors') ? readFloors(reader, raw.floors) : [],
    caps: has('caps') ? readCaps(reader, raw.caps) : [],
    shares: has('shares') ? readShares(reader, raw.shares) : [],
    unfilled: has('unfilled') ? reader.oneOf(raw.unfilled, ['revert', 'leave'], 'rule.unfilled') : 'revert',
    counting: has('counting')
      ? reader.oneOf(raw.counting, ['one-to-one', 'one-to-many'], 'rule.counting')
      : 'one-to-one',
  }
  if ((mode === 'prefix-share') !== rule.shares.length > 0) invalid('rule.shares', 'shares-and-mode')
  return rule
}

export function readShares(reader: StrictReader, value: unknown): Share[] {
  return reader.list(value, 'shares').map(item => {
    const raw = reader.object(item, 'shares', ['class', 'percent'])
    return {
      class: reader.name(raw.class, 'shares.class'),
      percent: reader.count(raw.percent, 'shares.percent', 0, 100),
    }
  })
}

function readFloors(reader: StrictReader, value: unknown): Floor[] {
  const floors = reader.list(value, 'floors').map(item => {
    const raw = reader.object(item, 'floors', ['id', 'class', 'seats'])
    const id = reader.name(raw.id, 'floors.id')
    if (id === 'open') invalid('floors.id', 'reserved-name')
    return { id, class: reader.name(raw.class, 'floors.class'), seats: reader.count(raw.seats, 'floors.seats') }
  })
  if (new Set(floors.map(floor => floor.id)).size !== floors.length) invalid('floors', 'used-twice')
  return floors
}

function readCaps(reader: StrictReader, value: unknown): Cap[] {
  const caps = reader.list(value, 'caps').map(item => {
    const raw = reader.object(item, 'caps', ['key', 'max'])
    return { key: reader.name(raw.key, 'caps.key'), max: reader.count(raw.max, 'caps.max', 1) }
  })
  if (new Set(caps.map(cap => cap.key)).size !== caps.length) invalid('caps', 'named-twice')
  return caps
}
