import { z } from 'zod'
import { choiceParam } from './read-query.ts'

/** Where to go on after signing in, read by `ownPath`; and why somebody was asked to. */
export const signInQuerySchema = z.object({
  next: z
    .string()
    .nullish()
    .transform(text => text ?? null),
  why: choiceParam(['idle', 'too_old', 'ended', 'new_password', 'signed_out']),
})

export const codeStepSchema = signInQuerySchema.extend({ step: choiceParam(['enter']) })

export const secondFactorQuerySchema = signInQuerySchema.extend({ by: choiceParam(['recovery']) })

/** What was done just before a page of the settings is shown. */
export const doneQuerySchema = z.object({
  done: choiceParam(['email', 'email_change', 'saved', 'off', 'on', 'ended']),
})
