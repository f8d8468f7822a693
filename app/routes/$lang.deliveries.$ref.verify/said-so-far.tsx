import { ConfirmationEntry, DisputeEntries } from '#app/components/deliveries/delivery-entries.tsx'
import type { DeliveryRecord } from '#app/domain/deliveries/delivery-record.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** What a verifier must have read before they look at the evidence: what the receiver answered, and a dispute about it. */
export function SaidSoFar({ delivery }: { delivery: DeliveryRecord }) {
  const { t } = useLanguage()
  const { confirmations, dispute } = delivery
  return (
    <>
      <h2>{t('deliveries:verify.said')}</h2>
      {confirmations.length === 0 && dispute === null ? (
        <p className="dim">{t('deliveries:verify.nothing-said')}</p>
      ) : (
        <ol className="line">
          {confirmations.map(confirmation => (
            <ConfirmationEntry key={confirmation.at} confirmation={confirmation} />
          ))}
          <DisputeEntries delivery={delivery} />
        </ol>
      )}
    </>
  )
}
