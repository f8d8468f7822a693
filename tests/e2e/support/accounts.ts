import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TOTP } from 'otpauth'
import { mailOf, type Part, players } from '#scripts/demonstration/cast.ts'
import { password, type Sample } from '../../pages.ts'
import { FormClient, mailLinks } from './form-client.ts'

type As = NonNullable<Sample['as']>
type Cookie = { name: string; value: string }

/** Signs up, confirms and chooses a password through the pages, as a person does; the mail is read on the page of waiting mails. */
export async function makeAccount(origin: string, mail: string): Promise<FormClient> {
  const client = new FormClient(origin)
  await (await client.get('/en/sign-up')).send({ name: 'Amina Diallo', mail })
  const [link] = await mailLinks(client, mail, 'email')
  if (!link) throw new Error(`No mail for ${mail}: ${client.address} ${client.status}`)
  await (await client.get(link)).send({})
  await client.send({ password })
  await client.send({ mail, given: password })
  if (!client.address.includes('/today')) throw new Error(`Not signed in: ${client.address} ${client.status}`)
  return client
}

/** Turns the second factor on, through its page; returns what makes codes. */
export async function addFactor(client: FormClient): Promise<TOTP> {
  await (await client.get('/en/settings/second-factor')).send({ given: password })
  const secret = /name="secret" value="([A-Z2-7]+)"/.exec(client.html)?.[1]
  if (!secret) throw new Error(`No secret: ${client.address} ${client.status}`)
  const totp = new TOTP({ secret })
  await client.send({ code: totp.generate() })
  if (!client.address.includes('/recovery-codes')) throw new Error(`No factor: ${client.address} ${client.status}`)
  return totp
}

export async function signIn(origin: string, mail: string, given = password): Promise<FormClient> {
  return (await new FormClient(origin).get('/en/sign-in')).send({ mail, given })
}

/** Another session of the account, by a link in a mail: whoever has just read one may choose a password. */
export async function signInByMail(origin: string, mail: string): Promise<FormClient> {
  const client = new FormClient(origin)
  await (await client.get('/en/sign-in-by-mail')).send({ mail })
  const [link = ''] = await mailLinks(client, mail, 'email')
  return (await client.get(link)).send({})
}

/** Sessions of each kind that samples speak of, made once for a server on a data folder. */
export async function makeAccounts(origin: string, folder: string): Promise<Record<As, Cookie[]>> {
  const cookies = ({ jar }: FormClient) => [...jar].map(([name, value]) => ({ name, value }))
  const given = readFileSync(join(folder, 'demonstration-password'), 'utf8').trim()
  const played = Promise.all(
    players.map(async ({ part }) => [part, cookies(await signIn(origin, mailOf(part), given))] as const),
  )
  await makeAccount(origin, 'amina@example.org')
  const member = await signInByMail(origin, 'amina@example.org')
  const full = await makeAccount(origin, 'chidi@example.org')
  await addFactor(full)
  const half = await signIn(origin, 'chidi@example.org')
  const parts = Object.fromEntries(await played) as Record<Part, Cookie[]>
  return { ...parts, member: cookies(member), full: cookies(full), half: cookies(half) }
}

export function sessionCookies(origin: string, as: As): Cookie[] {
  const made = JSON.parse(process.env.IMARIKA_TEST_SESSIONS ?? '{}') as Record<string, Record<As, Cookie[]>>
  return made[origin]?.[as] ?? []
}

/** The header of a request as the one a sample speaks of; empty for somebody signed out. */
export const cookieOf = (origin: string, { as }: Sample): string =>
  as
    ? sessionCookies(origin, as)
        .map(({ name, value }) => `${name}=${value}`)
        .join('; ')
    : ''
