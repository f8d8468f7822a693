import type { Told } from '#app/domain/today/notification.ts'
import { Text } from '../ui/text.tsx'
import { Words } from '../ui/words.tsx'

/** What somebody was told, as one sentence: who did what, and about which record. */
export function ToldSentence({ told: { kind, who, title } }: { told: Told }) {
  return (
    <Text k={`notifications:kind.${kind}`} v={{ who: <Words of={who} />, title: title ? <Words of={title} /> : '' }} />
  )
}
