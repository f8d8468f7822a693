import { z } from 'zod'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { toMinor } from '#app/domain/money/money.ts'
import { isTimeZone } from '#app/i18n/is-time-zone.ts'
import type { Db } from '#app/platform/database.server.ts'
import { offerForms, offerSchema } from '#app/schemas/offer-form.ts'
import { sendForm } from '../acts/send-form.server.ts'

const receipt = z.object({ ref: z.string() })

export const offerDraft = (organisationRef: string) => ({ form: 'publish-offer', subject: organisationRef })

type Sender = { id: string; ref: string; lang: string; at: IsoDate }

/** A provider publishes an offer for a commitment of its own. */
export function publishOffer(db: Db, form: FormData, { id, ref, lang, at }: Sender) {
  return sendForm(db, form, {
    command: 'publish_offer',
    schema: offerSchema,
    input: ({ countries, places, bodies, amount, currency, ...value }) => ({
      ...value,
      organisation: id,
      lang,
      kind: offerForms[value.form],
      amountMinor: amount === null || currency === '' ? null : toMinor(amount, currency),
      currency: currency || null,
      rules: [
        ...(countries.length + places.length > 0 ? [{ rule: 'place', countries, regions: places }] : []),
        ...(bodies.length > 0 ? [{ rule: 'body', kinds: bodies }] : []),
      ],
    }),
    receipt,
    draft: offerDraft(ref),
    refuse: async ({ applyBy, timeZone }) => [
      ...(applyBy && applyBy < at ? (['date_past'] as const) : []),
      ...(timeZone && !isTimeZone(timeZone) ? (['zone_unknown'] as const) : []),
    ],
  })
}
