import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ActArea, ActRadios, ActText } from '#app/components/acts/act-fields.tsx'
import { ActForm } from '#app/components/acts/act-form.tsx'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { LinkTo, OutLink } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { wasRefused } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { checkOrganisationSchema } from '#app/schemas/people-forms.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { checkOrganisation, findToCheck } from '#app/services/people/check-organisation.server.ts'
import { requirePlatformRole } from '#app/services/people/require-platform-role.server.ts'

export const handle = { body: 'form' }

const constraints = htmlConstraints(checkOrganisationSchema)

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'people:check.title', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  await requirePlatformRole(db, 'verifier')
  const found = await findToCheck(db, params.ref ?? '')
  if (found === null) throw new Response(null, { status: 404 })
  const { parent, accountableBody } = found.organisation
  const typed = { parent: parent?.ref ?? '', accountable: accountableBody?.ref ?? '' }
  return { ...found, state: await formState(context, db, { typed }) }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const outcome = await checkOrganisation(db, form, { ref: args.params.ref ?? '', lang })
  return outcome.ok
    ? redirect(`/${lang}/organisations-to-check?done=checked`, 303)
    : returnForm(args.context, outcome, form)
}

export default function CheckOrganisation() {
  const { t } = useLanguage()
  const { organisation, owners, state } = useLoaderData<typeof loader>()
  const labels = {
    outcome: t('people:outcome'),
    reason: t('people:reason'),
    parent: t('people:check.parent'),
    accountable: t('people:check.accountable'),
  }
  const { name, homepage, domain, origin } = organisation
  return (
    <Page>
      <ActProblems state={state} labels={labels} />
      <h1>
        <Text k="people:check.heading" v={{ name: <Words of={name} /> }} />
      </h1>
      <DemonstrationTag origin={origin} />
      <p className="lead">{t('people:check.lead')}</p>
      <p>
        <LinkTo to={`/organisations/${organisation.ref}`}>{t('people:public-page')}</LinkTo>{' '}
        {homepage ? (
          <OutLink href={homepage}>
            <bdi lang="en" dir="ltr" data-user>
              {homepage}
            </bdi>
          </OutLink>
        ) : null}{' '}
        {domain ? (
          <bdi lang="en" dir="ltr" data-user>
            {domain}
          </bdi>
        ) : null}
      </p>
      <ul className="rows tight">
        {owners.map(({ id, name: ownName, mail, statement }) => (
          <li key={id}>
            <Text
              k="people:owner-is"
              v={{
                name: (
                  <bdi data-user lang="und">
                    {ownName ?? t('people:no-name')}
                  </bdi>
                ),
              }}
            />{' '}
            ·{' '}
            <bdi data-user lang="und" dir="ltr">
              {mail}
            </bdi>
            {statement ? (
              <>
                <p className="small dim">
                  <Text
                    k="people:check.said"
                    v={{
                      name: (
                        <bdi data-user lang="und">
                          {ownName ?? mail}
                        </bdi>
                      ),
                    }}
                  />
                </p>
                <blockquote>
                  <Words of={statement} />
                </blockquote>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      <ActForm state={state} constraints={constraints} version={organisation.version} send={t('people:check.send')}>
        <ActRadios
          name="outcome"
          label={labels.outcome}
          options={[
            { value: 'verified', label: t('people:check.verified') },
            { value: 'refused', label: t('people:check.refused') },
          ]}
        />
        <ActArea name="reason" label={labels.reason} hint={t('people:check.reason-hint')} />
        <ActText name="parent" label={labels.parent} hint={t('people:check.ref-hint')} dir="ltr" />
        <ActText name="accountable" label={labels.accountable} hint={t('people:check.ref-hint')} dir="ltr" />
      </ActForm>
    </Page>
  )
}
