import type { TextKey } from '#app/i18n/keys.ts'
import type { TextValues } from '#app/i18n/translator.ts'
import type { MailKind } from './mail-kind.ts'

/** A mail before it is written as text or HTML: what happened, what to do, until when, what if it was not you. */
export type MailContent = { subject: string; blocks: Block[] }

export type Block =
  | { kind: 'words'; text: string }
  /** Said at the end, smaller. */
  | { kind: 'note'; text: string }
  | { kind: 'link'; label: string; href: string }
  | { kind: 'code'; code: string }

export type MailTexts = (key: TextKey, values?: TextValues) => string

type Link = { label: TextKey; href: (place: Place) => string }
type Place = { publicUrl: string; lang: string; tokenHash: string }

const page = (label: TextKey, path: string): Link => ({
  label,
  href: ({ publicUrl, lang }) => `${publicUrl}/${lang}/${path}`,
})

const confirm = (label: TextKey, type: 'email' | 'recovery' | 'email_change'): Link => ({
  label,
  href: ({ publicUrl, lang, tokenHash }) =>
    `${publicUrl}/auth/confirm?token_hash=${tokenHash}&type=${type}&lang=${lang}`,
})

/** Where each mail leads: after "do", and after "was it not you". */
const links: Record<MailKind, { action?: Link; help?: Link; valid?: TextKey }> = {
  confirm_sign_up: { action: confirm('mail:confirm_sign_up.action', 'email'), valid: 'mail:valid-code' },
  sign_in_code: { action: confirm('mail:sign_in_code.action', 'email'), valid: 'mail:valid-code' },
  recover: { action: confirm('mail:recover.action', 'recovery'), valid: 'mail:valid-link' },
  confirm_new_email: { action: confirm('mail:confirm_new_email.action', 'email_change'), valid: 'mail:valid-link' },
  account_exists: { action: page('mail:account_exists.action', 'sign-in') },
  email_changed: { help: page('mail:email_changed.help', 'report-an-error') },
  password_changed: { help: page('mail:password_changed.help', 'recovery') },
  second_factor_added: { help: page('mail:second_factor_added.help', 'recovery') },
  second_factor_removed: { help: page('mail:second_factor_removed.help', 'recovery') },
  recovery_code_used: {
    action: page('mail:recovery_code_used.action', 'settings'),
    help: page('mail:recovery_code_used.help', 'recovery'),
  },
  invitation: { action: page('mail:invitation.action', 'invitations') },
}

/**
 * The content of a mail in the language of `t`. Every link starts with `publicUrl`. The values are put in as they are:
 * `renderMail` checks them first, the templates of a Supabase put its placeholders in their place.
 */
export function composeMail(
  mail: { kind: MailKind; tokenHash?: string; code?: string; organisation?: string },
  { t, lang, publicUrl }: { t: MailTexts; lang: string; publicUrl: string },
): MailContent {
  const { kind, code, organisation } = mail
  const { action, help, valid } = links[kind]
  const place = { publicUrl, lang, tokenHash: mail.tokenHash ?? '' }
  const blocks: Block[] = [
    words(t(`mail:${kind}.what`, organisation === undefined ? {} : { organisation: `\u2068${organisation}\u2069` })),
    words(t(`mail:${kind}.do`)),
  ]
  if (action) blocks.push(linkTo(action, t, place))
  // Only where a page asks for it.
  if (code !== undefined && valid === 'mail:valid-code') blocks.push(words(t('mail:code')), { kind: 'code', code })
  if (valid) blocks.push(words(t(valid)))
  blocks.push(words(t(`mail:${kind}.not-you`)))
  if (help) blocks.push(linkTo(help, t, place))
  blocks.push({ kind: 'note', text: t('mail:why', { host: publicUrl }) })
  return { subject: t(`mail:${kind}.subject`), blocks }
}

const words = (text: string): Block => ({ kind: 'words', text })

const linkTo = ({ label, href }: Link, t: MailTexts, place: Place): Block => ({
  kind: 'link',
  label: t(label),
  href: href(place),
})
