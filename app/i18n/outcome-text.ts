import type { ToldOutcome } from '#app/domain/today/notification.ts'
import type { LanguageKit } from './language-kit.ts'

/** How something came out that somebody was told, in words: the same on the page and in the mail. */
export function outcomeText(outcome: ToldOutcome, { t, format }: Pick<LanguageKit, 't' | 'format'>): string {
  if (!('measure' in outcome)) return t(`notifications:outcome.${outcome.code}`)
  return t(`notifications:outcome.${outcome.code}`, {
    measure: t.code('measures', outcome.measure),
    of: format.number(outcome.of),
    n: 'n' in outcome ? format.number(outcome.n) : '',
  })
}
