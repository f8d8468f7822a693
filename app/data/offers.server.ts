import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Offer, OfferKind } from '#app/domain/offers/offer.ts'
import type { Db } from '#app/platform/database.server.ts'
import { offerFromRow } from './offer-row.ts'
import { pageSize, readAll, rowsOf } from './read-all.ts'

const byRef = ({ ref }: Offer) => ref

/**
 * All offers that stand in lists, by ref, closed ones too, with their windows on the day: none of the demonstration, none
 * of unverified organisations.
 */
export const listAllOffers = (db: Db, at: IsoDate) => listWhere(db, { is_listed: true }, at)

/** Those of the demonstration, which stand in no list of what is real. */
export const listInventedOffers = (db: Db, at: IsoDate) => listWhere(db, { origin: 'demonstration' }, at)

async function listWhere(
  db: Db,
  where: { is_listed: true } | { origin: 'demonstration' },
  at: IsoDate,
): Promise<Offer[]> {
  return readAll(
    after => {
      const page = db.from('offer_records').select('*').match(where).order('ref').limit(pageSize)
      return after === null ? page : page.gt('ref', after)
    },
    row => offerFromRow(row, at),
    byRef,
  )
}

export async function findOffer(db: Db, ref: string, at: IsoDate): Promise<Offer | null> {
  const rows = await rowsOf(db.from('offer_records').select('*').eq('ref', ref).limit(1))
  return rows.length === 0 ? null : offerFromRow(rows[0], at)
}

/**
 * Every offer, not closed on the day, that kind and country do not exclude: more than fit, never fewer.
 * What is null excludes nothing. The rules of eligibility decide afterwards.
 */
export async function listCandidateOffers(
  db: Db,
  {
    kind,
    country,
    isDemonstration = false,
  }: { kind: OfferKind | null; country: string | null; isDemonstration?: boolean },
  at: IsoDate,
): Promise<Offer[]> {
  const offers = await readAll(
    after =>
      db.rpc('candidate_offers', {
        on_date: at,
        kind: kind ?? undefined,
        country: country ?? undefined,
        after_ref: after ?? undefined,
        max_rows: pageSize,
        is_demonstration: isDemonstration,
      }),
    row => offerFromRow(row, at),
    byRef,
  )
  return offers.filter(({ window }) => window !== 'closed')
}
