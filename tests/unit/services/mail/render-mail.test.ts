import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { languages } from '#app/i18n/languages.ts'
import { type MailKind, mailData, mailKinds } from '#app/services/mail/mail-kind.ts'
import { type RenderedMail, renderMail } from '#app/services/mail/render-mail.ts'

const publicUrl = 'https://imarika.example.org'
const tokenHash = 'a1b2c3d4e5f60718293a4b5c6d7e8f901122334455667788990011aa'
const code = '482913'

const withToken = new Set<MailKind>(['confirm_sign_up', 'sign_in_code', 'recover', 'confirm_new_email'])
const withCode = new Set<MailKind>(['confirm_sign_up', 'sign_in_code'])
/** No page asks for the code of a recovery, so that its mail leaves it out. */
const carriesCode = new Set<MailKind>([...withCode, 'recover'])

const dataOf = (kind: MailKind) => ({
  ...(withToken.has(kind) && { token_hash: tokenHash }),
  ...(carriesCode.has(kind) && { code }),
  ...(kind === 'invitation' && { organisation: 'Université de Diégo' }),
})

function mailOf(kind: MailKind, lang = 'en'): RenderedMail {
  const mail = renderMail({ kind, lang, data: dataOf(kind) }, publicUrl)
  if (mail === null) throw new Error(`${kind} was not written`)
  return mail
}

const everyMail = languages.flatMap(({ code: lang }) =>
  mailKinds.map(kind => ({ lang, kind, mail: mailOf(kind, lang) })),
)

const hrefsOf = (html: string) =>
  [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))

test('there are eleven kinds in each language, and each says something of its own', () => {
  expect(everyMail).toHaveLength(11 * languages.length)
  expect(languages.map(({ code: lang }) => lang)).toEqual(expect.arrayContaining(['en', 'fr', 'ar']))
  expect(new Set(everyMail.map(({ mail }) => mail.subject)).size).toBe(everyMail.length)
  expect(new Set(everyMail.map(({ mail }) => mail.text)).size).toBe(everyMail.length)
})

test('the HTML carries its language and direction, at the document and at what a mail program keeps of it', () => {
  for (const { lang, mail } of everyMail) {
    const dir = lang === 'ar' ? 'rtl' : 'ltr'
    expect(mail.html).toContain(`<html lang="${lang}" dir="${dir}">`)
    expect(mail.html).toContain(`<div lang="${lang}" dir="${dir}"`)
  }
})

test('nothing is fetched from anywhere, nothing runs, and every link leads to the site itself', () => {
  for (const { kind, mail } of everyMail) {
    expect(mail.html).not.toMatch(
      /<(?:img|script|link|style|iframe|form|object|video|audio|base)\b|url\(|@import|\bsrc=|\bon\w+=/i,
    )
    for (const href of hrefsOf(mail.html)) expect(new URL(href).origin, kind).toBe(publicUrl)
    for (const [address] of mail.text.matchAll(/https?:\S+/g)) expect(new URL(address).origin, kind).toBe(publicUrl)
  }
})

test('the link of a token is the one that the page behind it understands, in both parts', () => {
  const types = {
    confirm_sign_up: 'email',
    sign_in_code: 'email',
    recover: 'recovery',
    confirm_new_email: 'email_change',
  }
  for (const { lang, kind, mail } of everyMail) {
    const type = types[kind as keyof typeof types]
    const wanted = `${publicUrl}/auth/confirm?token_hash=${tokenHash}&type=${type}&lang=${lang}`
    expect(hrefsOf(mail.html).includes(wanted)).toBe(withToken.has(kind))
    expect(mail.text.split('\n').includes(wanted)).toBe(withToken.has(kind))
  }
})

test('code and address are set apart, so that a text from right to left does not turn them around', () => {
  for (const { kind, mail } of everyMail) {
    expect(mail.text.split('\n').includes(code)).toBe(withCode.has(kind))
    expect(/<bdi dir="ltr" style="unicode-bidi:isolate[^"]*">482913<\/bdi>/.test(mail.html)).toBe(withCode.has(kind))
    const isolated = [...mail.html.matchAll(/<bdi dir="ltr"[^>]*>([^<]*)<\/bdi>/g)].map(([, text = '']) => text)
    for (const href of hrefsOf(mail.html)) expect(isolated).toContain(href.replaceAll('&', '&amp;'))
  }
})

test('a mail says what happened, what to do, until when, and what if it was not you', () => {
  for (const { kind, mail } of everyMail) {
    const words = mail.content.blocks.filter(block => block.kind === 'words')
    expect(words.length, kind).toBe(3 + (withCode.has(kind) ? 1 : 0) + (withToken.has(kind) ? 1 : 0))
    expect(mail.text).not.toMatch(/\{\{|undefined|null/)
    expect(mail.html).not.toMatch(/\{\{|undefined|null/)
  }
})

test('a subject is one short line', () => {
  for (const { mail } of everyMail) {
    expect(mail.subject).not.toMatch(/\p{Cc}/u)
    expect(mail.subject.length).toBeLessThan(78)
  }
})

test('another language gets English, marked as English; a variant of ours gets ours', () => {
  for (const lang of ['pt', 'zh-Hant', 'xx', '', '../../etc']) {
    const mail = mailOf('recover', lang)
    expect(mail.html).toContain('<html lang="en" dir="ltr">')
    expect(mail.language.code).toBe('en')
    expect(mail.text).toContain('&lang=en')
    expect(mail.text).toBe(mailOf('recover', 'en').text)
  }
  expect(mailOf('recover', 'ar-MA').html).toContain('<html lang="ar" dir="rtl">')
})

test('a kind that does not exist is not written, also where its name is one of every object', () => {
  for (const kind of ['', 'welcome', 'constructor', '__proto__', 'toString', 'hasOwnProperty'])
    expect(renderMail({ kind, lang: 'en', data: {} }, publicUrl)).toBeNull()
})

test('a token or code of another shape is not written: no markup, no line of a header, no other address gets in', () => {
  const hostile = [
    '"><script>alert(1)</script>',
    'aaaaaaaaaaaaaaaa\r\nBcc: everybody@example.org',
    'aaaaaaaaaaaaaaaa&type=recovery',
    'aaaaaaaaaaaaaaaa#x',
    '\u202eaaaaaaaaaaaaaaaaaaa',
    '',
    'short',
  ]
  for (const value of hostile) {
    expect(renderMail({ kind: 'recover', lang: 'en', data: { token_hash: value, code } }, publicUrl)).toBeNull()
    expect(
      renderMail({ kind: 'recover', lang: 'en', data: { token_hash: tokenHash, code: value } }, publicUrl),
    ).toBeNull()
  }
  expect(renderMail({ kind: 'recover', lang: 'en', data: null }, publicUrl)).toBeNull()
})

test('whatever a row carries besides, and whatever its language is called, never reaches the mail', () => {
  fc.assert(
    fc.property(fc.constantFrom(...mailKinds), fc.string({ minLength: 3 }), fc.string(), (kind, extra, lang) => {
      fc.pre(!languages.some(({ code: known }) => lang.split('-')[0] === known))
      const mail = renderMail({ kind, lang, data: { ...dataOf(kind), name: extra, html: extra } }, publicUrl)
      expect(mail?.text).toBe(mailOf(kind).text)
      expect(mail?.html).toBe(mailOf(kind).html)
    }),
  )
})

test('a name that somebody chose is shown apart and never reads as an address', () => {
  const written = (organisation: string) =>
    renderMail({ kind: 'invitation', lang: 'en', data: { organisation } }, publicUrl)
  expect(written('Université de Diégo')?.text).toContain('\u2068Université de Diégo\u2069')
  const hostile = written('Win\u202e at https://evil.example/now or mail x@evil.example <b>')
  expect(hostile?.text).toContain('\u2068Win at https: / / evil. example/ now or mail x@ evil. example <b>\u2069')
  expect(hostile?.html).toContain('&lt;b&gt;')
  expect(renderMail({ kind: 'invitation', lang: 'en', data: {} }, publicUrl)).toBeNull()
})

test('each kind has a shape for its data', () => {
  for (const kind of mailKinds) expect(mailData[kind].safeParse(dataOf(kind)).success).toBe(true)
})

test('every page that a mail leads to exists', () => {
  const paths = new Set(
    everyMail.flatMap(({ lang, mail }) =>
      hrefsOf(mail.html).map(href => new URL(href).pathname.replace(`/${lang}/`, '/$lang.').slice(1)),
    ),
  )
  expect(paths).toEqual(
    new Set([
      'auth/confirm',
      '$lang.sign-in',
      '$lang.recovery',
      '$lang.settings',
      '$lang.report-an-error',
      '$lang.invitations',
    ]),
  )
  const routes = readdirSync('app/routes')
  for (const path of paths) {
    const name = path.replace('/', '.')
    expect(routes.includes(name) || routes.includes(`${name}._index`), path).toBe(true)
  }
})
