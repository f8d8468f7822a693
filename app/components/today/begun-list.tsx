import type { Begun } from '#app/domain/today/begun-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { LinkTo } from '../ui/link-to.tsx'

/** Forms that were begun and not sent, each with the way back to it. */
export function BegunList({ begun }: { begun: readonly Begun[] }) {
  const { t, format } = useLanguage()
  if (begun.length === 0) return null
  return (
    <section id="begun">
      <h2>{t('today:begun')}</h2>
      <ul className="rows">
        {begun.map(({ form, path, savedAt }) => (
          <li key={`${form} ${path}`}>
            <LinkTo to={path}>{t(`today:begun.${form}`)}</LinkTo>
            <span className="hint">{t('kept:draft.saved', { at: format.moment(savedAt) })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
