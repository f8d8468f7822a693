import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Done } from '#app/components/account/done.tsx'
import { ProblemSummary } from '#app/components/account/problem-summary.tsx'
import { WaysOn } from '#app/components/account/ways-on.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { formBody } from '#app/platform/form-body.server.ts'
import { refusedForm, returnRefused } from '#app/platform/refused-form.server.ts'
import { visitorOf } from '#app/platform/visitor.server.ts'
import { doneQuerySchema } from '#app/schemas/account-query.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import {
  beginSecondFactor,
  readBegunFactor,
  turnOffSecondFactor,
  turnOnSecondFactor,
} from '#app/services/accounts/change-second-factor.server.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { ScanForm } from './scan-form.tsx'
import { SwitchForm } from './switch-form.tsx'

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'account:factor-page.title', Boolean(data?.refused))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { email, hasFactor } = await requireSession(context, request, requireLanguage(params.lang).code)
  return {
    refused: refusedForm(context),
    email,
    hasFactor,
    done: readQuery(doneQuerySchema, request.url).done,
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = requireLanguage(params.lang).code
  const session = await requireSession(context, request, lang)
  const visitor = visitorOf(context, request)
  const form = await formBody(request, context)
  switch (form.get('intent')) {
    case 'begin': {
      const begun = await beginSecondFactor(visitor, session, form)
      return begun.ok ? { factor: begun.factor } : returnRefused(context, begun)
    }
    case 'on': {
      const outcome = await turnOnSecondFactor(visitor, session, form)
      if (outcome.ok) return redirect(`/${lang}/settings/recovery-codes?done=on`, 303)
      // The secret was told once: the page carries it until its first code is right.
      return returnRefused(context, outcome, { factor: readBegunFactor(form) })
    }
    default: {
      const outcome = await turnOffSecondFactor(visitor, session, form)
      return outcome.ok ? redirect(`/${lang}/settings/second-factor?done=off`, 303) : returnRefused(context, outcome)
    }
  }
}

export default function ChangeSecondFactor() {
  const { t } = useLanguage()
  const { refused, email, hasFactor, done } = useLoaderData<typeof loader>()
  const factor = useActionData<{ factor: { id: string; secret: string } | null } | null>()?.factor ?? null
  return (
    <Page>
      <ProblemSummary refused={refused} />
      <h1>{t('account:factor-page.title')}</h1>
      {done === 'off' && refused === null ? <Done>{t('account:factor-page.off')}</Done> : null}
      {factor === null ? (
        <SwitchForm refused={refused} isOn={hasFactor} />
      ) : (
        <ScanForm refused={refused} email={email} factor={factor} />
      )}
      <WaysOn ways={[['/settings', 'account:settings.back']]} />
    </Page>
  )
}
