import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/layout/page.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { readOutbox } from '#app/services/mail/read-outbox.server.ts'
import { WaitingMail } from './waiting-mail.tsx'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'outbox:title')

/** Links in it open accounts: no copy stays anywhere. */
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-store' })

export async function loader({ context }: LoaderFunctionArgs) {
  if (!context.hasOutboxPage) throw new Response(null, { status: 404 })
  return { mails: await readOutbox(context.serviceDb('show the outbox'), context) }
}

export default function Outbox() {
  const { t, format } = useLanguage()
  const { mails } = useLoaderData<typeof loader>()
  const count = mails.length
  return (
    <Page>
      <h1>{t('outbox:title')}</h1>
      <p className="lead">{t('outbox:lead')}</p>
      <p>{count === 0 ? t('outbox:none') : t('outbox:count', { count, n: format.number(count) })}</p>
      {mails.map(mail => (
        <WaitingMail key={mail.id} waiting={mail} />
      ))}
      <p className="small dim">
        <Text
          k="outbox:who"
          v={{
            setting: (
              <bdi lang="en" dir="ltr" data-user>
                SMTP_URL
              </bdi>
            ),
          }}
        />
      </p>
    </Page>
  )
}
