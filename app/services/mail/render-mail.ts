import { languageKit } from '#app/i18n/language-kit.ts'
import { defaultLanguage, findLanguage, type Language } from '#app/i18n/languages.ts'
import { composeMail, type MailContent } from './compose-mail.ts'
import { composeTold, digestData, notificationData } from './compose-told.ts'
import { mailHtml } from './mail-html.ts'
import { type MailKind, mailData } from './mail-kind.ts'
import { mailText } from './mail-text.ts'

/** What a row of the outbox says about one mail. */
export type MailRow = { kind: string; lang: string; data: unknown }

export type RenderedMail = {
  subject: string
  text: string
  html: string
  content: MailContent
  /** The language it is written in: the recipient's where the site speaks it, else English, and marked so. */
  language: Language
}

/**
 * Writes a mail, or null where the row is none that a reader could use: a kind that does not exist, or a token or
 * code of a shape that the account service never makes.
 */
export function renderMail(row: MailRow, publicUrl: string): RenderedMail | null {
  const language = findLanguage(row.lang) ?? findLanguage(row.lang.split('-')[0]) ?? defaultLanguage
  const content = contentOf(row, language, publicUrl)
  if (content === null) return null
  const html = mailHtml(content, { lang: language.code, dir: language.dir })
  return { subject: content.subject, text: mailText(content), html, content, language }
}

function contentOf(row: MailRow, language: Language, publicUrl: string): MailContent | null {
  if (row.kind === 'notification' || row.kind === 'digest') {
    const read = (row.kind === 'digest' ? digestData : notificationData).safeParse(row.data)
    if (!read.success) return null
    const items = 'items' in read.data ? read.data.items : [read.data]
    return composeTold(items, languageKit(language), publicUrl)
  }
  if (!Object.hasOwn(mailData, row.kind)) return null
  const kind = row.kind as MailKind
  const data = mailData[kind].safeParse(row.data)
  if (!data.success) return null
  const { token_hash, code, organisation }: { token_hash?: string; code?: string; organisation?: string } = data.data
  return composeMail(
    {
      kind,
      ...(token_hash && { tokenHash: token_hash }),
      ...(code && { code }),
      ...(organisation && { organisation }),
    },
    { t: languageKit(language).t, lang: language.code, publicUrl },
  )
}
