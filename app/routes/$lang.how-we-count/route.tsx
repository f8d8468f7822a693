import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationWhat } from '#app/components/records/demonstration-switch.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { findDemonstration } from '#app/services/find-demonstration.server.ts'
import { AnswerTables } from './answer-tables.tsx'
import { ChainSteps } from './chain-steps.tsx'
import { EligibilityTables } from './eligibility-tables.tsx'
import { RankingScales } from './ranking-scales.tsx'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'how:title')

export async function loader({ context }: LoaderFunctionArgs) {
  return { demonstration: await findDemonstration(anonymousDb(context)) }
}

const parts = ['chain', 'figures', 'answers', 'eligibility', 'ranking', 'missing'] as const

/** The rules for figures, in the order of their letters. */
const figureRules = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] as const

const missingToday = ['confirmed', 'verified', 'reports', 'dates', 'words', 'offers', 'live'] as const

export default function HowWeCount() {
  const { t } = useLanguage()
  const { demonstration } = useLoaderData<typeof loader>()
  return (
    <Page>
      <h1>{t('how:heading')}</h1>
      <p className="lead">{t('how:lead')}</p>
      <nav aria-label={t('how:parts')}>
        <ul className="nav">
          {parts.map(part => (
            <li key={part}>
              <a href={`#${part}`}>{t(`how:part.${part}`)}</a>
            </li>
          ))}
        </ul>
      </nav>
      <h2 id="chain">{t('how:part.chain')}</h2>
      <ChainSteps />
      <h2 id="figures">{t('how:part.figures')}</h2>
      <ol className="rows">
        {figureRules.map(letter => (
          <li key={letter} id={`figure-${letter}`}>
            <b>{t(`how:figure.${letter}`)}</b> {t(`how:figure.${letter}.why`)}
          </li>
        ))}
      </ol>
      <h2 id="answers">{t('how:part.answers')}</h2>
      <AnswerTables />
      <h2 id="eligibility">{t('how:part.eligibility')}</h2>
      <EligibilityTables />
      <h2 id="ranking">{t('how:part.ranking')}</h2>
      <RankingScales />
      <h2 id="missing">{t('how:part.missing')}</h2>
      <ul className="rows">
        {missingToday.map(what => (
          <li key={what}>{t(`how:missing.${what}`)}</li>
        ))}
      </ul>
      <DemonstrationWhat {...demonstration} />
      <p>
        <Text k="how:more" v={{ data: <LinkTo to="/about-the-data">{t('common:nav.data')}</LinkTo> }} />
      </p>
    </Page>
  )
}
