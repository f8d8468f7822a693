import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/layout/page.tsx'
import { CommitmentTable } from '#app/components/records/commitment-table.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { today } from '#app/platform/clock.server.ts'
import { readOwnCommitments } from '#app/services/commitments/read-own-commitments.server.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'commitments:title')

export { accountHeaders as headers }

export async function loader(args: LoaderFunctionArgs) {
  return { ...(await readOwnCommitments(args)), at: today(args.context) }
}

/** What an organisation promised, with what can be done about each. */
export default function OwnCommitments() {
  const { t } = useLanguage()
  const { organisation, commitments, at } = useLoaderData<typeof loader>()
  const { ref, name, role, state } = organisation
  const mayChange = role === 'owner' || role === 'editor'
  const changeable = mayChange ? commitments.filter(({ origin }) => origin !== 'imported') : []
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/my/${ref}`}>
          <Words of={name} />
        </LinkTo>
      </nav>
      <h1>{t('commitments:title')}</h1>
      <DemonstrationTag origin={organisation.origin} />
      {mayChange ? (
        <p className="acts">
          <LinkTo to={`/my/${ref}/commitments/new`} className="btn">
            {t('people:begin.commitments')}
          </LinkTo>
        </p>
      ) : null}
      {state === 'verified' ? null : <p className="note">{t('commitments:not-listed')}</p>}
      {commitments.length === 0 ? (
        <p className="note">{t('commitments:own-none')}</p>
      ) : (
        <CommitmentTable commitments={commitments} at={at} />
      )}
      {changeable.length > 0 ? (
        <>
          <h2>{t('commitments:to-do')}</h2>
          <ul className="rows">
            {changeable.map(commitment => (
              <li key={commitment.ref}>
                <Words of={commitment.title} />
                <p className="acts row">
                  <LinkTo to={`/my/${ref}/deliveries/new?commitment=${commitment.ref}`} className="btn quiet">
                    {t('people:begin.deliveries')}
                  </LinkTo>
                  <LinkTo to={`/commitments/${commitment.ref}/revise`} className="btn quiet">
                    {t('commitments:revise.title')}
                  </LinkTo>
                </p>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Page>
  )
}
