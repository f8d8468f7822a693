import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationWhat } from '#app/components/records/demonstration-switch.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { today } from '#app/platform/clock.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { findDemonstration } from '#app/services/find-demonstration.server.ts'
import { readImports } from '#app/services/read-imports.server.ts'
import { OpenData } from './open-data.tsx'
import { PlanWording } from './plan-wording.tsx'
import { RefusedRows } from './refused-rows.tsx'
import { SourceFiles } from './source-files.tsx'
import { UnknownFacts } from './unknown-facts.tsx'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'about:title')

export async function loader({ context }: LoaderFunctionArgs) {
  const db = anonymousDb(context)
  const [imports, demonstration] = await Promise.all([readImports(db, today(context)), findDemonstration(db)])
  return { ...imports, demonstration }
}

const limits = ['copies', 'words', 'origin', 'mapped', 'rules', 'domains'] as const

export default function AboutTheData() {
  const { t, format } = useLanguage()
  const { files, refused, loadedAt, readFrom, readTo, points, officialUrls, unknowns, ...page } =
    useLoaderData<typeof loader>()
  const official = points.filter(({ wording }) => wording === 'official').length
  return (
    <Page>
      <h1>{t('about:heading')}</h1>
      {readFrom && readTo ? (
        <p className="lead">
          {readFrom === readTo
            ? t('about:read-on', { date: format.day(readFrom) })
            : t('about:read-between', { from: format.day(readFrom), to: format.day(readTo) })}
        </p>
      ) : null}
      <h2 id="limits">{t('about:limits')}</h2>
      <ul className="rows">
        {limits.map(limit => (
          <li key={limit}>{t(`about:limit.${limit}`)}</li>
        ))}
      </ul>
      <DemonstrationWhat {...page.demonstration} />
      <h2 id="unknowns">{t('about:unknowns')}</h2>
      <UnknownFacts unknowns={unknowns} />
      <h2 id="files">{t('about:files', { count: files.length, n: format.number(files.length) })}</h2>
      {loadedAt ? <p>{t('about:loaded', { at: format.moment(loadedAt) })}</p> : null}
      <SourceFiles files={files} />
      <RefusedRows refused={refused} />
      <h2 id="plan">
        {t('about:plan', { count: official, n: format.number(official), total: format.number(points.length) })}
      </h2>
      <PlanWording points={points} officialUrls={officialUrls} />
      <h2 id="open-data">{t('about:open-data')}</h2>
      <OpenData />
      <p>
        <LinkTo to="/audit">{t('about:audit-link')}</LinkTo>
      </p>
      <p>
        <LinkTo to="/how-we-count">{t('common:nav.how')}</LinkTo>
      </p>
      <p className="acts">
        <LinkTo to="/report-an-error" className="btn quiet">
          {t('common:nav.report')}
        </LinkTo>
      </p>
    </Page>
  )
}
