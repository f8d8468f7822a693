import { findOrganisation } from '#app/data/organisations.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { needOf } from '#app/domain/needs/need-of.ts'
import type { SupportRequest } from '#app/domain/needs/support-request.ts'
import { applicantKindOf } from '#app/domain/organisations/applicant-kind.ts'
import type { Organisation } from '#app/domain/organisations/organisation.ts'
import type { Need } from '#app/domain/ranking/need.ts'
import type { Db } from '#app/platform/database.server.ts'
import { supportRequestSchema } from '#app/schemas/support-request-form.ts'
import { type Fits, type FitsQuery, findFits } from '../find-fits.server.ts'

type Institution = Pick<Organisation, 'country' | 'kind' | 'origin'>

/** The question that a need asks of all offers, on a day. */
export const askedBy = (
  { country, kind, origin }: Institution,
  { need, languages }: { need: Need; languages: readonly string[] },
  at: IsoDate,
): FitsQuery => ({
  facts: { country, kind: applicantKindOf(kind), languages: languages.length > 0 ? [...languages] : null },
  need,
  at,
  isDemonstration: origin === 'demonstration',
})

export const askedByRequest = (request: SupportRequest, at: IsoDate): FitsQuery =>
  askedBy(
    { ...request.organisation, origin: request.origin },
    { need: needOf(request), languages: request.languages },
    at,
  )

/** What fits a need that was stated, ranked for its institution. */
export const findRequestFits = (db: Db, request: SupportRequest, at: IsoDate): Promise<Fits> =>
  findFits(db, askedByRequest(request, at))

/**
 * What fits what was typed so far; null while nothing was typed that offers differ by. A field that cannot be read
 * counts as not said.
 */
export async function findTypedFits(
  db: Db,
  typed: Record<string, string>,
  organisationRef: string,
  at: IsoDate,
): Promise<Fits | null> {
  const { kind, topic, mode, languages, measure1, baseline1, target1 } = supportRequestSchema.shape
  const kindSaid = kind.safeParse(typed.kind)
  const topicSaid = topic.safeParse(typed.topic ?? '')
  if (!kindSaid.success && !topicSaid.data) return null
  const institution = await findOrganisation(db, organisationRef)
  if (institution === null) return null
  const part = {
    measure: measure1.safeParse(typed.measure1).data ?? '',
    baseline: baseline1.safeParse(typed.baseline1 ?? '').data ?? 0,
    target: target1.safeParse(typed.target1).data ?? 0,
    covered: 0,
  }
  const need: Need = {
    ...needOf({
      kind: kindSaid.data ?? 'training',
      topic: topicSaid.data ?? null,
      mode: mode.safeParse(typed.mode ?? '').data ?? null,
      parts: [part],
    }),
    ...(kindSaid.success ? {} : { kind: null }),
  }
  const known = languages.safeParse(typed.languages ?? '').data ?? []
  return findFits(db, askedBy(institution, { need, languages: known }, at))
}
