import { type IsoDate, isIsoDate } from '../calendar/iso-date.ts'
import type { Commitment, Money, Qualifier, SourceText } from './commitment.ts'

type Revision = Commitment['revisions'][number]

/** What a field said, read back from the text in which a revision keeps it, so that pages say it in their language. */
export type RevisedValue =
  | { is: 'nothing' }
  | { is: 'words'; words: SourceText }
  | { is: 'day'; day: IsoDate }
  | { is: 'period'; from: IsoDate; to: IsoDate }
  | { is: 'target'; qualifier: Qualifier; value: number; words: SourceText }
  | { is: 'money'; money: Money }
  | { is: 'formalisation'; code: Commitment['formalisation'] }
  | { is: 'milestone'; day: IsoDate; value: number }
  | { is: 'place'; code: string }

/** A change as one entry: parts that come and go one by one, of the same day and for the same reason, are together. */
export type RevisionEntry = {
  on: IsoDate
  field: string
  before: RevisedValue[]
  after: RevisedValue[]
  reason: SourceText
}

const qualifiers: readonly string[] = ['exactly', 'at_least', 'up_to'] satisfies Qualifier[]
const formalisations: readonly string[] = ['announced', 'signed', 'funded'] satisfies Commitment['formalisation'][]

/** What does not read as its field should is shown as the words it is kept in. */
export function revisedValue(field: string, words: SourceText): RevisedValue {
  if (words.text === '') return { is: 'nothing' }
  const [first = '', second = '', third] = words.text.split(' ')
  switch (field) {
    case 'announced_on':
    case 'deadline':
      if (isIsoDate(first)) return { is: 'day', day: first }
      break
    case 'period':
      if (isIsoDate(first) && isIsoDate(second)) return { is: 'period', from: first, to: second }
      break
    case 'milestone':
      if (isIsoDate(first) && second !== '') return { is: 'milestone', day: first, value: Number(second) }
      break
    case 'target':
      if (qualifiers.includes(first)) {
        const unit = words.text.slice(`${first} ${second} `.length)
        return {
          is: 'target',
          qualifier: first as Qualifier,
          value: Number(second),
          words: { text: unit, lang: words.lang },
        }
      }
      break
    case 'amount':
      if (/^[A-Z]{3}$/.test(second)) {
        const money: Money = { minor: Number(first), currency: second }
        return { is: 'money', money: third === 'year' || third === 'month' ? { ...money, per: third } : money }
      }
      break
    case 'formalisation':
      if (formalisations.includes(first)) return { is: 'formalisation', code: first as Commitment['formalisation'] }
      break
    case 'place':
      return { is: 'place', code: first }
  }
  return { is: 'words', words }
}

export function revisionEntries(revisions: readonly Revision[]): RevisionEntry[] {
  const entries: RevisionEntry[] = []
  for (const { on, field, before, after, reason } of revisions) {
    const known = entries.find(
      entry =>
        (field === 'place' || field === 'milestone' || field === 'deadline') &&
        entry.field === field &&
        entry.on === on &&
        entry.reason.text === reason.text,
    )
    const entry = known ?? { on, field, before: [], after: [], reason }
    if (known === undefined) entries.push(entry)
    entry.before.push(...saidOf(field, before))
    entry.after.push(...saidOf(field, after))
  }
  return entries.map(entry => ({ ...entry, before: inOrder(entry.before), after: inOrder(entry.after) }))
}

/** Parts stand by their day or code: the record keeps those of one change in no order. */
const inOrder = (values: RevisedValue[]): RevisedValue[] =>
  values.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0))

const keyOf = (value: RevisedValue): string => ('day' in value ? value.day : 'code' in value ? value.code : '')

function saidOf(field: string, words: SourceText): RevisedValue[] {
  const value = revisedValue(field, words)
  return value.is === 'nothing' ? [] : [value]
}
