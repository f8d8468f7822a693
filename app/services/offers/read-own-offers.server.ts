import { findOwnOffers } from '#app/data/own-records.server.ts'

/** The offers of an organisation, in whatever world it lives, for its members. */
export const readOwnOffers = findOwnOffers
