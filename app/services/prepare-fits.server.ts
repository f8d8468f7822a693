import { findCountry, listCountries } from '#app/data/countries.server.ts'
import { findInstitutionsByName, findOrganisation } from '#app/data/organisations.server.ts'
import { listTopics, type Topic } from '#app/data/topics.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Country } from '#app/domain/countries/country.ts'
import type { ApplicantFacts } from '#app/domain/eligibility/rule.ts'
import { applicantKindOf } from '#app/domain/organisations/applicant-kind.ts'
import type { Organisation } from '#app/domain/organisations/organisation.ts'
import { type Meant, mostOrganisations, whoIsMeant } from '#app/domain/organisations/who-is-meant.ts'
import type { Need } from '#app/domain/ranking/need.ts'
import type { Db } from '#app/platform/database.server.ts'
import type { NeedQuery } from '#app/schemas/need.ts'
import { type Fit, type Fits, findFits } from './find-fits.server.ts'

/** Who is judged: an organisation on record, or one of a kind in a country. */
export type Applicant = { organisation: Organisation | null; facts: ApplicantFacts }

export type FitsAnswer = { applicant: Applicant; need: Need; fits: Fits; topics: Topic[]; countries: Country[] }

export type PreparedFits =
  /** Nobody is named yet; `meant` is what a typed text led to. */
  | { state: 'ask-who'; meant: Exclude<Meant, { is: 'organisation' | 'country' }> | null; countries: Country[] }
  /** The text named one: the address of the question goes on with it. */
  | { state: 'go-on'; with: { org: string } | { country: string } }
  | { state: 'ask-kind'; country: Country; institutions: Organisation[]; countries: Country[] }
  | ({ state: 'answer' } & FitsAnswer)

/** From what an address carries to the next step: ask who, ask which kind of organisation, or answer. */
export async function prepareFits(db: Db, query: NeedQuery, at: IsoDate): Promise<PreparedFits | null> {
  if (query.org !== null) {
    const organisation = await findOrganisation(db, query.org)
    if (organisation === null || organisation.origin === 'demonstration') return null
    return { state: 'answer', ...(await answerFor(db, organisation, query, at)) }
  }
  const country = query.country === null ? null : await findCountry(db, query.country)
  if (query.as !== null && (country !== null || query.as !== 'not_said'))
    return { state: 'answer', ...(await answerFor(db, null, { ...query, country: country?.iso2 ?? null }, at)) }

  const [countries, institutions] = await Promise.all([
    listCountries(db),
    query.who === null ? [] : findInstitutionsByName(db, query.who, mostOrganisations),
  ])
  if (country !== null) {
    return { state: 'ask-kind', country, countries, institutions: institutions.filter(isIn(country)) }
  }
  if (query.who === null) return { state: 'ask-who', meant: null, countries }
  const meant = whoIsMeant(query.who, { countries, organisations: institutions, limit: mostOrganisations })
  if (meant.is === 'organisation') return { state: 'go-on', with: { org: meant.organisation.ref } }
  if (meant.is === 'country') return { state: 'go-on', with: { country: meant.country.iso2 } }
  return { state: 'ask-who', meant, countries }
}

const isIn =
  ({ iso2 }: Country) =>
  ({ country }: Organisation) =>
    country === iso2

async function answerFor(
  db: Db,
  organisation: Organisation | null,
  query: NeedQuery,
  at: IsoDate,
): Promise<FitsAnswer> {
  const { kind, people, mode, languages } = query
  const [topics, countries] = await Promise.all([listTopics(db), listCountries(db)])
  const facts: ApplicantFacts = {
    country: organisation?.country ?? query.country,
    kind: kindOf(organisation, query.as),
    languages: languages.length > 0 ? languages : null,
  }
  // People's languages say both what they work in and what is asked for, so that nobody is asked twice.
  const topic = topics.some(({ code }) => code === query.topic) ? query.topic : null
  const need: Need = { kind, topic, people, language: null, mode }
  const fits = await findFits(db, { facts, need, at })
  return { applicant: { organisation, facts }, need, fits, topics, countries }
}

/** What is on record decides; what somebody says of themselves counts where the record leaves it open. */
function kindOf(organisation: Organisation | null, as: NeedQuery['as']): ApplicantFacts['kind'] {
  const onRecord = organisation === null ? null : applicantKindOf(organisation.kind)
  return onRecord ?? (as === 'not_said' ? null : as)
}

/** The list in which an offer stands, and its place there from 0; null where it is in none of them. */
export function findInFits(fits: Fits, ref: string): { list: FitList; index: number; fit: Fit; length: number } | null {
  for (const list of fitLists) {
    const index = fits[list].findIndex(({ offer }) => offer.ref === ref)
    const fit = fits[list][index]
    if (fit !== undefined) return { list, index, fit, length: fits[list].length }
  }
  return null
}

export const fitLists = ['ranked', 'nearMisses', 'notEligible', 'forecast', 'unknownWindow'] as const

export type FitList = (typeof fitLists)[number]
