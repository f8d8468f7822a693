import { useRouteError } from '@remix-run/react'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { KeptAnswers } from '../acts/kept-answers.tsx'
import { useKeptForm } from '../acts/kept-form-context.ts'
import { LinkTo } from '../ui/link-to.tsx'
import { errorKind } from './error-kind.ts'
import { Page } from './page.tsx'

/**
 * What a reader sees when a page cannot be had: what happened, a code, and a way on. No internals. Where a form was
 * sent and could not be taken now, it stands here with every word, ready to be sent again.
 */
export function ErrorPage() {
  const { t } = useLanguage()
  const error = useRouteError()
  const kept = useKeptForm()
  const { kind, status } = errorKind(error)
  if (kept !== null) {
    return (
      <Page>
        <h1>{t(`errors:${kind}.title`)}</h1>
        <p className="lead">{t(status === 503 ? 'kept:away' : 'kept:not-parked')}</p>
        <KeptAnswers kept={kept} send={t('kept:again')} />
        <p className="small dim">{t('errors:code', { status })}</p>
      </Page>
    )
  }
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
