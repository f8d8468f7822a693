import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { FourFigures, steps } from '#app/components/figures/four-figures.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { CommitmentTable } from '#app/components/records/commitment-table.tsx'
import { MeasureTable } from '#app/components/records/measure-table.tsx'
import { PointTitle } from '#app/components/records/point-title.tsx'
import { Twins } from '#app/components/ui/twins.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { kitOf, titled } from '#app/i18n/page-title.ts'
import { today } from '#app/platform/clock.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { readPoint } from '#app/services/read-point.server.ts'

export const meta: MetaFunction = ({ params }) => {
  const { t } = kitOf(params.lang)
  const code = `point.${params.number}`
  return titled(t.hasCode('values', code) ? t.code('values', code) : t('home:points'))
}

export async function loader({ params, context }: LoaderFunctionArgs) {
  const found = await readPoint(anonymousDb(context), Number(params.number))
  if (found === null) throw new Response(null, { status: 404 })
  return { ...found, at: today(context) }
}

export default function PointPage() {
  const { language, t, format } = useLanguage()
  const { point, commitments, counts, totals, at } = useLoaderData<typeof loader>()
  const countOf = {
    promised: counts.registered,
    reported: counts.reported,
    confirmed: counts.confirmed,
    verified: counts.verified,
  }
  const figures = Object.fromEntries(
    steps.map(step => {
      const value = format.number(countOf[step])
      const query = step === 'promised' ? '' : `&step=${step}`
      const href = `/${language.code}/commitments?point=${point.number}${query}`
      return [step, { value, href, note: t(`home:note.${step}`), label: `${value} ${t(`common:step.${step}`)}` }]
    }),
  ) as Parameters<typeof FourFigures>[0]['figures']
  return (
    <Page>
      <h1>
        <PointTitle point={point} />
      </h1>
      <p className="lead">
        {point.wording === 'official' ? t('commitments:wording-official') : t('commitments:wording-working')}
      </p>
      <FourFigures figures={figures} />
      {commitments.length === 0 ? (
        <p className="note">{t('commitments:point-empty')}</p>
      ) : (
        <>
          <h2>{t('home:measures')}</h2>
          <p>{t('home:measures-lead')}</p>
          <MeasureTable totals={totals} />
          <h2>{t('common:nav.commitments')}</h2>
          <CommitmentTable commitments={commitments} at={at} />
        </>
      )}
      <p className="small dim">{t('home:mapping')}</p>
      <Twins formats={['json']} of="record" />
    </Page>
  )
}
