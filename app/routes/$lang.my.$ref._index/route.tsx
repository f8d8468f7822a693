import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Done } from '#app/components/account/done.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { BegunList } from '#app/components/today/begun-list.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { titled } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { doneQuerySchema } from '#app/schemas/people-query.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { requireMyOrganisation } from '#app/services/people/require-my-organisation.server.ts'
import { listBegun } from '#app/services/today/list-begun.server.ts'
import { WhatItHas } from './what-it-has.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => (data ? titled(data.organisation.name.text) : [])

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const organisation = await requireMyOrganisation(db, params.ref)
  return {
    organisation,
    begun: await listBegun(db, organisation.ref),
    done: readQuery(doneQuerySchema, request.url).done,
  }
}

export default function MyOrganisationPage() {
  const { t } = useLanguage()
  const { organisation, begun, done } = useLoaderData<typeof loader>()
  const { ref, name, state, role, origin } = organisation
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to="/my">{t('people:my.title')}</LinkTo>
      </nav>
      <h1>
        <Words of={name} />
      </h1>
      {done ? <Done>{t(`people:done.${done}`)}</Done> : null}
      <DemonstrationTag origin={origin} />
      <p className="lead">{t(`organisations:state-why.${state}`)}</p>
      {state === 'claimed' ? <p className="note">{t('people:not-verified-yet')}</p> : null}
      <p>
        {t('people:your-role', { role: t(`people:role.${role}`) })}{' '}
        <LinkTo to={`/organisations/${ref}`}>{t('people:public-page')}</LinkTo>
      </p>
      <WhatItHas organisation={organisation} />
      <BegunList begun={begun} />
    </Page>
  )
}
