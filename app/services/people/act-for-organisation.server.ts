import { z } from 'zod'
import type { Db } from '#app/platform/database.server.ts'
import { statementSchema } from '#app/schemas/people-forms.ts'
import { sendForm } from '../acts/send-form.server.ts'

const receipt = z.object({ ref: z.string(), state: z.enum(['waiting', 'claimed']) })

export const askDraft = (ref: string) => ({ form: 'ask-to-act', subject: ref })

type About = { ref: string; state: 'listed' | 'claimed' | 'verified'; lang: string }

/** Claims a listed organisation, or asks the owners of a claimed one: which of the two, its state says. */
export function askToAct(db: Db, form: FormData, { ref, state, lang }: About) {
  return sendForm(db, form, {
    command: state === 'listed' ? 'claim_organisation' : 'ask_membership',
    schema: statementSchema,
    input: value => ({ ...value, organisation: ref, lang }),
    receipt,
    draft: askDraft(ref),
  })
}
