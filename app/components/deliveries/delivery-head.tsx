import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { DeliveryRecord } from '#app/domain/deliveries/delivery-record.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** What a form is about: the delivery in one sentence, leading to its record. */
export function DeliveryHead({ delivery }: { delivery: DeliveryRecord }) {
  const { t, format } = useLanguage()
  const { ref, origin, reported, measure, reporter, receiver, commitment, asOf } = delivery
  return (
    <>
      <DemonstrationTag origin={origin} />
      <p className="lead">
        <Text
          k={receiver ? 'deliveries:lead' : 'deliveries:lead-no-receiver'}
          v={{
            value: format.number(reported),
            measure: t.code('measures', measure),
            reporter: <Words of={reporter.name} />,
            receiver: receiver ? <Words of={receiver.name} /> : '',
          }}
        />
      </p>
      <p>
        <Words of={commitment.title} />
        <span className="hint">{t('deliveries:as-of', { date: format.day(asOf) })}</span>
      </p>
      {delivery.note ? (
        <p className="note">
          <Text k="deliveries:note-by" v={{ who: <Words of={reporter.name} /> }} /> <Words of={delivery.note} />
        </p>
      ) : null}
      <p>
        <LinkTo to={`/deliveries/${ref}`}>{t('deliveries:see-record')}</LinkTo>
      </p>
    </>
  )
}
