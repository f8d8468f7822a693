import { MoneyText } from '#app/components/commitments/money-text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { RevisedValue, RevisionEntry } from '#app/domain/commitments/revised-value.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = { entry: RevisionEntry; countries: Record<string, string> }

/** What a change took away and what it put there, in the reader's language as far as it is not somebody's own words. */
export function RevisedFromTo({ entry: { before, after }, countries }: Props) {
  return (
    <p>
      {before.length > 0 ? (
        <del>
          <Values of={before} countries={countries} />
        </del>
      ) : null}{' '}
      {after.length > 0 ? (
        <ins>
          <Values of={after} countries={countries} />
        </ins>
      ) : null}
    </p>
  )
}

const parts = ['target', 'period', 'deadline', 'milestone', 'amount', 'formalisation', 'place'] as const

/** What of the promise changed. */
export function RevisionTitle({ field }: { field: string }) {
  const { t } = useLanguage()
  const part = parts.find(known => known === field)
  return <>{part ? t(`commitments:revision-of.${part}`) : t('commitments:revision')}</>
}

function Values({ of, countries }: { of: readonly RevisedValue[] } & Pick<Props, 'countries'>) {
  return (
    <>
      {of.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was said has no other name, and nothing moves it
        <span key={index}>
          {index > 0 ? ' · ' : ''}
          <Value of={value} countries={countries} />
        </span>
      ))}
    </>
  )
}

function Value({ of, countries }: { of: RevisedValue } & Pick<Props, 'countries'>) {
  const { t, format } = useLanguage()
  switch (of.is) {
    case 'nothing':
      return null
    case 'words':
      return <Words of={of.words} />
    case 'day':
      return <>{format.day(of.day)}</>
    case 'period':
      return <>{t('deliveries:from-to', { from: format.day(of.from), to: format.day(of.to) })}</>
    case 'target':
      return (
        <>
          {t(`commitments:new.qualifier.${of.qualifier}`)} {format.number(of.value)} <Words of={of.words} />
        </>
      )
    case 'money':
      return <MoneyText of={of.money} />
    case 'formalisation':
      return <>{t.code('answers', `formalisation.${of.code}`)}</>
    case 'milestone':
      return <>{t('commitments:milestone', { date: format.day(of.day), value: format.number(of.value) })}</>
    case 'place':
      return <>{countries[of.code] ?? t.code('places', of.code)}</>
  }
}
