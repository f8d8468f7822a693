import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ActButton } from '#app/components/acts/act-button.tsx'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationNote } from '#app/components/records/demonstration-tag.tsx'
import { AmountLine } from '#app/components/today/amount-line.tsx'
import { WaitingLine } from '#app/components/today/waiting-line.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { wasRefused } from '#app/domain/acts/returned-form.ts'
import { watchedPath } from '#app/domain/today/overview.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { today } from '#app/platform/clock.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { requirePlatformRole } from '#app/services/people/require-platform-role.server.ts'
import { drawVerifier } from '#app/services/today/mark-read.server.ts'
import { readOverview } from '#app/services/today/read-today.server.ts'
import { ProvenHead } from './proven-head.tsx'

export const handle = { body: 'form' }

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'today:overview', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  await requirePlatformRole(db, 'coordinator')
  const [overview, state] = await Promise.all([readOverview(db), formState(context, db)])
  return { ...overview, state, at: today(context) }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const outcome = await drawVerifier(db, form)
  return outcome.ok ? redirect(`/${lang}/overview`, 303) : returnForm(args.context, outcome, form)
}

export default function OverviewPage() {
  const { t, format } = useLanguage()
  const { groups, counts, totals, isDemonstration, state, at } = useLoaderData<typeof loader>()
  return (
    <Page>
      <ActProblems state={state} labels={{}} />
      <h1>{t('today:overview')}</h1>
      {groups.length === 0 ? <p className="lead">{t('today:overview-none')}</p> : null}
      {isDemonstration ? <DemonstrationNote>{t('people:only-demonstration')}</DemonstrationNote> : null}
      <ProvenHead counts={counts} totals={totals} isDemonstration={isDemonstration} />
      {groups.some(({ kind }) => kind === 'report_overdue' || kind === 'past_deadline') ? null : (
        <p>{t('today:none-late')}</p>
      )}
      {groups.map(({ kind, total, rows }) => (
        <section key={kind}>
          <h2>{t(`today:watch.${kind}`, { count: total, n: format.number(total) })}</h2>
          <ul className="rows">
            {rows.map(row => (
              <li key={row.actKey}>
                <LinkTo to={watchedPath(row)}>
                  <Words of={row.title} />
                </LinkTo>
                <AmountLine amount={row.amount} by={row.author} />
                {row.doer ? (
                  <span className="hint">
                    <Text k="today:waits-for" v={{ who: <Words of={row.doer.name} /> }} />
                  </span>
                ) : null}
                <WaitingLine since={row.since} due={row.due} at={at} />
                {kind === 'verifier_to_draw' ? (
                  <ActButton actKey={row.actKey} fields={{ ref: row.ref, version: row.version }} isQuiet>
                    {t('today:draw')}
                  </ActButton>
                ) : null}
              </li>
            ))}
          </ul>
          {rows.length < total ? (
            <p className="small dim">{t('today:longest', { count: rows.length, n: format.number(rows.length) })}</p>
          ) : null}
        </section>
      ))}
    </Page>
  )
}
