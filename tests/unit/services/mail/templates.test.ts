import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { renderMail } from '#app/services/mail/render-mail.ts'
import { mailTemplates } from '#scripts/mail-templates.ts'

const publicUrl = 'https://imarika.example.org'
const tokenHash = 'a1b2c3d4e5f60718293a4b5c6d7e8f901122334455667788990011aa'
const code = '482913'

const kinds = {
  confirmation: 'confirm_sign_up',
  magic_link: 'sign_in_code',
  recovery: 'recover',
  email_change: 'confirm_new_email',
} as const

const fileOf = (name: string) => readFileSync(`supabase/templates/${name}.html`, 'utf8')
const config = () => readFileSync('supabase/config.toml', 'utf8')
const subjectOf = (name: string) =>
  new RegExp(`\\[auth\\.email\\.template\\.${name}\\]\\nsubject = '([^']*)'`).exec(config())?.[1] ?? ''

/** The few words of Go's templates that ours use; anything else in them is an error, as it is in Go. */
function runTemplate(template: string, lang: string | undefined): string {
  const values: Record<string, string> = { '.SiteURL': publicUrl, '.TokenHash': tokenHash, '.Token': code }
  const shown = lang ?? '<nil>'
  const state = { isOpen: false, isTaken: false, isWriting: true }
  let out = ''
  for (const [index, part] of template.split(/\{\{\s*(.*?)\s*\}\}/s).entries()) {
    const condition = /^(?:else )?if eq \$lang "(\w+)"$/.exec(part)?.[1]
    if (index % 2 === 0) {
      if (state.isWriting) out += part
    } else if (part === '$lang := printf "%v" .Data.lang') continue
    else if (condition !== undefined && part.startsWith('if') !== state.isOpen) {
      state.isOpen = true
      state.isWriting = !state.isTaken && condition === shown
      state.isTaken ||= state.isWriting
    } else if (part === 'else' && state.isOpen) state.isWriting = !state.isTaken
    else if (part === 'end' && state.isOpen) Object.assign(state, { isOpen: false, isTaken: false, isWriting: true })
    else if (values[part] !== undefined) {
      if (state.isWriting) out += values[part]
    } else throw new Error(`Not a word of these templates: ${part}`)
  }
  if (state.isOpen) throw new Error('An if has no end.')
  return out
}

test('the templates and subjects are what the texts make them; npm run mail:templates writes them anew', () => {
  for (const [file, text] of mailTemplates()) expect(readFileSync(file, 'utf8') === text, `${file} is stale`).toBe(true)
})

test('a Supabase sends the very mails that we send, in the language of the person', () => {
  for (const [name, kind] of Object.entries(kinds))
    for (const lang of ['en', 'fr', 'ar', 'pt', undefined]) {
      const data = { token_hash: tokenHash, ...(kind !== 'confirm_new_email' && { code }) }
      const ours = renderMail({ kind, lang: lang ?? 'en', data }, publicUrl)
      expect(runTemplate(fileOf(name), lang)).toBe(ours?.html)
      expect(runTemplate(subjectOf(name), lang)).toBe(ours?.subject)
    }
})

test('a template that speaks another language than it was asked for, or names another value, is noticed', () => {
  expect(() => runTemplate('{{ .ConfirmationURL }}', 'en')).toThrow('Not a word')
  expect(() => runTemplate('{{ if eq $lang "fr" }}oui', 'fr')).toThrow('no end')
  expect(runTemplate('{{ if eq $lang "fr" }}a{{ else if eq $lang "ar" }}b{{ else }}c{{ end }}', 'ar')).toBe('b')
})

test('the settings of a Supabase are those that the app counts on', () => {
  const text = config()
  for (const line of [
    'minimum_password_length = 15',
    'enable_confirmations = true',
    'otp_expiry = 3600',
    'otp_length = 6',
    'timebox = "12h"',
    'inactivity_timeout = "1h30m"',
    'jwt_expiry = 3600',
    'enable_refresh_token_rotation = true',
    'enable_anonymous_sign_ins = false',
    'double_confirm_changes = false',
    'schemas = ["public"]',
  ])
    expect(text.split('\n')).toContain(line)
  expect(text.match(/\[auth\.mfa\.totp\]\nenroll_enabled = true\nverify_enabled = true/)).not.toBeNull()
  expect(text.match(/\[auth\]\nenabled = true(?:\n.*)*?\nenable_signup = true/)).not.toBeNull()
})
