import type { Session } from '@supabase/supabase-js'
import { expect, test } from 'vitest'
import { ACCESS_TOKEN_S } from '#embedded/auth/access-token.ts'
import { onBothEngines } from './engines.ts'
import { claimsOf, makeAccount, refresh, refusalOf, signIn } from './support.ts'

onBothEngines((accounts, other) => {
  const start = async () => signIn(accounts(), (await makeAccount(accounts())).email)
  const renew = async (token: string) => (await refresh(accounts(), token)).data.session as Session

  test('the token before the newest gives the newest again for ten seconds, and the session ends with the next use', async () => {
    const first = await start()
    const second = await renew(first.refresh_token)
    accounts().clock.now += 10_000
    expect((await renew(first.refresh_token)).refresh_token).toBe(second.refresh_token)
    accounts().clock.now += 1
    expect((await refresh(accounts(), first.refresh_token)).error?.code).toBe('refresh_token_already_used')
    expect(await refusalOf(accounts(), second)).toBe('session_not_found')
    expect((await refresh(accounts(), second.refresh_token)).error?.code).toBe('refresh_token_not_found')
  })

  test('a token two steps back ends the session at once', async () => {
    const first = await start()
    const second = await renew(first.refresh_token)
    const third = await renew(second.refresh_token)
    expect((await refresh(accounts(), first.refresh_token)).error?.code).toBe('refresh_token_already_used')
    expect(await refusalOf(accounts(), third)).toBe('session_not_found')
  })

  test('a reuse ends its own session and no other of the account', async () => {
    const { email } = await makeAccount(accounts())
    const [stolen, untouched] = [await signIn(accounts(), email), await signIn(accounts(), email)]
    const second = await renew(stolen.refresh_token)
    await renew(second.refresh_token)
    await refresh(accounts(), stolen.refresh_token)
    expect(await refusalOf(accounts(), untouched)).toBeNull()
  })

  test('of sixteen refreshes at once in two processes all that succeed are given one and the same line', async () => {
    const first = await start()
    const calls = Array.from({ length: 16 }, (_, index) =>
      refresh(index % 2 === 0 ? accounts() : other(), first.refresh_token),
    )
    const answers = await Promise.all(calls)
    const tokens = new Set(answers.flatMap(each => each.data.session?.refresh_token ?? []))
    expect(tokens.size).toBe(1)
    expect(answers.flatMap(each => each.error?.code ?? []).filter(code => code !== 'conflict')).toEqual([])
    const [newest = ''] = tokens
    expect((await refresh(accounts(), newest)).error).toBeNull()
  })

  test('of eight copies of one old token, used at once, none renews anything', async () => {
    const first = await start()
    const second = await renew(first.refresh_token)
    await renew(second.refresh_token)
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(other(), first.refresh_token)))
    expect(answers.filter(each => each.data.session !== null)).toEqual([])
  })

  test('a changed token, and the token of another session with this one’s seal, renew nothing', async () => {
    const [one, two] = [await start(), await start()]
    const bytes = [one, two].map(each => Buffer.from(each.refresh_token, 'base64url')) as [Buffer, Buffer]
    const mixed = Buffer.concat([bytes[0].subarray(0, 23), bytes[1].subarray(23)])
    const ahead = Buffer.from(bytes[0])
    ahead[22] = 1
    for (const forged of [mixed, ahead, bytes[0].subarray(0, 38), Buffer.alloc(39)]) {
      const { error } = await refresh(accounts(), forged.toString('base64url'))
      expect(error?.code).toBe('refresh_token_not_found')
    }
    expect((await refresh(accounts(), one.refresh_token)).error).toBeNull()
  })

  test('a session renewed in one process is ended in the other', async () => {
    const session = await renew((await start()).refresh_token)
    const { error } = await other().service.auth.admin.signOut(session.access_token, 'global')
    expect(error).toBeNull()
    expect(await refusalOf(accounts(), session)).toBe('session_not_found')
    expect((await refresh(accounts(), session.refresh_token)).error?.code).toBe('refresh_token_not_found')
  })

  test('an access token is believed for an hour, by accounts and by rows alike', async () => {
    const session = await start()
    const rows = async () => {
      const headers = { apikey: accounts().keys.anonKey, authorization: `Bearer ${session.access_token}` }
      const response = await accounts().fetch('http://imarika.invalid/rest/v1/countries?select=iso3&limit=1', {
        headers,
      })
      return response.ok ? null : ((await response.json()) as { code: string }).code
    }
    const before = accounts().clock.now
    accounts().clock.now = claimsOf(session).exp * 1000 - 1
    expect([await refusalOf(accounts(), session), await rows()]).toEqual([null, null])
    accounts().clock.now += 1
    expect([await refusalOf(accounts(), session), await rows()]).toEqual(['bad_jwt', 'PGRST303'])
    expect(claimsOf(session).exp - claimsOf(session).iat).toBe(ACCESS_TOKEN_S)
    accounts().clock.now = before
  })

  test('methods are told newest first', async () => {
    const session = await start()
    expect(claimsOf(session).amr).toEqual([{ method: 'otp', timestamp: claimsOf(session).iat }])
  })
})
