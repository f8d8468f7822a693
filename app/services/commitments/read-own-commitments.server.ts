import type { LoaderFunctionArgs } from '@remix-run/node'
import { findCommitment } from '#app/data/commitments.server.ts'
import { listCountries } from '#app/data/countries.server.ts'
import { getActionPlan } from '#app/data/frameworks.server.ts'
import { listMeasures } from '#app/data/measures.server.ts'
import { listMyOrganisations } from '#app/data/memberships.server.ts'
import { findOwnCommitments } from '#app/data/own-records.server.ts'
import { listTopics } from '#app/data/topics.server.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import type { Db } from '#app/platform/database.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { requireSession } from '../accounts/find-session.server.ts'
import { requireMyOrganisation } from '../people/require-my-organisation.server.ts'

type Args = Pick<LoaderFunctionArgs, 'request' | 'params' | 'context'>

/** What an organisation of the reader promised. */
export async function readOwnCommitments({ request, params, context }: Args) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const organisation = await requireMyOrganisation(db, params.ref)
  return { organisation, commitments: await findOwnCommitments(db, organisation.ref) }
}

/** What the form of a commitment offers to choose from. */
export async function readCommitmentChoices(db: Db) {
  const [countries, measures, topics, plan] = await Promise.all([
    listCountries(db),
    listMeasures(db),
    listTopics(db),
    getActionPlan(db),
  ])
  return {
    countries: countries.map(({ iso2, names, regions }) => ({ iso2, names, regions })),
    measures: measures.map(({ code }) => code),
    topics,
    points: plan.points.map(({ number }) => number),
  }
}

/** A commitment that the reader may change: of an organisation in which they are owner or editor; else no such page. */
export async function requireOwnCommitment(db: Db, ref: string | undefined) {
  const [commitment, organisations] = await Promise.all([findCommitment(db, ref ?? ''), listMyOrganisations(db)])
  const own = organisations.find(organisation => organisation.ref === commitment?.accountable.ref)
  const mayChange = own?.role === 'owner' || own?.role === 'editor'
  if (commitment === null || !mayChange || commitment.origin === 'imported') throw new Response(null, { status: 404 })
  return commitment
}
