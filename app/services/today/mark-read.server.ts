import { z } from 'zod'
import type { Db } from '#app/platform/database.server.ts'
import { sendForm } from '../acts/send-form.server.ts'

const receipt = z.object({ read: z.number() })

/** Everything that the reader was told so far is read. */
export const markAllRead = (db: Db, form: FormData) =>
  sendForm(db, form, { command: 'read_notifications', schema: z.object({}), input: () => ({}), receipt })

/** When a person wants a copy by mail of what they are told. */
export const changeMailCopy = (db: Db, form: FormData) =>
  sendForm(db, form, {
    command: 'change_mail_copy',
    schema: z.object({ mailCopy: z.enum(['at_once', 'daily', 'never']) }),
    input: value => value,
    receipt: z.object({ version: z.number() }),
  })

/** A coordinator draws a verifier for a delivery that waits for one. */
export const drawVerifier = (db: Db, form: FormData) =>
  sendForm(db, form, {
    command: 'draw_verifier',
    schema: z.object({ ref: z.string().max(20) }),
    input: value => value,
    receipt: z.object({ ref: z.string() }),
  })
