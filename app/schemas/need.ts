import { z } from 'zod'
import { applicantKinds } from '#app/domain/eligibility/people-table.ts'
import { offerKinds } from './offer-filter.ts'
import { organisationRefParam } from './organisation-ref.ts'
import { choiceParam, codeParam, readQuery, textParam } from './read-query.ts'

/** The kinds that one may be judged as; `not_said` asks for an answer without saying it. */
export const applicantChoices = [...applicantKinds, 'not_said'] as const

export const needModes = ['online', 'on_site'] as const

/** The fields that are typed, not chosen. */
export const needFields = z.object({
  who: z.string().trim().max(200),
  people: z.coerce.number().int().min(1).max(99_999).nullable().catch(null),
})

const needSchema = z.object({
  /** An institution or a country, as somebody typed it. */
  who: textParam,
  org: organisationRefParam,
  country: codeParam,
  as: choiceParam(applicantChoices),
  kind: choiceParam(offerKinds),
  topic: codeParam,
  people: needFields.shape.people,
  mode: choiceParam(needModes),
  /** One offer, to be shown with all its rules and points. */
  offer: codeParam,
  /** Ref of the last offer of the page before. */
  after: codeParam,
})

export type NeedQuery = z.output<typeof needSchema> & {
  /** Languages that the applicant's people work in, BCP 47; empty = not said. */
  languages: string[]
}

/** Nobody's people work in more languages than this, and an address has an end. */
const mostLanguages = 12

/** The question "what fits us" as an address carries it; what it does not know counts as not said. */
export function readNeed(url: string | URL): NeedQuery {
  const given = new URL(url).searchParams.getAll('language')
  const languages = [...new Set(given.filter(code => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(code)))]
  return { ...readQuery(needSchema, url), languages: languages.slice(0, mostLanguages) }
}

/** The address of the same question with some parts changed; parts that are null are left out. */
export function needAddress(query: NeedQuery, changes: Partial<NeedQuery> = {}): string {
  const { languages, ...single } = { ...query, ...changes }
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(single)) if (value !== null) params.set(name, String(value))
  for (const language of languages) params.append('language', language)
  const text = params.toString()
  return text === '' ? '/fits' : `/fits?${text}`
}
