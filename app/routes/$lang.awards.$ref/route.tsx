import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Done } from '#app/components/account/done.tsx'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { AwardTag } from '#app/components/applications/state-tags.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { wasRefused } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { appliedQuerySchema } from '#app/schemas/apply-query.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { answerAward, answerDraft, takeAwardBack, takeBackDraft } from '#app/services/awards/answer-award.server.ts'
import { findAward } from '#app/services/awards/read-award.server.ts'
import { AnswerForm } from './answer-form.tsx'
import { AwardFacts } from './award-facts.tsx'
import { TakeBackForm } from './take-back-form.tsx'

export const handle = { body: 'form' }

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'applications:award', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const award = await findAward(db, params.ref ?? '')
  if (award === null) throw new Response(null, { status: 404 })
  const draft = award.institutionRole === 'owner' ? answerDraft(award.ref) : takeBackDraft(award.ref)
  return {
    award,
    state: await formState(context, db, { draft }),
    done: readQuery(appliedQuerySchema, request.url).done,
  }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const award = await findAward(db, args.params.ref ?? '')
  if (award === null) throw new Response(null, { status: 404 })
  const { ref, state } = award
  if (form.get('act') === 'take_back') {
    const outcome = await takeAwardBack(db, form, { ref, lang, state })
    return outcome.ok
      ? redirect(`/${lang}/awards/${ref}?done=taken_back`, 303)
      : returnForm(args.context, outcome, form)
  }
  const outcome = await answerAward(db, form, { ref, lang })
  const done = form.get('answer') === 'accepted' ? 'accepted' : 'declined'
  return outcome.ok ? redirect(`/${lang}/awards/${ref}?done=${done}`, 303) : returnForm(args.context, outcome, form)
}

export default function AwardPage() {
  const { t } = useLanguage()
  const { award, state, done } = useLoaderData<typeof loader>()
  const labels = { answer: t('applications:answer'), reason: t('applications:reason') }
  const givesIt = award.providerRole === 'owner' || award.providerRole === 'editor'
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/applications/${award.applicationRef}`}>{t('applications:one')}</LinkTo>
      </nav>
      <ActProblems state={state} labels={labels} />
      <h1>
        <Text k="applications:award-of" v={{ offer: <Words of={award.offer.title} /> }} />
      </h1>
      {done ? <Done>{t(`applications:done.${done}`)}</Done> : null}
      <DemonstrationTag origin={award.offer.origin} />
      <p>
        <AwardTag state={award.state} />
      </p>
      <AwardFacts award={award} />
      {award.state === 'offered' && award.institutionRole === 'owner' ? (
        <AnswerForm award={award} state={state} labels={labels} />
      ) : null}
      {givesIt && (award.state === 'accepted' || award.state === 'active') ? (
        <p className="acts">
          <LinkTo to={`/my/${award.provider.ref}/deliveries/new?award=${award.ref}`} className="btn">
            {t('people:begin.deliveries')}
          </LinkTo>
        </p>
      ) : null}
      {givesIt && (award.state === 'offered' || award.state === 'accepted') ? (
        <TakeBackForm award={award} state={state} labels={{ reason: labels.reason }} />
      ) : null}
    </Page>
  )
}
