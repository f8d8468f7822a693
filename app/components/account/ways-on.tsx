import type { TextKey } from '#app/i18n/keys.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { LinkTo } from '../ui/link-to.tsx'

/** Other ways on from a page about an account. */
export function WaysOn({ ways }: { ways: readonly (readonly [to: string, text: TextKey])[] }) {
  const { t } = useLanguage()
  return (
    <ul className="rows">
      {ways.map(([to, text]) => (
        <li key={to}>
          <LinkTo to={to}>{t(text)}</LinkTo>
        </li>
      ))}
    </ul>
  )
}
