import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Statement } from '../engine/db.ts'
import type { SigningKey } from '../signing-key.ts'
import { type Account, type MailToken, readTime, type TokenType } from './account.ts'

/** As hosted Supabase sets it. */
export const MAIL_TOKEN_MS = 3_600_000
/** Wrong codes that one mail's code survives. Its link is too long to be guessed and stands. */
export const WRONG_CODES = 5

export type MailKind = 'confirm_sign_up' | 'sign_in_code' | 'recover' | 'confirm_new_email'

const SENT_AT: Record<TokenType, string> = {
  confirmation_token: 'confirmation_sent_at',
  recovery_token: 'recovery_sent_at',
  email_change_token_new: 'email_change_sent_at',
}

/**
 * Puts a mail on its way and makes its token the only one of its type. The link carries a random number, the database
 * keeps its hash, and the code is derived from that hash with the signing key: who reads the table can use neither,
 * and who knows the address cannot make up links as with a hash of address and code.
 */
export function sendToken(
  account: Pick<Account, 'id' | 'raw_user_meta_data'>,
  mail: { kind: MailKind; type: TokenType; recipient: string },
  keys: readonly SigningKey[],
  now: number,
): Statement[] {
  const link = randomBytes(32).toString('hex')
  const hash = hashLink(link)
  const at = new Date(now).toISOString()
  const lang = account.raw_user_meta_data.lang
  const data = { token_hash: link, ...(mail.kind === 'confirm_new_email' ? {} : { code: codeOf(hash, keys[0]) }) }
  return [
    {
      text: 'delete from auth.one_time_tokens where user_id = $1 and token_type = $2::auth.one_time_token_type',
      params: [account.id, mail.type],
    },
    {
      text: `insert into auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to, created_at, updated_at)
        values (gen_random_uuid(), $1, $2::auth.one_time_token_type, $3, $4, $5, $5)`,
      params: [account.id, mail.type, hash, mail.recipient, at],
    },
    { text: `update auth.users set ${SENT_AT[mail.type]} = $2 where id = $1`, params: [account.id, at] },
    {
      text: 'insert into private.outbox (kind, recipient, lang, data) values ($1, $2, $3, $4::jsonb)',
      params: [mail.kind, mail.recipient, isLang(lang) ? lang : 'en', JSON.stringify(data)],
    },
  ]
}

/** What the outbox takes; anything else a person wrote into their own data is no language. */
const isLang = (lang: unknown): lang is string =>
  typeof lang === 'string' && /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}$/.test(lang)

export const hashLink = (link: string): string => createHash('sha256').update(link).digest('hex')

/** Six digits. With 2^48 numbers before the remainder none is likelier than another by more than 1 in 10^8. */
function codeOf(hash: string, key: SigningKey | undefined): string {
  const seal = createHmac('sha256', `mail code ${key?.privateJwk.d}`).update(hash).digest()
  return String(seal.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}

export const isAlive = (token: MailToken, now: number): boolean => now <= readTime(token.created_at) + MAIL_TOKEN_MS

/** The token of the code among those that may still be guessed at. */
export function findByCode(
  tokens: readonly MailToken[],
  code: string,
  keys: readonly SigningKey[],
): MailToken | undefined {
  const given = Buffer.from(code)
  const isSame = (right: string) => given.length === right.length && timingSafeEqual(given, Buffer.from(right))
  return tokens.find(token => keys.some(key => isSame(codeOf(token.token_hash, key))))
}

export const forgetTokens = (account: Account): Statement => ({
  text: 'delete from auth.one_time_tokens where user_id = $1',
  params: [account.id],
})
