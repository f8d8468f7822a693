import type { Session } from '@supabase/supabase-js'
import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { onBothEngines } from './engines.ts'
import { type Accounts, type Client, claimsOf, makeAccount, refresh, refusalOf, signIn } from './support.ts'

onBothEngines((accounts, other) => {
  const code = (secret: string, steps = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: accounts().clock.now + steps * 30_000 })
  async function clientOf(session: Session, on: Accounts = accounts()): Promise<Client> {
    const client = on.anon()
    await client.auth.setSession(session)
    return client
  }
  async function enrolled() {
    const { email, id } = await makeAccount(accounts())
    const session = await signIn(accounts(), email)
    const client = await clientOf(session)
    const { data, error } = await client.auth.mfa.enroll({ factorType: 'totp', issuer: 'Imarika' })
    if (error) throw error
    return { email, id, session, client, factorId: data.id, secret: data.totp.secret }
  }
  const verify = async (client: Client, factorId: string, given: string) => {
    const { data } = await client.auth.mfa.challenge({ factorId })
    return client.auth.mfa.verify({ factorId, challengeId: data?.id ?? '', code: given })
  }

  test('the second level comes under a new session id, and no token from before it lives on', async () => {
    const { client, session, factorId, secret } = await enrolled()
    const { data, error } = await verify(client, factorId, code(secret))
    expect(error).toBeNull()
    const raised = data as unknown as Session
    expect(claimsOf(raised).aal).toBe('aal2')
    expect(
      claimsOf(raised)
        .amr.map((each: { method: string }) => each.method)
        .sort(),
    ).toEqual(['otp', 'totp'])
    expect(claimsOf(raised).session_id).not.toBe(claimsOf(session).session_id)
    expect(await refusalOf(accounts(), session)).toBe('session_not_found')
    expect((await refresh(accounts(), session.refresh_token)).error?.code).toBe('refresh_token_not_found')
    const renewed = (await refresh(accounts(), raised.refresh_token)).data.session as Session
    expect(claimsOf(renewed).aal).toBe('aal2')
  })

  test('the twelve hours of a session begin with its first step', async () => {
    const { client, session, factorId, secret } = await enrolled()
    const began = accounts().clock.now
    accounts().clock.now += 60_000
    const { data } = await verify(client, factorId, code(secret))
    const id = claimsOf(data as unknown as Session).session_id
    const [row] = await accounts().db.query('select created_at from auth.sessions where id = $1', [id])
    expect(Date.parse(row?.created_at ?? '')).toBe(began)
    expect(id).not.toBe(claimsOf(session).session_id)
  })

  test('a code works once, also in another session and another process, and so does no earlier one', async () => {
    const { client, email, factorId, secret } = await enrolled()
    const now = code(secret)
    expect((await verify(client, factorId, now)).error).toBeNull()
    const elsewhere = await clientOf(await signIn(other(), email), other())
    expect((await verify(elsewhere, factorId, now)).error?.code).toBe('mfa_verification_failed')
    expect((await verify(elsewhere, factorId, code(secret, -1))).error?.code).toBe('mfa_verification_failed')
    expect((await verify(elsewhere, factorId, code(secret, 1))).error).toBeNull()
  })

  test('of eight uses of one code at once, one raises a session', async () => {
    const { email, client, factorId, secret } = await enrolled()
    await verify(client, factorId, code(secret, -1))
    const sessions = []
    for (let count = 0; count < 4; count += 1) sessions.push(await signIn(accounts(), email))
    const clients = await Promise.all(sessions.flatMap(each => [clientOf(each), clientOf(each, other())]))
    const answers = await Promise.all(clients.map(each => verify(each, factorId, code(secret))))
    expect(answers.filter(each => each.error === null)).toHaveLength(1)
  })

  test('a code of the half minute before or after is taken, of two away not', async () => {
    for (const [steps, refusal] of [
      [-2, 'mfa_verification_failed'],
      [2, 'mfa_verification_failed'],
      [-1, null],
      [1, null],
    ] as const) {
      const { client, factorId, secret } = await enrolled()
      expect((await verify(client, factorId, code(secret, steps))).error?.code ?? null).toBe(refusal)
    }
  })

  test('a question for a code waits five minutes', async () => {
    const { client, factorId, secret } = await enrolled()
    const { data } = await client.auth.mfa.challenge({ factorId })
    accounts().clock.now += 300_001
    const late = await client.auth.mfa.verify({ factorId, challengeId: data?.id ?? '', code: code(secret) })
    expect(late.error?.code).toBe('mfa_challenge_expired')
  })

  test('a factor whose first code never came is forgotten after five minutes', async () => {
    const { client } = await enrolled()
    expect((await client.auth.mfa.enroll({ factorType: 'totp' })).error?.code).toBe('mfa_factor_name_conflict')
    accounts().clock.now += 300_001
    const again = await client.auth.mfa.enroll({ factorType: 'totp' })
    expect(again.error).toBeNull()
    expect((await client.auth.mfa.listFactors()).data?.all).toHaveLength(1)
  })

  test('without its factor the session falls back to the first level', async () => {
    const { client, id, factorId, secret } = await enrolled()
    const { data } = await verify(client, factorId, code(secret))
    await accounts().service.auth.admin.mfa.deleteFactor({ id: factorId, userId: id })
    const token = (data as unknown as Session).refresh_token
    expect(claimsOf((await refresh(accounts(), token)).data.session as Session).aal).toBe('aal1')
  })

  test('sign-in alone stays at the first level and opens neither password nor factor', async () => {
    const { client, email, factorId, secret } = await enrolled()
    await verify(client, factorId, code(secret))
    const low = await clientOf(await signIn(accounts(), email))
    const answers = [
      await low.auth.updateUser({ password: 'eleven boats lie under the bridge' }),
      await low.auth.updateUser({ email: 'thief@example.org' }),
      await low.auth.mfa.unenroll({ factorId }),
      await low.auth.mfa.enroll({ factorType: 'totp', friendlyName: 'Thief' }),
    ]
    expect(answers.map(each => each.error?.code)).toEqual(Array(4).fill('insufficient_aal'))
  })
})
