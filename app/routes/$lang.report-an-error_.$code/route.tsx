import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/layout/page.tsx'
import { AboutRecordText } from '#app/components/report/about-record.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { today } from '#app/platform/clock.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { readReceipt } from '#app/services/report-error.server.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'report:received')

/** Whoever holds the code may look; a browser or proxy that others use keeps no copy. */
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export async function loader({ params, context }: LoaderFunctionArgs) {
  const receipt = await readReceipt(anonymousDb(context), params.code ?? '', today(context))
  if (receipt === null) throw new Response(null, { status: 404 })
  return receipt
}

export default function Received() {
  const { t, format } = useLanguage()
  const { code, at, about } = useLoaderData<typeof loader>()
  return (
    <Page>
      <h1>{t('report:received')}</h1>
      <p className="lead">{t('report:received-at', { at: format.moment(at) })}</p>
      <p>{t('report:code')}</p>
      <p className="fig">
        <bdi lang="en" dir="ltr" data-user>
          {`${code.slice(0, 5)} ${code.slice(5)}`}
        </bdi>
      </p>
      <p>{t('report:code-why')}</p>
      <p>
        <AboutRecordText about={about} />
      </p>
      <p>{t('report:then')}</p>
      <p className="small dim">{t('report:not-shown')}</p>
      <p className="acts">
        <LinkTo to="">{t('errors:to-home')}</LinkTo>
      </p>
    </Page>
  )
}
