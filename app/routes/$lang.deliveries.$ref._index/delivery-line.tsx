import type { ReactNode } from 'react'
import { Icon, Stair } from '#app/components/ui/icon.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { Confirmation, DeliveryRecord, Dispute, Finding } from '#app/domain/deliveries/delivery-record.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** What happened to a delivery, the first step first: who took it, whether it counts, and why not. */
export function DeliveryLine({ delivery }: { delivery: DeliveryRecord }) {
  const { t, format } = useLanguage()
  const { reporter, reported, note, createdAt, replacesRef, replacedByRef, draw } = delivery
  const link = (ref: string) => (
    <LinkTo to={`/deliveries/${ref}`}>
      <bdi lang="en" dir="ltr" data-user>
        {ref}
      </bdi>
    </LinkTo>
  )
  return (
    <ol className="line">
      <Entry
        mark={<Stair step={2} />}
        at={createdAt}
        title={
          <Text k="deliveries:reported-by" v={{ who: <Words of={reporter.name} />, value: format.number(reported) }} />
        }
      >
        {replacesRef ? (
          <p>
            <Text k="deliveries:corrects" v={{ ref: link(replacesRef) }} />
          </p>
        ) : null}
        {note ? (
          <p>
            <Words of={note} />
          </p>
        ) : null}
      </Entry>
      {delivery.confirmations.map(confirmation => (
        <ConfirmationEntry key={confirmation.at} confirmation={confirmation} />
      ))}
      {delivery.dispute ? <DisputeEntries dispute={delivery.dispute} settled={delivery.settled} /> : null}
      {delivery.verifications.map(finding => (
        <FindingEntry key={finding.at} finding={finding} />
      ))}
      {draw ? (
        <Entry mark={<Icon name="clock" />} at={draw.at} title={t('deliveries:drawn')}>
          <p>{t('deliveries:drawn-among', { count: draw.among, n: format.number(draw.among) })}</p>
        </Entry>
      ) : null}
      {replacedByRef ? (
        <Entry mark={<Icon name="seal" />} at={null} title={t('deliveries:corrected')}>
          <p>
            <Text k="deliveries:corrected-by" v={{ ref: link(replacedByRef) }} />
          </p>
        </Entry>
      ) : null}
    </ol>
  )
}

function ConfirmationEntry({ confirmation }: { confirmation: Confirmation }) {
  const { format } = useLanguage()
  const { by, outcome, quantity, counts, note, at } = confirmation
  return (
    <Entry
      mark={<Stair step={outcome === 'not' ? 'x' : counts ? 3 : 2} />}
      at={at}
      title={<Text k={`deliveries:said.${outcome}`} v={{ who: <Words of={by} />, value: format.number(quantity) }} />}
    >
      <WhyNot of={confirmation} />
      {note ? (
        <p>
          <Words of={note} />
        </p>
      ) : null}
    </Entry>
  )
}

function FindingEntry({ finding }: { finding: Finding }) {
  const { format } = useLanguage()
  const { employer, outcome, quantity, reason, at } = finding
  return (
    <Entry
      mark={<Stair step={outcome === 'rejected' ? 'x' : 4} />}
      at={at}
      title={
        <Text k={`deliveries:found.${outcome}`} v={{ who: <Words of={employer} />, value: format.number(quantity) }} />
      }
    >
      <WhyNot of={finding} />
      <p>
        <Words of={reason} />
      </p>
    </Entry>
  )
}

function DisputeEntries({ dispute, settled }: { dispute: Dispute; settled: number | null }) {
  const { t, format } = useLanguage()
  const { state, claim, reply, ruling, openedAt, repliedAt, endedAt } = dispute
  return (
    <>
      <Entry mark={<Stair step="x" />} at={openedAt} title={t('deliveries:dispute-opened')}>
        <p>
          <Words of={claim} />
        </p>
      </Entry>
      {reply ? (
        <Entry mark={<Icon name="say" />} at={repliedAt} title={t('deliveries:dispute-replied')}>
          <p>
            <Words of={reply} />
          </p>
        </Entry>
      ) : null}
      {endedAt ? (
        <Entry
          mark={<Icon name="seal" />}
          at={endedAt}
          title={
            state === 'upheld'
              ? t('deliveries:dispute-upheld')
              : settled === null
                ? t('deliveries:dispute-corrected')
                : t('deliveries:dispute-settled', { value: format.number(settled) })
          }
        >
          {ruling ? (
            <p>
              <Words of={ruling} />
            </p>
          ) : null}
        </Entry>
      ) : null}
    </>
  )
}

function WhyNot({ of: { counts, whyNot } }: { of: Confirmation | Finding }) {
  const { t } = useLanguage()
  if (counts || whyNot === null) return null
  return (
    <p>
      <b>{t('deliveries:does-not-count')}</b> {t(`deliveries:why-not.${whyNot}`)}
    </p>
  )
}

function Entry({
  mark,
  at,
  title,
  children,
}: {
  mark: ReactNode
  at: string | null
  title: ReactNode
  children: ReactNode
}) {
  const { format } = useLanguage()
  return (
    <li>
      {mark}
      {at ? <p className="small dim">{format.moment(at)}</p> : null}
      <h3>{title}</h3>
      {children}
    </li>
  )
}
