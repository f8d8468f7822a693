import { listCountries } from '#app/data/countries.server.ts'
import { findOffer } from '#app/data/offers.server.ts'
import { listTellingRequests } from '#app/data/support-requests.server.ts'
import { closeTelling, listOffersToTell, tellMatch } from '#app/data/told-matches.server.ts'
import { listTopics } from '#app/data/topics.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Db } from '#app/platform/database.server.ts'
import { fitsOf } from '../find-fits.server.ts'
import { askedByRequest } from './find-request-fits.server.ts'

/**
 * Tells every institution that asked for it which newly opened offers do not exclude it, once per need and offer;
 * returns how many were told. Cut off half-way it begins again and tells nobody twice; an offer that cannot be told
 * waits for the next turn and stops no other. `db` is the service's client.
 */
export async function tellMatches(db: Db, at: IsoDate): Promise<number> {
  const refs = await listOffersToTell(db)
  if (refs.length === 0) return 0
  const [requests, countries, topics] = await Promise.all([listTellingRequests(db), listCountries(db), listTopics(db)])
  const faults: string[] = []
  let told = 0
  for (const ref of refs) {
    try {
      told += await tellOffer(db, { ref, at, requests, countries, topics })
    } catch (error) {
      faults.push(`${ref}: ${error instanceof Error ? error.message : 'fault'}`)
    }
  }
  if (faults.length > 0) throw new Error(`told ${told}, and not of ${faults.join(' · ')}`)
  return told
}

type Telling = {
  ref: string
  at: IsoDate
  requests: Awaited<ReturnType<typeof listTellingRequests>>
  countries: Awaited<ReturnType<typeof listCountries>>
  topics: Awaited<ReturnType<typeof listTopics>>
}

/** Tells of one offer; returns how many needs it was told for. */
async function tellOffer(db: Db, { ref, at, requests, countries, topics }: Telling): Promise<number> {
  const offer = await findOffer(db, ref, at)
  if (offer === null) return 0
  let told = 0
  for (const request of requests) {
    if ((request.origin === 'demonstration') !== (offer.origin === 'demonstration')) continue
    // What is of another kind is no match, although the ranking lists it further down.
    if (request.kind !== offer.kind) continue
    const country = countries.find(({ iso2 }) => iso2 === request.organisation.country) ?? null
    const { ranked } = fitsOf({ offers: [offer], country, topics }, askedByRequest(request, at))
    if (ranked.length > 0 && (await tellMatch(db, request.ref, ref))) told += 1
  }
  await closeTelling(db, ref)
  return told
}
