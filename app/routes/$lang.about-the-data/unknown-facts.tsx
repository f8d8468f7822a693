import { useLanguage } from '#app/i18n/language-kit.ts'
import type { Unknowns } from '#app/services/read-imports.server.ts'

/** What the sources leave open, counted. Nothing of it was filled in. */
export function UnknownFacts({ unknowns }: { unknowns: Unknowns }) {
  const { t, format } = useLanguage()
  return (
    <>
      <p>{t('about:unknowns-lead')}</p>
      <ul className="rows tight">
        {unknowns.map(({ of, what, count, total }) => (
          <li key={what}>
            <b>{t(`about:of.${of}`, { count: total, n: format.number(count), total: format.number(total) })}</b>{' '}
            {t(`about:unknown.${what}`)}
          </li>
        ))}
      </ul>
    </>
  )
}
