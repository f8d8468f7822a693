import { z } from 'zod'
import { playsInDemonstration } from '#app/data/demonstration.server.ts'
import type { Db } from '#app/platform/database.server.ts'
import { organisationSchema } from '#app/schemas/organisation-form.ts'
import { type ActOutcome, sendForm } from '../acts/send-form.server.ts'

const receipt = z.object({ ref: z.string() })

export const registerDraft = { form: 'register-organisation', subject: '' }

/** A person founds an organisation and becomes its first owner. */
export function registerOrganisation(db: Db, form: FormData): Promise<ActOutcome<z.output<typeof receipt>>> {
  return sendForm(db, form, {
    command: 'register_organisation',
    schema: organisationSchema,
    input: value => value,
    receipt,
    draft: registerDraft,
  })
}

export { playsInDemonstration }
