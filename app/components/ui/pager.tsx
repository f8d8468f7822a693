import { useLocation } from '@remix-run/react'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** On to the next rows of a list that pages by key, and back to its start; the filter is kept. */
export function Pager({ nextKey, isFirst }: { nextKey: string | null; isFirst: boolean }) {
  const { t } = useLanguage()
  const { pathname, search } = useLocation()
  if (isFirst && nextKey === null) return null
  const to = (after: string | null) => {
    const query = new URLSearchParams(search)
    if (after === null) query.delete('after')
    else query.set('after', after)
    const text = query.toString()
    return text === '' ? pathname : `${pathname}?${text}`
  }
  return (
    <nav className="acts row" aria-label={t('common:pages')}>
      {isFirst ? <span /> : <a href={to(null)}>{t('common:first-page')}</a>}
      {nextKey === null ? null : (
        <a className="btn quiet" href={to(nextKey)} rel="next">
          {t('common:next-page')}
        </a>
      )}
    </nav>
  )
}
