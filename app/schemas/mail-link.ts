import { z } from 'zod'
import { choiceParam } from './read-query.ts'

/** What a link in a mail of ours carries. The hash is the account service's own, 56 hexadecimal digits or more. */
export const mailLinkSchema = z.object({
  token_hash: z
    .string()
    .nullish()
    .transform(text => (text && /^(pkce_)?[0-9a-f]{32,128}$/i.test(text) ? text : null)),
  type: choiceParam(['email', 'recovery', 'email_change']),
})

export type MailLinkKind = 'email' | 'recovery' | 'email_change'
