import { AwardSize } from '#app/components/applications/award-size.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { Award } from '#app/domain/applications/award.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** How much of what goes from whom to whom, until when it has to be answered, and what was delivered of it. */
export function AwardFacts({ award }: { award: Award }) {
  const { t, format } = useLanguage()
  const link = (to: string, text: Award['offer']['title']) => (
    <LinkTo to={to}>
      <Words of={text} />
    </LinkTo>
  )
  const rows = [
    { key: 'size', value: <AwardSize award={award} /> },
    { key: 'provider', value: link(`/organisations/${award.provider.ref}`, award.provider.name) },
    { key: 'applicant', value: link(`/organisations/${award.organisation.ref}`, award.organisation.name) },
    { key: 'commitment', value: link(`/commitments/${award.commitment.ref}`, award.commitment.title) },
    ...(award.state === 'offered' ? [{ key: 'answer-by' as const, value: format.moment(award.answerBy) }] : []),
    ...(award.reason ? [{ key: 'reason' as const, value: <Words of={award.reason} /> }] : []),
  ] as const
  return (
    <>
      <dl className="pairs">
        {rows.map(({ key, value }) => (
          <div key={key}>
            <dt>{t(`applications:${key}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {award.deliveries.length > 0 ? (
        <>
          <h2>{t('people:room.deliveries')}</h2>
          <ul className="rows tight">
            {award.deliveries.map(({ ref, reported, confirmed, verified, asOf }) => (
              <li key={ref}>
                <LinkTo to={`/deliveries/${ref}`}>{format.day(asOf)}</LinkTo>{' '}
                {t('applications:delivered', {
                  reported: format.number(reported),
                  confirmed: format.number(confirmed),
                  verified: format.number(verified),
                })}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}
