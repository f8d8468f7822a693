import { z } from 'zod'
import { toMinor } from '#app/domain/money/money.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import type { Db } from '#app/platform/database.server.ts'
import { countedSchema, grantSchema, seatsSchema } from '#app/schemas/application-form.ts'
import { sendForm } from '../acts/send-form.server.ts'

const receipt = z.object({ ref: z.string() })

export const applicationDraft = (offerRef: string, organisationRef: string) => ({
  form: 'submit-application',
  subject: `${offerRef} ${organisationRef}`.slice(0, 100),
})

type About = {
  offer: Pick<Offer, 'ref' | 'amount' | 'here'>
  organisation: { id: string; ref: string }
  lang: string
  /** What the people named have agreed to, in the words of the page. */
  consentWords: string
}

/** An institution applies for an offer of the platform; what it asks for follows from what the offer gives. */
export function submitApplication(db: Db, form: FormData, { offer, organisation, lang, consentWords }: About) {
  const common = { offer: offer.ref, organisation: organisation.id, lang, consentWords: null, askedMinor: null }
  const act = { command: 'submit_application', receipt, draft: applicationDraft(offer.ref, organisation.ref) } as const
  switch (offer.here?.unitKind) {
    case 'seat':
      return sendForm(db, form, {
        ...act,
        schema: seatsSchema,
        input: ({ motivation, request, nominees }) => ({
          ...common,
          motivation,
          request,
          units: nominees,
          consentWords,
        }),
      })
    case 'grant':
      return sendForm(db, form, {
        ...act,
        schema: grantSchema,
        input: ({ motivation, request, asked }) => ({
          ...common,
          motivation,
          request,
          units: [{}],
          askedMinor: asked === null ? null : toMinor(asked, offer.amount?.currency ?? ''),
        }),
      })
    default:
      return sendForm(db, form, {
        ...act,
        schema: countedSchema,
        input: ({ motivation, request, count }) => ({
          ...common,
          motivation,
          request,
          units: Array.from({ length: count }, () => ({})),
        }),
      })
  }
}
