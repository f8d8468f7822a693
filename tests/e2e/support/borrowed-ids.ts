import { randomUUID } from 'node:crypto'
import { TOTP } from 'otpauth'
import { password } from '../../pages.ts'
import { addFactor, makeAccount, signIn } from './accounts.ts'
import { FormClient } from './form-client.ts'

/** A request with an id of one person in it, and whether what the id stands for is still as it was. */
export type Borrowed = {
  /** Sent by each of these, who are not that person or have not shown that they are. */
  by: Record<string, FormClient>
  ask(client: FormClient, id: string): Promise<FormClient>
  id: string
  isUntouched(): Promise<boolean>
  /** What the person themselves does with it: it must still work, so that the id was a real one. */
  works(): Promise<boolean>
}

/**
 * Why a route needs no such request: what it shows is public, its code is the key to it, no id goes into it, no page
 * makes yet what it shows, so that its answers are tried in tests/integration/files, everybody of the demonstration tries
 * it in tests/e2e/other-people.spec.ts, or the page itself is public and everything behind it is tried
 * with ids of others without the page: each table in tests/database/other-tenant.test.ts, each command in
 * tests/integration/chain.
 */
export type Exempt =
  | 'public'
  | 'whoever holds the code'
  | 'no id'
  | 'no page makes it yet'
  | 'by everybody of the demonstration'
  | 'tried behind the page'

const newMail = () => `person-${randomUUID()}@example.org`

async function others(origin: string, mail: string): Promise<Record<string, FormClient>> {
  return {
    'somebody else': await makeAccount(origin, newMail()),
    nobody: new FormClient(origin),
    half: await signIn(origin, mail),
  }
}

const isSignedIn = async (client: FormClient) => (await client.get('/en/settings')).address.endsWith('/en/settings')

/** Every route with an id in its address, and every route that takes a form. */
export const borrowedIds: Record<string, Exempt | ((origin: string) => Promise<Borrowed>)> = {
  'routes/$lang.commitments.$ref': 'public',
  'routes/$lang.commitments.$ref.json': 'public',
  'routes/$lang.offers.$ref': 'public',
  'routes/$lang.offers.$ref.json': 'public',
  'routes/$lang.organisations.$ref': 'public',
  'routes/$lang.organisations.$ref.json': 'public',
  'routes/$lang.countries.$iso2': 'public',
  'routes/$lang.countries.$iso2.json': 'public',
  'routes/$lang.points.$number': 'public',
  'routes/$lang.points.$number.json': 'public',
  'routes/$lang.report-an-error': 'public',
  'routes/$lang.report-an-error_.$code': 'whoever holds the code',
  'routes/$lang.confirm': 'whoever holds the code',
  'routes/$lang.deliveries.$ref._index': 'public',
  'routes/$lang.deliveries.$ref.json': 'public',
  'routes/$lang.needs.$ref.json': 'public',
  'routes/$lang.continue.$key': 'whoever holds the code',
  'routes/$lang.register-organisation': 'no id',
  'routes/$lang.my._index': 'tried behind the page',
  'routes/$lang.notifications': 'no id',
  'routes/$lang.applications.$code': 'by everybody of the demonstration',
  'routes/$lang.awards.$ref': 'by everybody of the demonstration',
  'routes/$lang.claims': 'tried behind the page',
  'routes/$lang.commitments.$ref_.revise': 'by everybody of the demonstration',
  'routes/$lang.deliveries.$ref.confirm': 'by everybody of the demonstration',
  'routes/$lang.deliveries.$ref.correct': 'by everybody of the demonstration',
  'routes/$lang.deliveries.$ref.dispute': 'by everybody of the demonstration',
  'routes/$lang.deliveries.$ref.verify': 'tried behind the page',
  'routes/$lang.my.$ref._index': 'by everybody of the demonstration',
  'routes/$lang.my.$ref.applications': 'by everybody of the demonstration',
  'routes/$lang.my.$ref.awards': 'by everybody of the demonstration',
  'routes/$lang.my.$ref.commitments._index': 'by everybody of the demonstration',
  'routes/$lang.my.$ref.commitments.new': 'by everybody of the demonstration',
  'routes/$lang.my.$ref.deliveries._index': 'by everybody of the demonstration',
  'routes/$lang.my.$ref.deliveries.new': 'by everybody of the demonstration',
  'routes/$lang.my.$ref.interests': 'by everybody of the demonstration',
  'routes/$lang.my.$ref.members': 'by everybody of the demonstration',
  'routes/$lang.my.$ref.needs._index': 'by everybody of the demonstration',
  'routes/$lang.my.$ref.needs.new': 'by everybody of the demonstration',
  'routes/$lang.my.$ref.offers._index': 'by everybody of the demonstration',
  'routes/$lang.my.$ref.offers.new': 'by everybody of the demonstration',
  'routes/$lang.needs.$ref': 'tried behind the page',
  'routes/$lang.needs.$ref_.change': 'by everybody of the demonstration',
  'routes/$lang.needs.$ref_.withdraw': 'by everybody of the demonstration',
  'routes/$lang.offers.$ref_.applications': 'by everybody of the demonstration',
  'routes/$lang.offers.$ref_.apply': 'tried behind the page',
  'routes/$lang.offers.$ref_.interest': 'tried behind the page',
  'routes/$lang.offers.$ref_.end': 'by everybody of the demonstration',
  'routes/$lang.organisations.$ref_.check': 'by everybody of the demonstration',
  'routes/$lang.organisations.$ref_.claim': 'tried behind the page',
  'routes/$lang.organisations.$ref_.join': 'tried behind the page',
  'routes/$lang.overview': 'by everybody of the demonstration',

  'routes/$lang.sign-up': 'no id',
  'routes/$lang.sign-in': 'no id',
  'routes/$lang.sign-in-by-mail': 'no id',
  'routes/$lang.sign-out': 'no id',
  'routes/$lang.recovery': 'no id',
  'routes/$lang.new-password': 'no id',
  'routes/$lang.second-factor': 'no id',
  'routes/$lang.settings': 'no id',
  'routes/$lang.settings_.mail': 'no id',
  'routes/$lang.settings_.password': 'no id',
  'routes/$lang.settings_.recovery-codes': 'no id',
  'routes/files.$id': 'no page makes it yet',

  'routes/$lang.settings_.sessions': async origin => {
    const mail = newMail()
    const person = await makeAccount(origin, mail)
    await addFactor(person)
    const elsewhere = await signIn(origin, mail)
    const by = { ...(await others(origin, mail)), half: elsewhere }
    const path = '/en/settings/sessions'
    const sessions = async () =>
      [...(await person.get(path)).html.matchAll(/name="which" value="([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '')
    const [id = ''] = await sessions()
    const end = (client: FormClient, which: string) => client.post(path, { act_key: randomUUID(), which })
    const works = async () => {
      await end(person, id)
      return !(await sessions()).includes(id)
    }
    return { by, id, ask: end, isUntouched: async () => (await sessions()).includes(id), works }
  },

  'routes/$lang.settings_.second-factor': async origin => {
    const mail = newMail()
    const person = await makeAccount(origin, mail)
    const { half: _, ...by } = await others(origin, mail)
    const path = '/en/settings/second-factor'
    await (await person.get(path)).send({ given: password })
    const [, id = ''] = /name="factor" value="([^"]+)"/.exec(person.html) ?? []
    const [, secret = ''] = /name="secret" value="([^"]+)"/.exec(person.html) ?? []
    const turnOn = (client: FormClient, factor: string) =>
      client.post(path, { intent: 'on', factor, secret, code: new TOTP({ secret }).generate() })
    const hasFactor = async () => (await person.get('/en/settings')).html.includes('/en/settings/recovery-codes')
    const works = async () => {
      await turnOn(person, id)
      return hasFactor()
    }
    return { by, id, ask: turnOn, isUntouched: async () => (await isSignedIn(person)) && !(await hasFactor()), works }
  },
}

/** The answer without what is new each time and without the id that was asked for. */
export function plainAnswer({ status, headers, html }: FormClient, id: string): string {
  const body = html
    .replaceAll(id, '<id>')
    .replace(/nonce="[^"]*"/g, 'nonce')
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<new>')
    .replace(/value="\d{6}"/g, 'value="<code>"')
  return `${status} ${headers.get('location') ?? ''}\n${body}`
}
