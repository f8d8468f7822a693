import type { Option } from '#app/components/forms/select-field.tsx'
import type { LanguageKit } from '#app/i18n/language-kit.ts'

type Topic = { code: string; parent: string | null }

/** The tree of topics as choices: each field by name, its parts below it, set off by a dash. */
export function topicOptions(topics: readonly Topic[], { t, format }: LanguageKit): Option[] {
  const named = topics
    .map(topic => ({ ...topic, name: t.code('topics', topic.code) }))
    .sort((a, b) => format.compare(a.name, b.name))
  const below = (parent: string | null, depth: number): Option[] =>
    named
      .filter(topic => topic.parent === parent)
      .flatMap(({ code, name }) => [{ value: code, label: `${'– '.repeat(depth)}${name}` }, ...below(code, depth + 1)])
  return below(null, 0)
}
