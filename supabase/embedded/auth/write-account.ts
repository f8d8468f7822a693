import type { Statement } from '../engine/db.ts'
import type { Account } from './account.ts'
import { AuthError, invalid } from './auth-error.ts'

type Json = Record<string, unknown>

/** As it is kept and looked up: in small letters. The form is checked as loosely as by Supabase Auth. */
export function readEmail(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw invalid('An email address is required')
  if (value.length > 255) throw invalid('An email address is too long')
  if (
    !/^[^\s@<>(),;:\\"[\]\p{Cc}]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/iu.test(
      value,
    )
  ) {
    throw invalid('Unable to validate email address: invalid format')
  }
  return value.toLowerCase()
}

export function readObject(value: unknown): Json {
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new AuthError(400, 'bad_json', 'Could not parse request body as JSON: an object is expected')
  }
  return value as Json
}

/** The given keys over the kept ones; null takes a key away. */
export function mergeData(kept: Json, given: Json): Json {
  return Object.fromEntries(Object.entries({ ...kept, ...given }).filter(([, value]) => value !== null))
}

export type NewAccount = {
  id: string
  email: string
  passwordHash: string | null
  data: Json
  appData: Json
  now: number
}

export function insertAccount({ id, email, passwordHash, data, appData, now }: NewAccount): Statement[] {
  const at = new Date(now).toISOString()
  const identity = { ...data, sub: id, email, email_verified: false, phone_verified: false }
  return [
    {
      text: `insert into auth.users
          (id, aud, role, email, encrypted_password, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
        values ($1, 'authenticated', 'authenticated', $2, $3, $4::jsonb, $5::jsonb, $6, $6)`,
      params: [id, email, passwordHash, JSON.stringify(appData), JSON.stringify(data), at],
    },
    {
      text: `insert into auth.identities
          (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
        values ($1::uuid::text, $1::uuid, $2::jsonb, 'email', $3, $3, $3)`,
      params: [id, JSON.stringify(identity), at],
    },
  ]
}

/** Writes columns of the account; an object becomes JSON. */
export function updateColumns(account: Account, columns: Partial<Account>, now: number): Statement {
  const entries = Object.entries({ ...columns, updated_at: new Date(now).toISOString() })
  const params = entries.map(([, value]) =>
    typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
  )
  const sets = entries.map(([name], index) => `${name} = $${index + 2}`)
  return { text: `update auth.users set ${sets.join(', ')} where id = $1`, params: [account.id, ...params] as string[] }
}

/** The address is proven; every link and code on its way is void. */
export function confirmEmail(account: Account, now: number): Statement[] {
  const columns = {
    email_confirmed_at: new Date(now).toISOString(),
    raw_user_meta_data: mergeData(account.raw_user_meta_data, { email_verified: true }),
  }
  return [updateColumns(account, columns, now), updateIdentity(account, { email_verified: true }, now)]
}

export function updateIdentity(account: Account, data: Json, now: number): Statement {
  return {
    text: `update auth.identities set identity_data = identity_data || $2::jsonb, updated_at = $3
      where user_id = $1 and provider = 'email'`,
    params: [account.id, JSON.stringify(data), new Date(now).toISOString()],
  }
}

/** Ends the sessions of an account, all or all but one. */
export const endSessions = (account: Account, except: string | null = null): Statement => ({
  text: 'delete from auth.sessions where user_id = $1 and id is distinct from $2::uuid',
  params: [account.id, except],
})
