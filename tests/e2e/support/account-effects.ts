import { randomUUID } from 'node:crypto'
import { TOTP } from 'otpauth'
import { password } from '../../pages.ts'
import { addFactor, makeAccount, signIn, signInByMail } from './accounts.ts'
import { FormClient, mailLinks } from './form-client.ts'

/** A change ready to be sent: who sends it, what, and how one sees whether it was done. */
export type Effect = {
  client: FormClient
  path: string
  fields: Record<string, string>
  isDone(): Promise<boolean>
}

const other = 'another river copper lends hats'

const newMail = () => `person-${randomUUID()}@example.org`

const countMails = async (origin: string, mail: string) =>
  (await new FormClient(origin).get('/en/outbox')).html.split(mail).length - 1

async function account(origin: string) {
  const mail = newMail()
  return { mail, client: await makeAccount(origin, mail) }
}

/** The hidden act key and version of the form at a path. */
const hidden = async (client: FormClient, path: string) => {
  const { html } = await client.get(path)
  return Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(act_key|version)" value="([^"]+)"/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  ) as Record<string, string>
}

const isSignedIn = async (client: FormClient) => {
  await client.get('/en/settings')
  return client.address.endsWith('/en/settings')
}

async function mailEffect(origin: string, path: string): Promise<Effect> {
  const { mail } = await account(origin)
  const before = await countMails(origin, mail)
  const isDone = async () => (await countMails(origin, mail)) > before
  return { client: new FormClient(origin), path, fields: { mail }, isDone }
}

/** Every action of the account pages, and how one sees whether it had its effect. */
export const accountEffects: Record<string, (origin: string) => Promise<Effect>> = {
  'routes/$lang.sign-up': async origin => {
    const mail = newMail()
    const isDone = async () => (await countMails(origin, mail)) > 0
    return { client: new FormClient(origin), path: '/en/sign-up', fields: { name: 'A', mail }, isDone }
  },
  'routes/$lang.confirm': async origin => {
    const { mail } = await account(origin)
    await (await new FormClient(origin).get('/en/recovery')).send({ mail })
    const [link = ''] = await mailLinks(new FormClient(origin), mail, 'recovery')
    const client = await new FormClient(origin).get(link)
    const isDone = async () => {
      await client.get('/en/new-password')
      return client.address.endsWith('/en/new-password')
    }
    return { client, path: client.address.slice(origin.length), fields: {}, isDone }
  },
  'routes/$lang.sign-in': async origin => {
    const { mail } = await account(origin)
    const client = new FormClient(origin)
    return { client, path: '/en/sign-in', fields: { mail, given: password }, isDone: () => isSignedIn(client) }
  },
  'routes/$lang.sign-in-by-mail': origin => mailEffect(origin, '/en/sign-in-by-mail'),
  'routes/$lang.recovery': origin => mailEffect(origin, '/en/recovery'),
  'routes/$lang.second-factor': async origin => {
    const { mail, client } = await account(origin)
    const totp = await addFactor(client)
    const half = await signIn(origin, mail)
    // A code is taken once: the one of the half minute to come.
    const code = totp.generate({ timestamp: Date.now() + 30_000 })
    return { client: half, path: '/en/second-factor', fields: { code }, isDone: () => isSignedIn(half) }
  },
  'routes/$lang.new-password': async origin => {
    const { mail } = await account(origin)
    const client = await signInByMail(origin, mail)
    const isDone = async () => isSignedIn(await signIn(origin, mail, other))
    return { client, path: '/en/new-password', fields: { password: other }, isDone }
  },
  'routes/$lang.settings': async origin => {
    const { client } = await account(origin)
    const fields = { ...(await hidden(client, '/en/settings')), name: 'Somebody Else', lang: 'en' }
    const isDone = async () => (await client.get('/en/settings')).html.includes('Somebody Else')
    return { client, path: '/en/settings', fields, isDone }
  },
  'routes/$lang.settings_.mail': async origin => {
    const { client } = await account(origin)
    const mail = newMail()
    const isDone = async () => (await countMails(origin, mail)) > 0
    return { client, path: '/en/settings/mail', fields: { mail, given: password }, isDone }
  },
  'routes/$lang.settings_.password': async origin => {
    const { mail, client } = await account(origin)
    const isDone = async () => isSignedIn(await signIn(origin, mail, other))
    return { client, path: '/en/settings/password', fields: { given: password, password: other }, isDone }
  },
  'routes/$lang.settings_.second-factor': async origin => {
    const { client } = await account(origin)
    await (await client.get('/en/settings/second-factor')).send({ given: password })
    const [, factor = ''] = /name="factor" value="([^"]+)"/.exec(client.html) ?? []
    const [, secret = ''] = /name="secret" value="([^"]+)"/.exec(client.html) ?? []
    const fields = { intent: 'on', factor, secret, code: new TOTP({ secret }).generate() }
    const isDone = async () => (await client.get('/en/settings')).html.includes('/en/settings/recovery-codes')
    return { client, path: '/en/settings/second-factor', fields, isDone }
  },
  'routes/$lang.settings_.recovery-codes': async origin => {
    const { client } = await account(origin)
    await addFactor(client)
    const path = '/en/settings/recovery-codes'
    const isDone = async () => (await client.get('/en/settings')).html.includes('10 recovery codes')
    return { client, path, fields: await hidden(client, path), isDone }
  },
  'routes/$lang.settings_.sessions': async origin => {
    const { mail, client } = await account(origin)
    const elsewhere = await signIn(origin, mail)
    const fields = { ...(await hidden(client, '/en/settings/sessions')), which: 'others' }
    const isDone = async () => !(await isSignedIn(elsewhere))
    return { client, path: '/en/settings/sessions', fields, isDone }
  },
  'routes/$lang.sign-out': async origin => {
    const { client } = await account(origin)
    return { client, path: '/en/sign-out', fields: {}, isDone: async () => !(await isSignedIn(client)) }
  },
}
