import type { ReactNode } from 'react'
import { Icon, Stair } from '#app/components/ui/icon.tsx'
import { LinkTo, OutLink } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { Commitment, Delivery, Source } from '#app/domain/commitments/commitment.ts'
import { whyNotCounted } from '#app/domain/commitments/is-counted.ts'
import { revisionEntries } from '#app/domain/commitments/revised-value.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { RevisedFromTo, RevisionTitle } from './revision-entry.tsx'

type Props = { commitment: Commitment; countries: Record<string, string> }

/** What happened, the latest first: reports, revisions, deadlines that sources state, and the announcement. */
export function RecordTimeline({ commitment, countries }: Props) {
  const { t, format } = useLanguage()
  const reports = [...commitment.deliveries].sort((a, b) => ((a.asOf ?? '') < (b.asOf ?? '') ? 1 : -1))
  return (
    <ol className="line">
      {reports.map(delivery => (
        <ReportEntry key={delivery.id} delivery={delivery} commitment={commitment} />
      ))}
      {revisionEntries(commitment.revisions).map((entry, index) => (
        <Entry
          // biome-ignore lint/suspicious/noArrayIndexKey: a field may change twice on a day for one reason
          key={index}
          mark={<Icon name="seal" />}
          day={format.day(entry.on)}
          title={<RevisionTitle field={entry.field} />}
        >
          <RevisedFromTo entry={entry} countries={countries} />
          <p>
            <Text k="commitments:revision-reason" v={{ reason: <Words of={entry.reason} /> }} />
          </p>
        </Entry>
      ))}
      <Entry mark={<Stair step={1} />} day={<Announced commitment={commitment} />} title={t('commitments:announced')}>
        <p>
          <Words of={commitment.title} />
        </p>
        {commitment.origin === 'imported' ? null : (
          <p className="small">
            <Text k="commitments:registered-by" v={{ who: <Words of={commitment.accountable.name} /> }} />
          </p>
        )}
        {commitment.origin === 'imported' ? (
          <SourceLine source={commitment.source} checkedOn={commitment.checkedOn} />
        ) : commitment.source ? (
          <GivenAddress source={commitment.source} />
        ) : null}
        {commitment.note ? (
          <p className="small">
            <Text k="commitments:note-by-editors" v={{ note: <Words of={commitment.note} /> }} />
          </p>
        ) : null}
      </Entry>
    </ol>
  )
}

function ReportEntry({ delivery, commitment }: { delivery: Delivery; commitment: Commitment }) {
  const { t, format } = useLanguage()
  const why = whyNotCounted(delivery, commitment)
  const who = <Words of={delivery.reportedBy} />
  return (
    <Entry
      mark={<Stair step={stepOf(delivery)} />}
      day={delivery.asOf ? format.day(delivery.asOf) : t('common:date-unknown')}
      title={
        delivery.reported === null ? (
          <Text k="commitments:report-without-number" v={{ who }} />
        ) : (
          <Text k="commitments:report" v={{ who, value: format.number(delivery.reported) }} />
        )
      }
    >
      <p className="small dim">{t('commitments:report-unit', { measure: t.code('measures', delivery.measure) })}</p>
      {delivery.ref === null ? null : <StepsOf delivery={delivery} to={`/deliveries/${delivery.ref}`} />}
      {why ? (
        <p>
          <b>{t('commitments:not-counted')}.</b> {t(`commitments:why-not.${why}`)}
        </p>
      ) : null}
      {delivery.note ? (
        <p>
          {delivery.origin === 'imported' ? (
            <Text k="commitments:note-by-editors" v={{ note: <Words of={delivery.note} /> }} />
          ) : (
            <Words of={delivery.note} />
          )}
        </p>
      ) : null}
      <SourceLine source={delivery.origin === 'imported' ? delivery.source : null} checkedOn={commitment.checkedOn} />
    </Entry>
  )
}

/** How far a delivery that was reported here has come, leading to its record. */
function StepsOf({ delivery, to }: { delivery: Delivery; to: string }) {
  const { t, format } = useLanguage()
  const { receiver, state, confirmed, verified } = delivery
  return (
    <p>
      {receiver ? (
        <>
          <Text k="commitments:delivered-to" v={{ who: <Words of={receiver.name} /> }} />{' '}
        </>
      ) : null}
      {t('commitments:delivery-steps', { confirmed: format.number(confirmed), verified: format.number(verified) })}{' '}
      <LinkTo to={to}>{t(`deliveries:state.${state}`)}</LinkTo>
    </p>
  )
}

function stepOf({ state, confirmed, verified }: Delivery): 2 | 3 | 4 | 'x' {
  if (state === 'disputed' || state === 'rejected') return 'x'
  if (verified > 0) return 4
  return confirmed > 0 ? 3 : 2
}

function Entry({
  mark,
  day,
  title,
  children,
}: {
  mark: ReactNode
  day: ReactNode
  title: ReactNode
  children: ReactNode
}) {
  return (
    <li>
      {mark}
      <p className="small dim">{day}</p>
      <h3>{title}</h3>
      {children}
    </li>
  )
}

function Announced({ commitment }: { commitment: Commitment }) {
  const { t, format } = useLanguage()
  if (commitment.announcedOn === null) return <>{t('common:date-unknown')}</>
  const date = format.day(commitment.announcedOn)
  return <>{commitment.datesApproximate ? t('common:about-date', { date }) : date}</>
}

function SourceLine({ source, checkedOn }: { source: Source | null; checkedOn: Commitment['checkedOn'] }) {
  const { t, format } = useLanguage()
  if (source === null) return null
  const publisher = (
    <OutLink href={source.url}>
      <bdi lang="en" data-user>
        {source.publisher}
      </bdi>
    </OutLink>
  )
  return (
    <p className="small dim">
      {t(`commitments:source-kind.${source.kind}`)}{' '}
      <Text k="common:source-read" v={{ publisher, date: format.day(checkedOn) }} />
    </p>
  )
}

/** The page that an organisation names for its own promise: nobody here has read it. */
function GivenAddress({ source }: { source: Source }) {
  const publisher = (
    <OutLink href={source.url}>
      <bdi lang="und" dir="auto" data-user>
        {source.publisher}
      </bdi>
    </OutLink>
  )
  return (
    <p className="small dim">
      <Text k="commitments:source-given" v={{ publisher }} />
    </p>
  )
}
