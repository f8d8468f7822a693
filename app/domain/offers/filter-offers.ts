import type { IsoDate } from '../calendar/iso-date.ts'
import type { Country } from '../countries/country.ts'
import { reachOf } from '../countries/reach-of.ts'
import { isFound } from '../organisations/search-text.ts'
import type { Offer, OfferForm, OfferKind, OfferWindow } from './offer.ts'

/** What a reader asks for; every part may be missing, and all that are given must hold. */
export type OfferFilter = {
  q?: string | null
  kind?: OfferKind | null
  form?: OfferForm | null
  window?: OfferWindow | null
  topic?: string | null
  /** Ref of the provider. */
  provider?: string | null
  /** Offered to this country by name, or to a region or group it belongs to on the closing day, else on the day asked. */
  country?: Country | null
  mode?: Offer['mode'] | null
}

/** The offers that pass a filter, in their order; `at` is the day asked. */
export function filterOffers(list: readonly Offer[], filter: OfferFilter, at: IsoDate): Offer[] {
  const { q, kind, form, window, topic, provider, country, mode } = filter
  return list.filter(
    offer =>
      (!q || isFound(q, wordsOf(offer))) &&
      (kind == null || offer.kind === kind) &&
      (form == null || offer.form === form) &&
      (window == null || offer.window === window) &&
      (topic == null || offer.topics.includes(topic)) &&
      (provider == null || offer.provider.ref === provider) &&
      (mode == null || offer.mode === mode) &&
      (country == null || reachOf(offer, country, offer.applyBy ?? at) !== null),
  )
}

function wordsOf({ ref, title, description, topic, provider, partners }: Offer): string {
  return [ref, title.text, description?.text, topic.text, provider.name.text, ...partners.map(({ text }) => text)].join(
    ' ',
  )
}
