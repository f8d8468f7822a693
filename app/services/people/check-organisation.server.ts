import { z } from 'zod'
import { listMembers } from '#app/data/memberships.server.ts'
import { findOrganisation } from '#app/data/organisations.server.ts'
import type { Db } from '#app/platform/database.server.ts'
import { checkOrganisationSchema } from '#app/schemas/people-forms.ts'
import { sendForm } from '../acts/send-form.server.ts'

/** A verifier of the platform finds an organisation to be what it says, or not. */
export const checkOrganisation = (db: Db, form: FormData, { ref, lang }: { ref: string; lang: string }) =>
  sendForm(db, form, {
    command: 'check_organisation',
    schema: checkOrganisationSchema,
    input: value => ({ ...value, ref, lang }),
    receipt: z.object({ ref: z.string() }),
  })

/** The organisation to look at, with its owners; null where there is none, or where nobody has claimed it. */
export async function findToCheck(db: Db, ref: string) {
  const organisation = await findOrganisation(db, ref)
  if (organisation === null || organisation.state === 'listed') return null
  const members = await listMembers(db, organisation.id)
  return { organisation, owners: members.filter(({ role }) => role === 'owner') }
}
