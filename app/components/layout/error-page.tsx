import { isRouteErrorResponse, useRouteError } from '@remix-run/react'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { LinkTo } from '../ui/link-to.tsx'
import { Page } from './page.tsx'

/** What a reader sees when a page cannot be had: what happened, a code, and a way on. No internals. */
export function ErrorPage() {
  const { t } = useLanguage()
  const error = useRouteError()
  const status = isRouteErrorResponse(error) ? error.status : 500
  const kind =
    status === 404 || status === 410 ? 'not-found' : status === 503 ? 'away' : status < 500 ? 'refused' : 'fault'
  return (
    <Page>
      <title>{`${t(`errors:${kind}.title`)} – Imarika`}</title>
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
