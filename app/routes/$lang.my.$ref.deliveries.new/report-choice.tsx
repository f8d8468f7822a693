import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { SourceText } from '#app/domain/commitments/commitment.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = {
  organisation: string
  choices: {
    awards: readonly { ref: string; title: SourceText; receiver: SourceText; left: number; size: number }[]
    commitments: readonly { ref: string; title: SourceText }[]
  }
}

/** On what a delivery is reported: an award that runs, or straight on a promise. */
export function ReportChoice({ organisation, choices: { awards, commitments } }: Props) {
  const { t, format } = useLanguage()
  const to = `/my/${organisation}/deliveries/new`
  if (awards.length + commitments.length === 0) return <p className="note">{t('deliveries:report.nothing')}</p>
  return (
    <>
      <p className="lead">{t('deliveries:report.lead')}</p>
      {awards.length > 0 ? <h2>{t('deliveries:report.awards')}</h2> : null}
      <ul className="rows">
        {awards.map(({ ref, title, receiver, left, size }) => (
          <li key={ref}>
            <LinkTo to={`${to}?award=${ref}`}>
              <Words of={title} /> – <Words of={receiver} />
            </LinkTo>
            <span className="hint">
              {t('deliveries:report.left', { left: format.number(left), size: format.number(size) })}
            </span>
          </li>
        ))}
      </ul>
      {commitments.length > 0 ? <h2>{t('deliveries:report.commitments')}</h2> : null}
      <ul className="rows">
        {commitments.map(({ ref, title }) => (
          <li key={ref}>
            <LinkTo to={`${to}?commitment=${ref}`}>
              <Words of={title} />
            </LinkTo>
          </li>
        ))}
      </ul>
    </>
  )
}
