import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { waited } from '#app/domain/today/overview.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = { since: string; due: string | null; at: IsoDate }

/** Since when and for how many days something waits, and until when, or how late it is. */
export function WaitingLine({ since, due, at }: Props) {
  const { t, format } = useLanguage()
  const day = (instant: string) => format.day(instant.slice(0, 10) as IsoDate)
  const { days, late } = waited({ since, due }, at)
  const inWords = (count: number) => t('today:days', { count, n: format.number(count) })
  return (
    <span className="small dim">
      {days === 0
        ? t('today:since', { at: day(since) })
        : t('today:since-days', { at: day(since), days: inWords(days) })}
      {due === null ? null : ' · '}
      {due === null
        ? null
        : late === null
          ? t('today:due', { at: day(due) })
          : t('today:late', { at: day(due), days: inWords(late) })}
    </span>
  )
}
