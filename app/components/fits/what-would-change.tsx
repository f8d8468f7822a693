import type { Change } from '#app/domain/eligibility/what-would-change.ts'
import type { Gain } from '#app/domain/ranking/gains.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { CodeText } from '../ui/text.tsx'
import { type NamedCountry, sentenceValues } from './sentence-values.tsx'

type Props = { changes: readonly Change[]; gains: readonly Gain[]; countries: readonly NamedCountry[] }

/** What would settle or turn the verdict, and which missing facts could add points. */
export function WhatWouldChange({ changes, gains, countries }: Props) {
  const kit = useLanguage()
  const { t, format } = kit
  if (changes.length + gains.length === 0) return null
  return (
    <div className="chg">
      <b>{t('fits:would-change')}</b>
      <ul>
        {oncePerCode(changes).map(({ code, params }) => (
          <li key={code}>
            <CodeText ns="rules" code={code} v={sentenceValues(params, kit, countries)} />
          </li>
        ))}
        {gains.map(({ criterion, missing, atMost }) => (
          <li key={criterion}>
            {t.code('ranking', `gain.${criterion}.${missing}`, { count: atMost, n: format.number(atMost) })}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Several conditions of one source ask for the same: one line is enough. */
function oncePerCode(changes: readonly Change[]): Change[] {
  return changes.filter(({ code }, index) => changes.findIndex(other => other.code === code) === index)
}
