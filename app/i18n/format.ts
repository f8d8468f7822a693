import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Money } from '#app/domain/commitments/commitment.ts'
import { type Language, languages } from './languages.ts'

/** All formatting happens here, on the server: browsers cannot format many of our languages. */
export type Format = {
  number(value: number): string
  /** Whole per cent; `part` of `whole`. */
  percent(part: number, whole: number): string
  /** "24 November 2026"; the Gregorian calendar, always with its year. */
  day(date: IsoDate): string
  /** "Nov 2026", where there is little room. */
  month(date: IsoDate): string
  /** Day, hour and zone of an instant, in UTC. */
  moment(instant: string): string
  /** The language's own "a, b and c". */
  list(items: string[]): string
  /** "USD 10,000,000": the code, never a bare sign, since many dollars exist. */
  money(money: Money): string
  /** Ordering for names shown to a reader of this language. */
  compare(a: string, b: string): number
  languageName(code: string): string
  /** "West Africa Time (GMT+1)"; without the distance where it differs in summer. */
  timeZone(name: string): string
}

function createFormat(language: Language): Format {
  const locale = `${language.format}-u-ca-gregory`
  const numbers = new Intl.NumberFormat(locale)
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const months = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', timeZone: 'UTC' })
  const moments = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  })
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  const collator = new Intl.Collator(language.format)
  const names = new Intl.DisplayNames(language.format, { type: 'language' })
  const regions = new Intl.DisplayNames(language.format, { type: 'region' })
  const dayText = (date: IsoDate): string => {
    const instant = new Date(`${date}T00:00:00Z`)
    if (!language.firstDay || !date.endsWith('-01')) return days.format(instant)
    const parts = days.formatToParts(instant)
    return parts.map(({ type, value }) => (type === 'day' ? language.firstDay : value)).join('')
  }
  const zonePart = (name: string, style: 'longGeneric' | 'shortOffset', day: string): string => {
    const zone = new Intl.DateTimeFormat(locale, { timeZone: name, timeZoneName: style })
    return zone.formatToParts(new Date(day)).find(({ type }) => type === 'timeZoneName')?.value ?? name
  }
  const zoneText = (name: string): string => {
    if (name === 'UTC') return name
    const [winter, summer] = ['2027-01-15', '2027-07-15'].map(day => zonePart(name, 'shortOffset', day))
    const generic = zonePart(name, 'longGeneric', '2027-01-15')
    // Egypt goes by summer time on other days than the rest of a zone of the same name.
    const words = name === 'Africa/Cairo' ? `${generic} – ${regions.of('EG')}` : generic
    return winter === summer ? `${words} (${winter})` : words
  }
  return {
    number: value => numbers.format(value),
    percent: (part, whole) => percents.format(whole === 0 ? 0 : part / whole),
    day: date => dayText(date),
    month: date => months.format(new Date(`${date}T00:00:00Z`)),
    moment: instant => moments.format(new Date(instant)),
    list: items => lists.format(items),
    money: ({ minor, currency }) => {
      const money = new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        currencyDisplay: 'code',
        trailingZeroDisplay: 'stripIfInteger',
      })
      const digits = money.resolvedOptions().maximumFractionDigits ?? 2
      return money.format(minor / 10 ** digits)
    },
    compare: collator.compare,
    languageName: code => names.of(code) ?? code,
    timeZone: name => zoneText(name),
  }
}

const formats = new Map(languages.map(language => [language.code, createFormat(language)]))

export function formatFor(language: Language): Format {
  const format = formats.get(language.code)
  if (!format) throw new Error(`No format for ${language.code}`)
  return format
}
