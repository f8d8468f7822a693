import { useLanguage } from '#app/i18n/language-kit.ts'
import { partNumbers } from '#app/schemas/support-request-form.ts'

/** The labels of the form of a need, which its summary of problems uses as well; parts by their numbers. */
export function useNeedLabels(): Record<string, string> {
  const { t, format } = useLanguage()
  const single = ['title', 'description', 'kind', 'topic', 'languages', 'mode', 'neededBy', 'tellsMatches'] as const
  const ofPart = ['measure', 'baseline', 'target', 'dueOn'] as const
  return Object.fromEntries([
    ...single.slice(0, 7).map(name => [name, t(`needs:form.${name}`)]),
    ...partNumbers.flatMap(n =>
      ofPart.map(name => [
        `${name}${n}`,
        n === 1
          ? t(`needs:form.${name}`)
          : t('needs:form.of-part', { n: format.number(n), label: t(`needs:form.${name}`) }),
      ]),
    ),
    ['tellsMatches', t('needs:form.tellsMatches')],
  ])
}
