import { z } from 'zod'
import type { Db } from '#app/platform/database.server.ts'
import { decideMembershipSchema } from '#app/schemas/people-forms.ts'
import { sendForm } from '../acts/send-form.server.ts'

/** Owners decide who joins, coordinators who claims. */
export const decideMembership = (db: Db, form: FormData, lang: string) =>
  sendForm(db, form, {
    command: 'decide_membership',
    schema: decideMembershipSchema,
    input: value => ({ ...value, lang }),
    receipt: z.object({ ref: z.string() }),
  })
