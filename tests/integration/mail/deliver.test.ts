import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { languages } from '#app/i18n/languages.ts'
import type { Db } from '#app/platform/database.server.ts'
import type { MailWorkerOptions } from '#app/platform/mail-worker.ts'
import { deliverMail } from '#app/services/mail/deliver-mail.server.ts'
import { startMailWorker } from '#app/services/mail/mail-worker.server.ts'
import { readOutbox } from '#app/services/mail/read-outbox.server.ts'
import { renderMail } from '#app/services/mail/render-mail.ts'
import { isPlainAddress, openSmtp } from '#app/services/mail/smtp.server.ts'
import { type Loaded, openEmpty } from '../data/open-loaded.ts'
import { startMailServer } from './mail-server.ts'

let loaded: Loaded
beforeAll(async () => {
  loaded = await openEmpty()
})
afterAll(() => loaded.close())
beforeEach(() => loaded.query('delete from private.outbox'))

const publicUrl = 'https://imarika.example.org'
const mailFrom = 'Imarika <post@imarika.example.org>'
const data = { token_hash: 'a1b2c3d4e5f60718293a4b5c6d7e8f90', code: '482913' }

async function queue(recipient = 'amina@example.org', { kind = 'recover', lang = 'en' } = {}): Promise<string> {
  const { data: id, error } = await loaded.service.rpc('queue_mail', {
    kind,
    recipient,
    lang,
    data: kind === 'recover' ? data : {},
  })
  if (error) throw error
  return id as unknown as string
}

function work(smtpUrl: string | null, options: Partial<MailWorkerOptions> = {}) {
  const lines: string[] = []
  const log = (line: string) => void lines.push(line)
  const worker = startMailWorker({
    db: loaded.service,
    smtpUrl,
    mailFrom,
    publicUrl,
    now: () => new Date(),
    log,
    pollMs: 100,
    ...options,
  })
  onTestFinished(() => worker.stop())
  return { ...worker, lines }
}

const rows = () => loaded.query('select * from private.outbox order by created_at, id')
const isDue = () => loaded.query("update private.outbox set due_at = now() - interval '1 second'")

test('a mail reaches its reader in both parts and in the reader’s language', async () => {
  const server = await startMailServer()
  await queue('amina+tag@example.org', { lang: 'ar' })
  work(`smtp://127.0.0.1:${server.port}`)
  await vi.waitFor(() => expect(server.mails).toHaveLength(1), 10_000)

  const [mail] = server.mails
  const wanted = renderMail({ kind: 'recover', lang: 'ar', data }, publicUrl)
  expect(mail?.to).toEqual(['amina+tag@example.org'])
  expect(mail?.from).toBe('post@imarika.example.org')
  expect(mail?.headers.get('from')).toBe(mailFrom)
  expect(mail?.headers.get('to')).toBe('amina+tag@example.org')
  expect(mail?.headers.get('subject')).toBe(wanted?.subject)
  expect(wanted?.subject).toMatch(/\p{Script=Arabic}/u)
  expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
  expect(mail?.headers.get('content-language')).toBe('ar')
  expect(mail?.text.trimEnd()).toBe(wanted?.text.trimEnd())
  expect(mail?.html.trimEnd()).toBe(wanted?.html.trimEnd())
})

test('what a mail carried is erased once it is sent; kind, language and time stay', async () => {
  const server = await startMailServer()
  await queue()
  work(`smtp://127.0.0.1:${server.port}`)
  await vi.waitFor(async () => expect((await rows())[0]?.sent_at).not.toBeNull(), 10_000)
  expect((await rows())[0]).toMatchObject({ kind: 'recover', lang: 'en', data: '{}', recipient: 'amina@example.org' })
  expect(JSON.stringify(await rows())).not.toContain(data.token_hash)
})

test('each kind in each language is taken by a server as it is', async () => {
  const server = await startMailServer()
  const kinds = [
    'account_exists',
    'email_changed',
    'password_changed',
    'second_factor_added',
    'second_factor_removed',
    'recovery_code_used',
    'recover',
  ]
  for (const kind of kinds) for (const { code: lang } of languages) await queue('a@example.org', { kind, lang })
  work(`smtp://127.0.0.1:${server.port}`)
  await vi.waitFor(() => expect(server.mails).toHaveLength(kinds.length * languages.length), 30_000)
})

test('user and password go over an encrypted line, and a wrong password leaves the mail waiting', async () => {
  const server = await startMailServer({ authOptional: false, disabledCommands: [] })
  await queue()
  const wrong = work(`smtp://imarika:wrong@127.0.0.1:${server.port}?tls.rejectUnauthorized=false`)
  await vi.waitFor(() => expect(wrong.lines.join()).toMatch(/waits.*EAUTH 535/), 10_000)
  await wrong.stop()
  await isDue()
  work(`smtp://imarika:p%40ss%20word@127.0.0.1:${server.port}?tls.rejectUnauthorized=false`)
  await vi.waitFor(() => expect(server.mails).toHaveLength(1), 10_000)
  expect(server.mails[0]?.isEncrypted).toBe(true)
  expect(server.logins).toEqual(['imarika:wrong', 'imarika:p@ss word'])
})

test('smtps speaks TLS from the start', async () => {
  const server = await startMailServer({ secure: true, authOptional: false })
  await queue()
  work(`smtps://imarika:p%40ss%20word@127.0.0.1:${server.port}?tls.rejectUnauthorized=false`)
  await vi.waitFor(() => expect(server.mails).toHaveLength(1), 10_000)
  expect(server.mails[0]?.isEncrypted).toBe(true)
})

test('a server that cannot prove its name gets neither password nor mail', async () => {
  const server = await startMailServer({ secure: true, authOptional: false })
  await queue()
  const { lines } = work(`smtps://imarika:p%40ss%20word@127.0.0.1:${server.port}`)
  await vi.waitFor(() => expect(lines.join()).toMatch(/waits/), 10_000)
  expect([server.logins, server.mails]).toEqual([[], []])
  expect((await rows())[0]?.sent_at).toBeNull()
})

test('a password is not said on an open line', async () => {
  const server = await startMailServer({ authOptional: false })
  await queue()
  const { lines } = work(`smtp://imarika:p%40ss%20word@127.0.0.1:${server.port}`)
  await vi.waitFor(() => expect(lines.join()).toMatch(/waits/), 10_000)
  expect([server.logins, server.mails]).toEqual([[], []])
})

test('while the server is away mails wait, said once; when it is back they go out, said once', async () => {
  const first = await startMailServer()
  const { port } = first
  await first.close()
  await queue()
  const { lines, stop } = work(`smtp://127.0.0.1:${port}`)
  await vi.waitFor(() => expect(lines).toHaveLength(1), 10_000)
  expect(lines[0]).toMatch(/^Mail: waits, .*(ESOCKET|ECONNECTION|ECONNREFUSED)/)
  expect(lines[0]).not.toContain('amina')
  await vi.waitFor(async () => {
    await isDue()
    expect(Number((await rows())[0]?.attempts)).toBeGreaterThanOrEqual(3)
  }, 10_000)
  const server = await startMailServer({}, port)
  await vi.waitFor(async () => {
    await isDue()
    expect(server.mails).toHaveLength(1)
  }, 10_000)
  await vi.waitFor(() => expect(lines).toEqual([lines[0], 'Mail: goes out again.']), 10_000)
  await stop()
})

test('a recipient that the server refuses for good is given up at once; one refused for now is tried again', async () => {
  const server = await startMailServer({
    onRcptTo({ address }, _session, done) {
      const refused = address.startsWith('nobody') ? 550 : address.startsWith('later') ? 451 : null
      done(refused === null ? null : Object.assign(new Error(`No ${address} here`), { responseCode: refused }))
    },
  })
  await queue('nobody@example.org')
  await queue('later@example.org')
  const { lines } = work(`smtp://127.0.0.1:${server.port}`)
  await vi.waitFor(async () => {
    const [nobody, later] = await rows()
    expect(nobody).toMatchObject({ sent_at: null, last_error: 'EENVELOPE 550', data: '{}' })
    expect(nobody?.failed_at).not.toBeNull()
    expect(later).toMatchObject({ failed_at: null, last_error: 'EENVELOPE 451', attempts: '1', claimed_until: null })
    expect(Date.parse(later?.due_at ?? '')).toBeGreaterThan(Date.now() + 20_000)
  }, 10_000)
  expect(lines.join()).not.toContain('example.org')
})

test('two workers send each of forty mails once', async () => {
  const server = await startMailServer()
  const recipients = Array.from({ length: 40 }, (_, index) => `reader${index}@example.org`)
  for (const recipient of recipients) await queue(recipient)
  work(`smtp://127.0.0.1:${server.port}`)
  work(`smtp://127.0.0.1:${server.port}`)
  await vi.waitFor(async () => expect((await rows()).filter(row => row.sent_at === null)).toEqual([]), 30_000)
  expect(server.mails.flatMap(({ to }) => to).sort()).toEqual([...recipients].sort())
})

test('a worker that dies between sending and saying so sends twice at most, and both copies are known as one', async () => {
  const server = await startMailServer()
  await queue()
  const dying = new Proxy(loaded.service, {
    get: (db, name) =>
      name === 'rpc'
        ? (call: string, args: object) => {
            if (call === 'settle_mail') throw new Error('died')
            return db.rpc(call as 'claim_mail', args as { n: number })
          }
        : Reflect.get(db, name),
  }) as Db
  const smtp = openSmtp({ smtpUrl: `smtp://127.0.0.1:${server.port}`, mailFrom })
  onTestFinished(() => smtp.close())
  const parts = { smtp, publicUrl, now: () => new Date() }
  await expect(deliverMail({ ...parts, db: dying }, () => false)).rejects.toThrow('died')
  // As long as its claim holds, nobody else takes it.
  expect(await deliverMail({ ...parts, db: loaded.service }, () => false)).toMatchObject({ claimed: 0 })
  await loaded.query("update private.outbox set claimed_until = now() - interval '1 second'")
  expect(await deliverMail({ ...parts, db: loaded.service }, () => false)).toMatchObject({ claimed: 1, sent: 1 })
  expect(await deliverMail({ ...parts, db: loaded.service }, () => false)).toMatchObject({ claimed: 0 })
  expect(server.mails).toHaveLength(2)
  expect(new Set(server.mails.map(({ headers }) => headers.get('message-id'))).size).toBe(1)
})

test('a worker that stops ends the mail it is sending and gives the others back untried', async () => {
  let isSending: () => void = () => {}
  const sending = new Promise<void>(resolve => {
    isSending = resolve
  })
  const server = await startMailServer({
    onRcptTo(_address, _session, done) {
      isSending()
      setTimeout(done, 300)
    },
  })
  for (let index = 0; index < 5; index += 1) await queue(`reader${index}@example.org`)
  const worker = work(`smtp://127.0.0.1:${server.port}`)
  await sending
  await worker.stop()
  const after = await rows()
  expect(server.mails).toHaveLength(1)
  expect(after.filter(row => row.sent_at !== null)).toHaveLength(1)
  expect(after.filter(row => row.attempts === '0' && row.claimed_until === null)).toHaveLength(4)
})

test('a request that queued something need not wait for the next turn', async () => {
  const server = await startMailServer()
  const worker = work(`smtp://127.0.0.1:${server.port}`, { pollMs: 600_000 })
  await new Promise(resolve => setTimeout(resolve, 300))
  await queue()
  for (let index = 0; index < 100; index += 1) worker.wake()
  await vi.waitFor(() => expect(server.mails).toHaveLength(1), 3_000)
})

test('a link that has expired is not sent', async () => {
  const server = await startMailServer()
  await queue('late@example.org')
  await queue('late@example.org', { kind: 'password_changed' })
  await loaded.query("update private.outbox set created_at = now() - interval '61 minutes'")
  work(`smtp://127.0.0.1:${server.port}`)
  await vi.waitFor(async () => expect((await rows()).every(row => row.sent_at ?? row.failed_at)).toBe(true), 10_000)
  expect(server.mails.map(({ headers }) => headers.get('subject'))).toEqual([
    'The password of your account at Imarika was changed',
  ])
  expect((await rows()).find(row => row.kind === 'recover')).toMatchObject({ last_error: 'expired', data: '{}' })
})

test('without a mail server a mail stays, and the outbox shows it as its reader would get it', async () => {
  await queue('a@example.org', { lang: 'fr', kind: 'password_changed' })
  await queue('b@example.org', { lang: 'ar' })
  await loaded.query("update private.outbox set created_at = created_at - interval '5 minutes' where lang = 'fr'")
  const worker = work(null)
  worker.wake()
  await new Promise(resolve => setTimeout(resolve, 400))
  const mails = await readOutbox(loaded.service, { publicUrl, now: () => new Date() })
  expect(mails.map(({ recipient, mail }) => [recipient, mail?.lang, mail?.dir])).toEqual([
    ['b@example.org', 'ar', 'rtl'],
    ['a@example.org', 'fr', 'ltr'],
  ])
  expect(JSON.stringify(mails[0]?.mail?.blocks)).toContain(data.token_hash)
  expect((await rows()).every(row => row.sent_at === null && row.failed_at === null)).toBe(true)
})

test('nothing but one plain address is a recipient', async () => {
  for (const address of ['a@example.org', 'a.b+c@sub.example.org', 'أمينة@example.org'])
    expect(isPlainAddress(address)).toBe(true)
  for (const address of [
    'a@example.org\r\nBcc: b@example.org',
    'a@example.org, b@example.org',
    'A <a@example.org>',
    '<a@example.org>',
    'a@example.org b@example.org',
    'a@b@c',
    'example.org',
    '"a b"@example.org',
    'a\u202e@example.org',
    `${'a'.repeat(65)}@example.org`,
    '',
  ])
    expect([address, isPlainAddress(address)]).toEqual([address, false])
  const { error } = await loaded.service.rpc('queue_mail', {
    kind: 'recover',
    recipient: 'a@example.org\r\nBcc: b@example.org',
    lang: 'en',
    data,
  })
  expect(error?.code).toBe('23514')
})
