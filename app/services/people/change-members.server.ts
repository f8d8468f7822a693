import { z } from 'zod'
import type { Db } from '#app/platform/database.server.ts'
import { changeMemberSchema, idSchema, inviteSchema } from '#app/schemas/people-forms.ts'
import { sendForm } from '../acts/send-form.server.ts'

const receipt = z.object({ ref: z.string() })

/** An owner invites somebody by mail, in the language of the page. */
export const inviteMember = (
  db: Db,
  form: FormData,
  { organisationId, lang }: { organisationId: string; lang: string },
) =>
  sendForm(db, form, {
    command: 'invite_member',
    schema: inviteSchema,
    input: value => ({ ...value, organisation: organisationId, lang }),
    receipt,
  })

/** An owner changes a role or ends a membership; anybody ends their own. Before one ends it is asked about once more. */
export function changeMember(db: Db, form: FormData, organisationId: string) {
  if (form.get('role') === 'none' && form.get('asked') !== 'yes') form.set('intent', 'check')
  return sendForm(db, form, {
    command: 'change_member',
    schema: changeMemberSchema,
    input: value => ({ ...value, organisation: organisationId }),
    receipt,
  })
}

export const withdrawInvitation = (db: Db, form: FormData) =>
  sendForm(db, form, { command: 'withdraw_invitation', schema: idSchema, input: value => value, receipt })

export const acceptInvitation = (db: Db, form: FormData) =>
  sendForm(db, form, { command: 'accept_invitation', schema: idSchema, input: value => value, receipt })

export const withdrawMembership = (db: Db, form: FormData) =>
  sendForm(db, form, { command: 'withdraw_membership', schema: idSchema, input: value => value, receipt })
