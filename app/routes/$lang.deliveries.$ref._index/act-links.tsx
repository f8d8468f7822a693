import { LinkTo } from '#app/components/ui/link-to.tsx'
import type { DeliveryAct, DeliveryRecord } from '#app/domain/deliveries/delivery-record.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

const places: Record<DeliveryAct, string> = {
  confirm: 'confirm',
  verify: 'verify',
  reply: 'dispute',
  settle: 'dispute',
  draw: 'verify',
  correct: 'correct',
}

/** What the reader can do next, the most urgent first. */
export function ActLinks({ delivery: { ref }, acts }: { delivery: DeliveryRecord; acts: readonly DeliveryAct[] }) {
  const { t } = useLanguage()
  if (acts.length === 0) return null
  return (
    <p className="acts row">
      {acts.map((act, n) => (
        <LinkTo key={act} to={`/deliveries/${ref}/${places[act]}`} className={n === 0 ? 'btn' : 'btn quiet'}>
          {t(`deliveries:act.${act}`)}
        </LinkTo>
      ))}
    </p>
  )
}
