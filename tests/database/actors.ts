import type { Caller, Member } from '../fixtures/role-matrix.ts'

export type Person = {
  user: string
  session: string
  organisation: string | null
  role: Member | null
  hasFactor?: true
}
export type Actor = { name: string; caller: Caller; role: string; person: Person | null }

const organisations = { A: 'aaaaaaaa-0000-4000-8000-000000000000', B: 'bbbbbbbb-0000-4000-8000-000000000000' }
const ranks: Member[] = ['viewer', 'editor', 'reviewer', 'owner']

const id = (letter: string, kind: number, index: number) =>
  `${letter.repeat(8)}-000${kind}-4000-8000-00000000000${index}`

const member = (organisation: 'A' | 'B', role: Member): Actor => {
  const [letter, index] = [organisation.toLowerCase(), ranks.indexOf(role) + 1]
  const person = {
    user: id(letter, 1, index),
    session: id(letter, 2, index),
    organisation: organisations[organisation],
  }
  return { name: `${role} of ${organisation}`, caller: role, role: 'authenticated', person: { ...person, role } }
}

const owner = member('A', 'owner')

/** Has a second factor, and gave the password alone. */
const half = { ...member('A', 'viewer').person, user: id('d', 1, 1), session: id('d', 2, 1), hasFactor: true } as Person

/** Everybody who may ask: nobody, somebody without an organisation, each rank in two organisations, and the app. */
export const actors: Actor[] = [
  { name: 'anon', caller: 'anon', role: 'anon', person: null },
  {
    name: 'stranger',
    caller: 'stranger',
    role: 'authenticated',
    person: { user: id('c', 1, 1), session: id('c', 2, 1), organisation: null, role: null },
  },
  ...ranks.map(role => member('A', role)),
  ...ranks.map(role => member('B', role)),
  { ...owner, name: 'ended', caller: 'ended', person: { ...owner.person, session: id('e', 2, 1) } as Person },
  { name: 'half', caller: 'half', role: 'authenticated', person: half },
  { name: 'service_role', caller: 'service_role', role: 'service_role', person: null },
]

/** Each person once; what they have in the database is planted for them. */
export const people: Person[] = actors.flatMap(({ person, caller }) =>
  person === null || caller === 'ended' ? [] : [person],
)

/** What a verified token of this actor says to the database. */
export function claimsOf({ role, person }: Actor): string {
  if (person === null) return JSON.stringify({ role })
  const { user, session } = person
  const email = `${user}@example.org`
  return JSON.stringify({ role, sub: user, session_id: session, email, aud: 'authenticated', aal: 'aal1', amr: [] })
}
