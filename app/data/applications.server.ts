import { z } from 'zod'
import { type Application, applicationStates } from '#app/domain/applications/application.ts'
import { type Award, awardStates } from '#app/domain/applications/award.ts'
import type { Db } from '#app/platform/database.server.ts'
import { rowsOf } from './read-all.ts'
import { isoDate, money, organisationLink, origin, sourceText } from './rows.ts'

const memberRole = z.enum(['owner', 'editor', 'reviewer', 'viewer'])

const recordLink = z.object({ ref: z.string(), title: sourceText })

const application = z
  .object({
    ref: z.string(),
    state: z.enum(applicationStates),
    version: z.number(),
    motivation: sourceText,
    submitted_at: z.string(),
    asked: money.nullable(),
    offer: recordLink.extend({ kind: z.string(), form: z.string(), origin }),
    provider: organisationLink,
    organisation: organisationLink.extend({
      country: z.string().nullable(),
      state: z.enum(['listed', 'claimed', 'verified']),
    }),
    side: z.enum(['institution', 'provider']),
    my_role: memberRole,
    request: recordLink.nullable(),
    units: z.array(
      z.object({
        position: z.number(),
        kind: z.enum(['seat', 'lab_slot', 'consortium', 'grant', 'item']),
        name: z.string().nullable(),
        mail: z.string().nullable(),
        consentOn: isoDate.nullable(),
      }),
    ),
    decisions: z.array(
      z.object({ outcome: z.string(), reasonCode: z.string(), reason: sourceText.nullable(), at: z.string() }),
    ),
    award: z.object({ ref: z.string(), state: z.enum(awardStates) }).nullable(),
    offer_id: z.string(),
    organisation_id: z.string(),
  })
  .transform(({ submitted_at, my_role, offer_id, organisation_id, ...same }) => ({
    ...same,
    submittedAt: submitted_at,
    myRole: my_role,
    offerId: offer_id,
    organisationId: organisation_id,
  }))

/** An application by the code of its receipt, for its two sides; null for anybody else. */
export async function findApplication(db: Db, code: string): Promise<Application | null> {
  const [row] = await rowsOf(db.from('application_records').select('*').eq('ref', code).limit(1))
  return row === undefined ? null : application.parse(row)
}

/** The applications for an offer, or of an organisation, the newest first. */
export async function listApplications(
  db: Db,
  of: { offerRef: string } | { organisationId: string },
): Promise<Application[]> {
  const all = db.from('application_records').select('*')
  const some = 'offerRef' in of ? all.eq('offer->>ref', of.offerRef) : all.eq('organisation_id', of.organisationId)
  const rows = await rowsOf(some.order('submitted_at', { ascending: false }).order('ref').limit(500))
  return rows.map(row => application.parse(row))
}

const award = z
  .object({
    ref: z.string(),
    state: z.enum(awardStates),
    version: z.number(),
    answer_by: z.string(),
    reason: sourceText.nullable(),
    quantity: z.number().nullable(),
    amount: money.nullable(),
    offer: recordLink.extend({
      kind: z.string(),
      form: z.string(),
      unit: sourceText.nullable(),
      measure: z.string(),
      origin,
    }),
    commitment: recordLink,
    provider: organisationLink,
    organisation: organisationLink,
    application_ref: z.string(),
    institution_role: memberRole.nullable(),
    provider_role: memberRole.nullable(),
    deliveries: z.array(
      z.object({
        ref: z.string(),
        state: z.string(),
        reported: z.number(),
        confirmed: z.number(),
        verified: z.number(),
        asOf: isoDate,
      }),
    ),
  })
  .transform(({ answer_by, application_ref, institution_role, provider_role, ...same }) => ({
    ...same,
    answerBy: answer_by,
    applicationRef: application_ref,
    institutionRole: institution_role,
    providerRole: provider_role,
  }))

export async function findAward(db: Db, ref: string): Promise<Award | null> {
  const [row] = await rowsOf(db.from('award_records').select('*').eq('ref', ref).limit(1))
  return row === undefined ? null : award.parse(row)
}

/** What an organisation was awarded and what it has awarded, the newest first. */
export async function listAwards(db: Db, organisationId: string): Promise<Award[]> {
  const query = db
    .from('award_records')
    .select('*')
    .or(`organisation_id.eq.${organisationId},provider_id.eq.${organisationId}`)
    .order('created_at', { ascending: false })
    .order('ref')
    .limit(500)
  return (await rowsOf(query)).map(row => award.parse(row))
}
