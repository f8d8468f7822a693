import { type Told, toldOutcome } from '#app/domain/today/notification.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { outcomeText } from '#app/i18n/outcome-text.ts'
import { Text } from '../ui/text.tsx'
import { Words } from '../ui/words.tsx'

/** What somebody was told, as one sentence: who did what, and about which record. */
export function ToldSentence({ told: { kind, who, title } }: { told: Told }) {
  return (
    <Text k={`notifications:kind.${kind}`} v={{ who: <Words of={who} />, title: title ? <Words of={title} /> : '' }} />
  )
}

/** How it came out and how much, where the sentence does not say it. */
export function ToldResult({ told }: { told: Told }) {
  const kit = useLanguage()
  const outcome = toldOutcome(told)
  return outcome === null ? null : <span className="hint">{outcomeText(outcome, kit)}</span>
}
