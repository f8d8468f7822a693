import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/layout/page.tsx'
import { AboutRecordText } from '#app/components/report/about-record.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { kitOf, titled } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { today } from '#app/platform/clock.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { awaySeconds, isDatabaseAway } from '#app/platform/database-away.server.ts'
import { formBody } from '#app/platform/form-body.server.ts'
import { visitorOf } from '#app/platform/visitor.server.ts'
import { errorReportSchema, readAbout, receiptQuerySchema } from '#app/schemas/error-report.ts'
import { readForm } from '#app/schemas/read-form.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { findAbout, type ReportOutcome, readReceipt, sendErrorReport } from '#app/services/report-error.server.ts'
import { ErrorSummary } from './error-summary.tsx'
import { FindReceipt } from './find-receipt.tsx'
import { formState, returnForm } from './form-state.server.ts'
import { ReportForm } from './report-form.tsx'

export const handle = { body: 'form' }

/** Seconds after which the limit of an hour has surely passed. */
const anHour = '3600'

const statusOf = { errors: 400, not_taken: 400, already_received: 409, too_many: 429, away: 503 } as const

const retryOf: Record<string, HeadersInit> = {
  too_many: { 'Retry-After': anHour },
  away: { 'Retry-After': awaySeconds },
}

export const meta: MetaFunction<typeof loader> = ({ data, params }) => {
  const { t } = kitOf(params.lang)
  const title = t('report:title')
  return titled(data?.returned ? t('report:error-title', { title }) : title)
}

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const db = anonymousDb(context)
  const { code } = readQuery(receiptQuerySchema, request.url)
  const receipt = code === null ? null : await readReceipt(db, code, today(context))
  if (receipt !== null) throw redirect(`/${requireLanguage(params.lang).code}/report-an-error/${receipt.code}`)
  const state = formState(context)
  const about = await findAbout(db, aboutOf(request), today(context)).catch(error => {
    // A form that was sent comes back with its words, whatever else cannot be said.
    if (state.returned !== null && isDatabaseAway(error)) return null
    throw error
  })
  return { about, wrongCode: code, ...state }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = requireLanguage(params.lang).code
  const db = anonymousDb(context)
  const form = await formBody(request, context)
  const reading = readForm(errorReportSchema, form)
  const actKey = String(form.get('act_key') ?? '')
  const visitor = visitorOf(context, request)
  const outcome = await findAbout(db, aboutOf(request), today(context))
    .then(about => sendErrorReport(db, { actKey, about, reading, lang, visitor }))
    .catch((error): ReportOutcome => {
      if (isDatabaseAway(error)) return { outcome: 'away', typed: reading.typed }
      throw error
    })
  if (outcome.outcome === 'received') return redirect(`/${lang}/report-an-error/${outcome.code}`, 303)
  returnForm(context, outcome, actKey)
  return data(null, { status: statusOf[outcome.outcome], headers: retryOf[outcome.outcome] ?? {} })
}

const aboutOf = (request: Request) => readAbout(new URL(request.url).searchParams.get('about'))

export default function ReportAnError() {
  const { t } = useLanguage()
  const { about, wrongCode, actKey, returned } = useLoaderData<typeof loader>()
  return (
    <Page>
      {returned ? <ErrorSummary returned={returned} /> : null}
      <h1>{t('report:heading')}</h1>
      {about ? (
        <p className="lead">
          <AboutRecordText about={about} />
        </p>
      ) : null}
      <ReportForm actKey={actKey} returned={returned} />
      <FindReceipt wrongCode={wrongCode} />
    </Page>
  )
}
