import type { RuleResult } from '#app/domain/eligibility/rule.ts'
import { sentenceOf } from '#app/domain/eligibility/sentence-of.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Icon } from '../ui/icon.tsx'
import { Quote } from '../ui/quote.tsx'
import { CodeText, Text } from '../ui/text.tsx'
import { type NamedCountry, sentenceValues } from './sentence-values.tsx'

const looks = {
  pass: { className: undefined, shape: 'ok' },
  unknown: { className: 'q', shape: 'ask' },
  fail: { className: 'x', shape: 'no' },
} as const

type Props = {
  results: readonly RuleResult[]
  countries: readonly NamedCountry[] /** Also what the source says. */
  withWords?: boolean
}

/** Each rule of an offer: passed, failed or unknown, the sentence that says why, and the words of the source. */
export function RuleResults({ results, countries, withWords = false }: Props) {
  const kit = useLanguage()
  const { t } = kit
  return (
    <ul className="rules">
      {results.map(result => {
        const { className, shape } = looks[result.result]
        const { code, params } = sentenceOf(result)
        const { rule, words, lang } = result.rule
        return (
          <li key={`${rule} ${code} ${words}`} className={className}>
            <Icon name={shape} />
            <span>
              <Text
                k="fits:rule-line"
                v={{
                  result: <b>{t.code('rules', `result.${result.result}`)}</b>,
                  rule: t.code('rules', `rule.${rule}`),
                  sentence: <CodeText ns="rules" code={code} v={sentenceValues(params, kit, countries)} />,
                }}
              />
              {words === null || !withWords ? null : <Quote of={{ text: words, lang }} />}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
