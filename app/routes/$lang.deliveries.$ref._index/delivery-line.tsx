import type { ReactNode } from 'react'
import {
  ConfirmationEntry,
  DisputeEntries,
  DrawEntries,
  Entry,
  FindingEntry,
} from '#app/components/deliveries/delivery-entries.tsx'
import { Icon, Stair } from '#app/components/ui/icon.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { DeliveryRecord } from '#app/domain/deliveries/delivery-record.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** What happened to a delivery, the first step first: who took it, whether it counts, and why not. */
export function DeliveryLine({ delivery }: { delivery: DeliveryRecord }) {
  const { t, format } = useLanguage()
  const { reporter, reported, note, createdAt, replacesRef, replacedByRef, draws, verifications } = delivery
  const link = (ref: string) => (
    <LinkTo to={`/deliveries/${ref}`}>
      <bdi className="nob" lang="en" dir="ltr" data-user>
        {ref}
      </bdi>
    </LinkTo>
  )
  // One that does not count is followed by the next draw at the same moment.
  const judged: { at: string; entry: ReactNode }[] = [
    ...verifications.map(finding => ({ at: finding.at, entry: <FindingEntry key={finding.at} finding={finding} /> })),
    ...draws.map(draw => ({ at: draw.at, entry: <DrawEntries key={`draw ${draw.at}`} draw={draw} /> })),
  ]
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
      <DisputeEntries delivery={delivery} />
      {judged.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ entry }) => entry)}
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
