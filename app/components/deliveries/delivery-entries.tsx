import type { ReactNode } from 'react'
import { Icon, Stair } from '#app/components/ui/icon.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { Confirmation, DeliveryRecord, Draw, Finding } from '#app/domain/deliveries/delivery-record.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** What the receiver answered, in its own words, and whether it counts. */
export function ConfirmationEntry({ confirmation }: { confirmation: Confirmation }) {
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

/** What a verifier found, at which evidence they looked, and why. */
export function FindingEntry({ finding }: { finding: Finding }) {
  const { t, format } = useLanguage()
  const { employer, outcome, quantity, looked, reason, at } = finding
  const pieces = looked.map((code, n) => {
    const look = t(`deliveries:looked.${code}`)
    return looked.length === 1
      ? t('deliveries:looked-only', { look })
      : t('deliveries:looked-piece', { n: format.number(n + 1), look })
  })
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
      <p className="small dim">{format.list(pieces)}</p>
    </Entry>
  )
}

/** That a verifier was drawn, and what became of the task where nothing was found. */
export function DrawEntries({ draw: { at, among, state, endedAt } }: { draw: Draw }) {
  const { t, format } = useLanguage()
  return (
    <>
      <Entry mark={<Icon name="clock" />} at={at} title={t(among === 1 ? 'deliveries:assigned' : 'deliveries:drawn')}>
        <p>
          {t('deliveries:drawn-among', { count: among, n: format.number(among) })}{' '}
          <LinkTo to="/how-we-count#draw">{t('deliveries:how-drawn')}</LinkTo>
        </p>
      </Entry>
      {state === 'handed_back' || state === 'corrected' ? (
        <Entry mark={<Icon name="open" />} at={endedAt} title={t(`deliveries:draw-ended.${state}`)} />
      ) : null}
    </>
  )
}

/** From the contradiction to its end. What the receiver said stands once, in its answer. */
export function DisputeEntries({ delivery: { dispute, settled, confirmations } }: { delivery: DeliveryRecord }) {
  const { t, format } = useLanguage()
  if (dispute === null) return null
  const { state, claim, reply, ruling, openedAt, repliedAt, endedAt } = dispute
  const isSaid = confirmations.some(({ note }) => note?.text === claim.text)
  const isCorrected = state === 'settled' && settled === null
  return (
    <>
      <Entry mark={<Stair step="x" />} at={openedAt} title={t('deliveries:dispute-opened')}>
        {isSaid ? null : (
          <p>
            <Words of={claim} />
          </p>
        )}
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
              : isCorrected
                ? t('deliveries:dispute-corrected')
                : t('deliveries:dispute-settled', { value: format.number(settled ?? 0) })
          }
        >
          {ruling ? (
            <p>
              <Words of={ruling} />
            </p>
          ) : null}
          {isCorrected ? null : <p className="small dim">{t('deliveries:dispute-by')}</p>}
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

type EntryProps = { mark: ReactNode; at: string | null; title: ReactNode; children?: ReactNode }

/** One thing that happened: when, what, and in whose words. */
export function Entry({ mark, at, title, children }: EntryProps) {
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
