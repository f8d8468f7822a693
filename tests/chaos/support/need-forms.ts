import { randomUUID } from 'node:crypto'
import { makeAccount } from '../../e2e/support/accounts.ts'

export type Institution = { cookie: string; path: string }

/** Somebody signs up and registers an organisation, through the pages; where its needs are written. */
export async function registerInstitution(origin: string): Promise<Institution> {
  const client = await makeAccount(origin, `person-${randomUUID()}@example.org`)
  await client.get('/en/register-organisation')
  await client.send({ name: `Institute ${randomUUID()}`, lang: 'en', country: 'KE', kind: 'university', homepage: '' })
  const [, ref] = /\/my\/([^/?]+)\?done=registered/.exec(client.address) ?? []
  if (ref === undefined) throw new Error(`Not registered: ${client.address} ${client.status}`)
  return { cookie: client.cookie, path: `/en/my/${ref}/needs/new` }
}

/** The form of a need, filled in. */
export const needFields = (actKey: string, title: string): Record<string, string> => ({
  act_key: actKey,
  title,
  description: 'Lecturers of two departments have nobody to learn it from.',
  kind: 'training',
  topic: '',
  languages: '',
  mode: '',
  neededBy: '',
  measure1: 'people_trained',
  baseline1: '2',
  target1: '40',
  dueOn1: '',
})
