// Writes the mails that a Supabase sends by itself from the same texts as our own: npm run mail:templates [-- --check]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { composeMail, type MailTexts } from '#app/services/mail/compose-mail.ts'
import { mailHtml } from '#app/services/mail/mail-html.ts'
import type { MailKind } from '#app/services/mail/mail-kind.ts'

const configFile = 'supabase/config.toml'

/** Supabase's name of each mail that its account service sends, and ours. */
const templates = {
  confirmation: 'confirm_sign_up',
  magic_link: 'sign_in_code',
  recovery: 'recover',
  email_change: 'confirm_new_email',
} as const satisfies Record<string, MailKind>

/** What stands in for a value until Supabase puts it in (templates of the language Go). */
const values = { tokenHash: '{{ .TokenHash }}', code: '{{ .Token }}', publicUrl: '{{ .SiteURL }}' }

/** The source language last: it is what everybody else gets. */
const languages = ['fr', 'ar', 'en'] as const

/** `printf` makes a text of whatever a person's own data holds under `lang`, also of nothing at all. */
const chooser = '{{ $lang := printf "%v" .Data.lang }}'

/** All files with what should be in them. */
export function mailTemplates(): Map<string, string> {
  const files = new Map<string, string>()
  let config = readFileSync(configFile, 'utf8')
  for (const [name, kind] of Object.entries(templates)) {
    files.set(`supabase/templates/${name}.html`, `${chooser}${inEachLanguage(lang => htmlOf(kind, lang))}`)
    config = withSubject(config, name, `${chooser}${inEachLanguage(lang => contentOf(kind, lang).subject)}`)
  }
  return files.set(configFile, config)
}

function inEachLanguage(write: (lang: string) => string): string {
  const parts = languages.map((lang, index) => {
    if (index === languages.length - 1) return `{{ else }}${write(lang)}{{ end }}`
    return `{{ ${index === 0 ? 'if' : 'else if'} eq $lang "${lang}" }}${write(lang)}`
  })
  return parts.join('')
}

function contentOf(kind: MailKind, lang: string) {
  const texts = JSON.parse(readFileSync(`locales/${lang}/mail.json`, 'utf8')) as Record<string, string>
  const t: MailTexts = (key, put = {}) => {
    const text = texts[key.replace(/^mail:/, '')]
    if (text === undefined) throw new Error(`No text for ${key} in ${lang}`)
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(put[name]))
  }
  const { tokenHash, code, publicUrl } = values
  return composeMail({ kind, tokenHash, ...(kind !== 'confirm_new_email' && { code }) }, { t, lang, publicUrl })
}

function htmlOf(kind: MailKind, lang: string): string {
  const { dir } = JSON.parse(readFileSync(`locales/${lang}/_language.json`, 'utf8')) as { dir: 'ltr' | 'rtl' }
  return mailHtml(contentOf(kind, lang), { lang, dir })
}

/** Replaces the subject of one template, which stands in a section of its own. */
function withSubject(config: string, name: string, subject: string): string {
  const line = new RegExp(`(\\[auth\\.email\\.template\\.${name}\\]\\nsubject = )'[^'\\n]*'`)
  if (!line.test(config)) throw new Error(`${configFile} has no subject for ${name}.`)
  if (subject.includes("'")) throw new Error(`The subject of ${name} holds a straight apostrophe.`)
  return config.replace(line, (_, start: string) => `${start}'${subject}'`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const isCheck = process.argv.includes('--check')
  for (const [file, text] of mailTemplates()) {
    if (!isCheck) {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    } else if (readOrEmpty(file) !== text) {
      console.error(`${file} is stale: run npm run mail:templates and commit the result.`)
      process.exitCode = 1
    }
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
