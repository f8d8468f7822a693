import type { MetaFunction } from '@remix-run/node'
import { Page } from '#app/components/layout/page.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'errors:offline.title')

/** Kept in the browser and shown in place of a page that the network did not bring. */
export default function Offline() {
  const { t } = useLanguage()
  return (
    <Page>
      <h1>{t('errors:offline.title')}</h1>
      <p className="lead" data-offline="">
        {t('errors:offline.text')}
      </p>
      <p className="acts">
        {/* biome-ignore lint/a11y/useValidAnchor: the empty address is the page that was asked for, in whose place this stands */}
        <a className="btn" href="">
          {t('errors:offline.again')}
        </a>
      </p>
    </Page>
  )
}
