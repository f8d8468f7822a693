import type { Db } from '../engine/db.ts'

type Json = Record<string, unknown>

export type Factor = {
  id: string
  friendly_name: string | null
  factor_type: string
  status: 'verified' | 'unverified'
  secret: string | null
  last_challenged_at: string | null
  created_at: string
  updated_at: string
}

export type Session = {
  id: string
  created_at: string
  aal: 'aal1' | 'aal2'
  refreshed_at: string | null
  not_after: string | null
  refresh_token_hmac_key: string
  refresh_token_counter: number
  amr: { method: string; at: string }[]
}

export type TokenType = 'confirmation_token' | 'recovery_token' | 'email_change_token_new'

export type MailToken = {
  token_type: TokenType
  token_hash: string
  relates_to: string
  created_at: string
  failed_attempts: number
}

/** Everything of one account that a decision reads, at one moment; `version` changes with each write by `decide`. */
export type Account = {
  id: string
  version: string
  aud: string
  role: string
  email: string
  encrypted_password: string | null
  email_confirmed_at: string | null
  email_change: string | null
  banned_until: string | null
  raw_app_meta_data: Json
  raw_user_meta_data: Json
  identities: Json[]
  factors: Factor[]
  sessions: Session[]
  tokens: MailToken[]
} & Record<string, unknown>

const WHOLE_ACCOUNT = `
  select (to_jsonb(u) || jsonb_build_object(
    'version', u.xmin::text,
    'identities', coalesce((select jsonb_agg(to_jsonb(i) order by i.created_at, i.id)
      from auth.identities i where i.user_id = u.id), '[]'),
    'factors', coalesce((select jsonb_agg(to_jsonb(f) order by f.created_at, f.id)
      from auth.mfa_factors f where f.user_id = u.id), '[]'),
    'tokens', coalesce((select jsonb_agg(to_jsonb(t)) from auth.one_time_tokens t where t.user_id = u.id), '[]'),
    'sessions', coalesce((select jsonb_agg(to_jsonb(s) || jsonb_build_object('amr', (
        select coalesce(jsonb_agg(jsonb_build_object('method', c.authentication_method, 'at', c.updated_at)
          order by c.updated_at desc, c.authentication_method desc), '[]')
        from auth.mfa_amr_claims c where c.session_id = s.id)) order by s.created_at, s.id)
      from auth.sessions s where s.user_id = u.id), '[]')
  ))::text as account
  from auth.users u where not u.is_sso_user and u.deleted_at is null and `

const WHERE = {
  id: 'u.id = $1::uuid',
  email: 'u.email = $1',
  session: 'u.id = (select s.user_id from auth.sessions s where s.id = $1::uuid)',
  tokenHash: 'u.id in (select t.user_id from auth.one_time_tokens t where t.token_hash = $1)',
} as const

export const accountQuery = (by: keyof typeof WHERE): string => `${WHOLE_ACCOUNT} ${WHERE[by]}`

export async function findAccount(db: Db, by: keyof typeof WHERE, value: string): Promise<Account | null> {
  const text = (await db.query(accountQuery(by), [value]))[0]?.account
  return text == null ? null : (JSON.parse(text) as Account)
}

/** The newest first; `page` counts from 1. */
export async function listAccounts(
  db: Db,
  page: number,
  perPage: number,
): Promise<{ accounts: Account[]; total: number }> {
  const list = `${WHOLE_ACCOUNT} true order by u.created_at desc, u.id limit $1::int offset $2::bigint`
  const [rows, counted] = await Promise.all([
    db.query(list, [String(perPage), String((page - 1) * perPage)]),
    db.query('select count(*) as total from auth.users where not is_sso_user and deleted_at is null', []),
  ])
  return { accounts: rows.map(row => JSON.parse(row.account ?? '') as Account), total: Number(counted[0]?.total) }
}

export const isBanned = (account: Account, now: number): boolean =>
  account.banned_until !== null && now < Date.parse(account.banned_until)

export const hasSecondFactor = (account: Account): boolean =>
  account.factors.some(factor => factor.status === 'verified')

/** PostgreSQL writes a time without its zone for the columns that have none; they hold UTC. */
export const readTime = (text: string): number =>
  Date.parse(/(Z|[+-]\d\d(:?\d\d)?)$/.test(text.slice(10)) ? text : `${text}Z`)

const TIMES = ['email_confirmed_at', 'invited_at', 'confirmation_sent_at', 'confirmed_at', 'recovery_sent_at'] as const
const LATER_TIMES = ['email_change_sent_at', 'last_sign_in_at', 'banned_until'] as const

/** As Supabase Auth shows an account (`internal/models/user.go`): no secrets, and what is empty is left out. */
export function toUser(account: Account): Json {
  const user: Json = {
    id: account.id,
    aud: account.aud,
    role: account.role,
    email: account.email,
    phone: '',
    app_metadata: account.raw_app_meta_data,
    user_metadata: account.raw_user_meta_data,
    identities: account.identities.map(toIdentity),
    created_at: isoTime(account.created_at),
    updated_at: isoTime(account.updated_at),
    is_anonymous: account.is_anonymous,
  }
  for (const name of [...TIMES, ...LATER_TIMES]) if (account[name] != null) user[name] = isoTime(account[name])
  if (account.email_change) user.new_email = account.email_change
  if (account.factors.length > 0) user.factors = account.factors.map(toFactor)
  return user
}

function toIdentity(row: Json): Json {
  return {
    identity_id: row.id,
    id: row.provider_id,
    user_id: row.user_id,
    identity_data: row.identity_data,
    provider: row.provider,
    last_sign_in_at: isoTime(row.last_sign_in_at),
    created_at: isoTime(row.created_at),
    updated_at: isoTime(row.updated_at),
    email: row.email,
  }
}

export function toFactor(factor: Factor): Json {
  return {
    id: factor.id,
    created_at: isoTime(factor.created_at),
    updated_at: isoTime(factor.updated_at),
    status: factor.status,
    ...(factor.friendly_name ? { friendly_name: factor.friendly_name } : {}),
    factor_type: factor.factor_type,
    phone: '',
    last_challenged_at: factor.last_challenged_at === null ? null : isoTime(factor.last_challenged_at),
  }
}

const isoTime = (text: unknown): string => new Date(readTime(String(text))).toISOString()
