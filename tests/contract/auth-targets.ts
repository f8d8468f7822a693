import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type { Db } from '#embedded/engine/db.ts'
import { openAccounts, settled } from '../integration/auth/support.ts'

export type Ticket = { token_hash: string; code: string }

/** Something that answers supabase-js's `auth`: the gateway, or a real Supabase. */
export type AuthTarget = {
  name: 'gateway' | 'supabase'
  /** A client of its own, signed in as nobody. */
  anon(): SupabaseClient
  service: SupabaseClient
  /** Any call, as supabase-js sends it, with a key but no session. */
  raw(path: string, init?: RequestInit & { as?: 'anon' | 'service' }): Promise<Response>
  /** What stands in the mail of this kind that goes to the address. */
  ticket(kind: 'magiclink' | 'recovery', email: string): Promise<Ticket>
  close(): Promise<void>
}

type Client = SupabaseClient

export async function openGatewayAccounts(open?: () => Promise<Db>): Promise<AuthTarget> {
  const accounts = await openAccounts(open)
  // Codes of a second factor are those of now on every target.
  Object.defineProperty(accounts.clock, 'now', { get: () => Date.now() })
  const { anonKey, serviceKey } = accounts.keys
  return {
    name: 'gateway',
    anon: () => accounts.anon() as Client,
    service: accounts.service as Client,
    raw: (path, init = {}) =>
      accounts.fetch(
        `http://imarika.invalid/auth/v1/${path}`,
        withKey(init, init.as === 'service' ? serviceKey : anonKey),
      ),
    ticket: async (kind, email) => {
      const { auth } = accounts.anon()
      const options = { shouldCreateUser: false }
      await (kind === 'recovery' ? auth.resetPasswordForEmail(email) : auth.signInWithOtp({ email, options }))
      const mail = (await accounts.mails(email)).findLast(
        each => each.kind === (kind === 'recovery' ? 'recover' : 'sign_in_code'),
      )
      if (mail?.data.code === undefined) throw new Error(`No mail went to ${email}`)
      return { token_hash: mail.data.token_hash, code: mail.data.code }
    },
    close: () => accounts.close(),
  }
}

/** A project made for this test and thrown away; it keeps what the test makes, and sends no mail for it. */
export function openSupabaseAccounts(url: string, anonKey: string, serviceKey: string): AuthTarget {
  const service = createClient(url, serviceKey, settled) as Client
  return {
    name: 'supabase',
    anon: () => createClient(url, anonKey, settled) as Client,
    service,
    raw: (path, init = {}) =>
      fetch(`${url}/auth/v1/${path}`, withKey(init, init.as === 'service' ? serviceKey : anonKey)),
    ticket: async (type, email) => {
      const { data, error } = await service.auth.admin.generateLink({ type, email })
      if (error) throw error
      return { token_hash: data.properties.hashed_token, code: data.properties.email_otp }
    },
    close: () => Promise.resolve(),
  }
}

function withKey(init: RequestInit, key: string): RequestInit {
  return { ...init, headers: { apikey: key, 'x-supabase-api-version': '2024-01-01', ...(init.headers as object) } }
}
