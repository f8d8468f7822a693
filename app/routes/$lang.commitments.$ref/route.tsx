import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { Done } from '#app/components/account/done.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { ReportLink } from '#app/components/records/report-link.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Twins } from '#app/components/ui/twins.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { titled } from '#app/i18n/page-title.ts'
import { today } from '#app/platform/clock.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { readCommitment } from '#app/services/read-commitment.server.ts'
import { Accountable } from './accountable.tsx'
import { CommitmentFigures } from './commitment-figures.tsx'
import { FourAnswersList } from './four-answers-list.tsx'
import { PathChart } from './path-chart.tsx'
import { RecordTimeline } from './record-timeline.tsx'
import { RelatedCommitments } from './related-commitments.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => (data ? titled(data.commitment.title.text) : [])

export async function loader({ params, context }: LoaderFunctionArgs) {
  const found = await readCommitment(anonymousDb(context), params.ref ?? '')
  if (found === null) throw new Response(null, { status: 404 })
  const named = ({ iso2, names }: (typeof found.countries)[number]) => ({
    iso2,
    name: names[params.lang ?? ''] ?? names.en ?? iso2,
  })
  const revised = Object.fromEntries(found.revisedCountries.map(named).map(({ iso2, name }) => [iso2, name]))
  return { ...found, countries: found.countries.map(named), revisedCountries: revised, at: today(context) }
}

export default function CommitmentPage() {
  const { t } = useLanguage()
  const { commitment, whole, parts, overlaps, point, countries, revisedCountries, at } = useLoaderData<typeof loader>()
  const [query] = useSearchParams()
  const was = (['registered', 'revised'] as const).find(code => code === query.get('done'))
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to="/commitments">{t('common:nav.commitments')}</LinkTo> <span aria-hidden="true">/</span>{' '}
        {point ? (
          <LinkTo to={`/points/${point.number}`}>{t('commitments:point', { number: point.number })}</LinkTo>
        ) : null}
      </nav>
      {was ? <Done>{t(`commitments:done.${was}`)}</Done> : null}
      <h1>
        <Words of={commitment.title} />
      </h1>
      <DemonstrationTag origin={commitment.origin} />
      {commitment.origin === 'platform' && !commitment.isListed ? (
        <p className="note">{t('commitments:not-listed')}</p>
      ) : null}
      <p className="lead">
        <Text
          k="commitments:promised-by"
          v={{
            who: (
              <LinkTo to={`/organisations/${commitment.accountable.ref}`}>
                <Words of={commitment.accountable.name} />
              </LinkTo>
            ),
          }}
        />
      </p>
      <CommitmentFigures commitment={commitment} />
      <h2>{t('commitments:four-answers')}</h2>
      <FourAnswersList commitment={commitment} at={at} />
      <div className="two">
        <section>
          <PathChart commitment={commitment} at={at} />
          <h2 id="record">{t('commitments:record')}</h2>
          <RecordTimeline commitment={commitment} countries={revisedCountries} />
        </section>
        <section>
          <h2>{t('commitments:who')}</h2>
          <Accountable commitment={commitment} countries={countries} />
          <RelatedCommitments whole={whole} parts={parts} overlaps={overlaps} />
        </section>
      </div>
      <div className="acts">
        <ReportLink about={`commitment:${commitment.ref}`} />
      </div>
      {commitment.origin === 'demonstration' ? null : <Twins formats={['json']} of="record" />}
    </Page>
  )
}
