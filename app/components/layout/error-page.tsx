import { useRouteError } from '@remix-run/react'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { LinkTo } from '../ui/link-to.tsx'
import { errorKind } from './error-kind.ts'
import { Page } from './page.tsx'

/** What a reader sees when a page cannot be had: what happened, a code, and a way on. No internals. */
export function ErrorPage() {
  const { t } = useLanguage()
  const error = useRouteError()
  const { kind, status } = errorKind(error)
  return (
    <Page>
      <h1>{t(`errors:${kind}.title`)}</h1>
      <p className="lead">{t(`errors:${kind}.text`)}</p>
      <ul className="rows">
        <li>
          <LinkTo to="">{t('errors:to-home')}</LinkTo>
        </li>
        <li>
          <LinkTo to="/commitments">{t('errors:to-commitments')}</LinkTo>
        </li>
        <li>
          <LinkTo to="/offers">{t('errors:to-offers')}</LinkTo>
        </li>
      </ul>
      <p className="small dim">{t('errors:code', { status })}</p>
    </Page>
  )
}
