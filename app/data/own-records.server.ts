import { z } from 'zod'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Commitment, SourceText } from '#app/domain/commitments/commitment.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import type { Db } from '#app/platform/database.server.ts'
import { commitmentFromRow } from './commitment-row.ts'
import { offerFromRow } from './offer-row.ts'
import { rowsOf } from './read-all.ts'

/** The commitments for which an organisation is accountable, in whatever world it lives. */
export async function findOwnCommitments(db: Db, organisationRef: string): Promise<Commitment[]> {
  const query = db
    .from('commitment_records')
    .select('*')
    .eq('accountable->>ref', organisationRef)
    .order('ref')
    .limit(500)
  return (await rowsOf(query)).map(commitmentFromRow)
}

/** The offers of an organisation, in whatever world it lives. */
export async function findOwnOffers(db: Db, organisationRef: string, at: IsoDate): Promise<Offer[]> {
  const query = db.from('offer_records').select('*').eq('provider->>ref', organisationRef).order('ref').limit(500)
  return (await rowsOf(query)).map(row => offerFromRow(row, at))
}

/** The open needs of an organisation, as a form names them. */
export async function listOwnOpenNeeds(db: Db, organisationId: string): Promise<{ ref: string; title: SourceText }[]> {
  const query = db
    .from('support_request_records')
    .select('ref, title')
    .eq('organisation_id', organisationId)
    .in('state', ['open', 'partly_covered'])
    .order('ref')
    .limit(100)
  const need = z.object({ ref: z.string(), title: z.object({ text: z.string(), lang: z.string() }) })
  return (await rowsOf(query)).map(row => need.parse(row))
}
