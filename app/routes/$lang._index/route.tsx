import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DemonstrationLink } from '#app/components/records/demonstration-switch.tsx'
import { MeasureTable } from '#app/components/records/measure-table.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Twins } from '#app/components/ui/twins.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { findDemonstration } from '#app/services/find-demonstration.server.ts'
import { readHome } from '#app/services/read-home.server.ts'
import { FindForm } from './find-form.tsx'
import { HomeFigures } from './home-figures.tsx'
import { PointTable } from './point-table.tsx'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'home:title')

export async function loader({ context }: LoaderFunctionArgs) {
  const db = anonymousDb(context)
  const [home, demonstration] = await Promise.all([readHome(db), findDemonstration(db)])
  return { ...home, demonstration }
}

export default function Home() {
  const { t } = useLanguage()
  const { counts, points, gaps, measures, demonstration } = useLoaderData<typeof loader>()
  return (
    <>
      <div className="hero">
        <div className="wrap two">
          <HomeFigures counts={counts} />
          <FindForm />
        </div>
      </div>
      <div className="wrap">
        <p className="lead">{t('home:lead')}</p>
        <p>
          <LinkTo to="/how-we-count">{t('home:how')}</LinkTo>
        </p>
        <PointTable points={points} gaps={gaps} />
        <h2 id="measures">{t('home:measures')}</h2>
        <p>{t('home:measures-lead')}</p>
        <MeasureTable totals={measures} />
        <Twins formats={['json']} />
        <h2>{t('home:where')}</h2>
        <ul className="jump">
          <li>
            <LinkTo to="/fits">{t('home:go-fits')}</LinkTo>
          </li>
          <li>
            <LinkTo to="/commitments">{t('home:go-commitments')}</LinkTo>
          </li>
          <li>
            <LinkTo to="/countries">{t('home:go-countries')}</LinkTo>
          </li>
          <li>
            <LinkTo to="/about-the-data">
              <Text k="home:go-data" />
            </LinkTo>
          </li>
        </ul>
        <DemonstrationLink {...demonstration} />
      </div>
    </>
  )
}
