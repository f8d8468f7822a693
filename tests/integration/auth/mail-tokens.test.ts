import { createHash } from 'node:crypto'
import type { Session } from '@supabase/supabase-js'
import { expect, test } from 'vitest'
import { MAIL_TOKEN_MS, WRONG_CODES } from '#embedded/auth/mail-token.ts'
import { onBothEngines } from './engines.ts'
import { type Accounts, freshEmail, linkOf, makeAccount, password, refusalOf, signIn } from './support.ts'

onBothEngines((accounts, other) => {
  const verify = (data: { email: string; token: string } | { token_hash: string }, type = 'email', on = accounts()) =>
    on.anon().auth.verifyOtp({ ...data, type } as Parameters<ReturnType<Accounts['anon']>['auth']['verifyOtp']>[0])
  const ask = async () => {
    const { email, id } = await makeAccount(accounts())
    await accounts()
      .anon()
      .auth.signInWithOtp({ email, options: { shouldCreateUser: false } })
    return { email, id, ...((await linkOf(accounts(), email)) as { token_hash: string; code: string }) }
  }
  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

  test('a sign-up is confirmed by its link, whose reader chooses a password and signs in with it', async () => {
    const email = freshEmail()
    await accounts()
      .anon()
      .auth.signUp({ email, password, options: { data: { lang: 'ar' } } })
    const [mail, ...more] = await accounts().mails(email)
    expect([mail?.kind, mail?.lang, more]).toEqual(['confirm_sign_up', 'ar', []])
    const early = await accounts().anon().auth.signInWithPassword({ email, password })
    expect(early.error?.code).toBe('email_not_confirmed')
    const { data, error } = await verify({ token_hash: mail?.data.token_hash ?? '' })
    expect(error).toBeNull()
    const reader = accounts().anon()
    await reader.auth.setSession(data.session as Session)
    expect((await reader.auth.updateUser({ password })).error).toBeNull()
    expect((await accounts().anon().auth.signInWithPassword({ email, password })).error).toBeNull()
    // A first password is no change of one.
    expect(await accounts().mails(email)).toHaveLength(1)
  })

  test.each(['link', 'code', 'recovery'] as const)(
    'whoever signed up with an address of somebody else, before or after them, is not let in by its owner: %s',
    async by => {
      const email = freshEmail()
      const chosen = ['a password of somebody else', password, 'another password of theirs']
      for (const each of chosen) await accounts().anon().auth.signUp({ email, password: each })
      expect(await accounts().mails(email)).toHaveLength(3)
      if (by === 'recovery') await accounts().anon().auth.resetPasswordForEmail(email)
      const { code = '', token_hash } = await linkOf(accounts(), email)
      const answer = await (by === 'code'
        ? verify({ email, token: code })
        : verify({ token_hash }, by === 'link' ? 'email' : 'recovery'))
      expect(answer.error).toBeNull()
      for (const each of chosen) {
        const opened = await accounts().anon().auth.signInWithPassword({ email, password: each })
        expect(opened.error?.code).toBe('invalid_credentials')
      }
    },
  )

  test('a sign-up of a confirmed address writes nothing and sends nothing', async () => {
    const { email } = await makeAccount(accounts())
    await accounts().anon().auth.signUp({ email, password: 'a password of somebody else' })
    expect(await accounts().mails(email)).toEqual([])
    expect((await accounts().anon().auth.signInWithPassword({ email, password })).error).toBeNull()
  })

  test('of eight sign-ups at once one makes the account', async () => {
    const email = freshEmail()
    const calls = Array.from({ length: 8 }, (_, index) =>
      (index % 2 === 0 ? accounts() : other()).anon().auth.signUp({ email, password }),
    )
    expect((await Promise.all(calls)).map(each => each.error)).toEqual(Array(8).fill(null))
    const rows = await accounts().db.query('select id from auth.users where email = $1', [email])
    expect(rows).toHaveLength(1)
  })

  test('link and code live for an hour', async () => {
    const { email, token_hash, code } = await ask()
    accounts().clock.now += MAIL_TOKEN_MS + 1
    expect((await verify({ token_hash })).error?.code).toBe('otp_expired')
    expect((await verify({ email, token: code })).error?.code).toBe('otp_expired')
    accounts().clock.now -= 1
    expect((await verify({ email, token: code })).error).toBeNull()
  })

  test('of eight uses of one link at once, one opens a session', async () => {
    const { token_hash } = await ask()
    const calls = Array.from({ length: 8 }, (_, index) =>
      verify({ token_hash }, 'email', index % 2 === 0 ? accounts() : other()),
    )
    const answers = await Promise.all(calls)
    expect(answers.filter(each => each.data.session !== null)).toHaveLength(1)
  })

  test('after five wrong codes the right one is refused; the link, which nobody guesses, still opens', async () => {
    const { email, token_hash, code } = await ask()
    for (let count = 0; count < WRONG_CODES; count += 1) await verify({ email, token: wrong(code) })
    expect((await verify({ email, token: code })).error?.code).toBe('otp_expired')
    expect((await verify({ token_hash })).error).toBeNull()
  })

  test('after four wrong codes the right one is taken', async () => {
    const { email, code } = await ask()
    for (let count = 1; count < WRONG_CODES; count += 1) await verify({ email, token: wrong(code) })
    expect((await verify({ email, token: code })).error).toBeNull()
  })

  test('of forty guesses at once no more than five are compared', async () => {
    const { email, id, code } = await ask()
    const guesses = Array.from({ length: 40 }, (_, index) =>
      verify({ email, token: wrong(code) }, 'email', index % 2 === 0 ? accounts() : other()),
    )
    await Promise.all(guesses)
    const counted = async () => {
      const list = 'select failed_attempts from auth.one_time_tokens where user_id = $1'
      return Number((await accounts().db.query(list, [id]))[0]?.failed_attempts)
    }
    expect(await counted()).toBeLessThanOrEqual(WRONG_CODES)
    for (let count = 0; count < WRONG_CODES; count += 1) await verify({ email, token: wrong(code) })
    expect(await counted()).toBe(WRONG_CODES)
    expect((await verify({ email, token: code })).error?.code).toBe('otp_expired')
  })

  test('a hash of address and code, as Supabase Auth makes links, opens nothing', async () => {
    const { email, code } = await ask()
    for (const algorithm of ['sha224', 'sha256']) {
      const token_hash = createHash(algorithm).update(`${email}${code}`).digest('hex')
      expect((await verify({ token_hash })).error?.code).toBe('otp_expired')
    }
  })

  test('what the database keeps opens nothing', async () => {
    const { id } = await ask()
    const [row] = await accounts().db.query('select token_hash from auth.one_time_tokens where user_id = $1', [id])
    expect((await verify({ token_hash: row?.token_hash ?? '' })).error?.code).toBe('otp_expired')
  })

  test('a link for recovery is none for a new address', async () => {
    const { email } = await makeAccount(accounts())
    await accounts().anon().auth.resetPasswordForEmail(email)
    const { token_hash } = await linkOf(accounts(), email)
    expect((await verify({ token_hash }, 'email_change')).error?.code).toBe('otp_expired')
    expect((await verify({ token_hash }, 'recovery')).error).toBeNull()
  })

  test('recovery opens an account that never was confirmed, and confirms it', async () => {
    const email = freshEmail()
    await accounts().anon().auth.signUp({ email, password })
    await accounts().anon().auth.resetPasswordForEmail(email)
    const { token_hash } = await linkOf(accounts(), email)
    const { data } = await verify({ token_hash }, 'recovery')
    expect(data.user?.email_confirmed_at).toBeDefined()
  })

  test('a new address counts from the press on the link sent to it; other sessions stay', async () => {
    const { email } = await makeAccount(accounts())
    const session = await signIn(accounts(), email)
    const client = accounts().anon()
    await client.auth.setSession(session)
    const next = freshEmail()
    const { data } = await client.auth.updateUser({ email: next })
    expect([data.user?.email, data.user?.new_email]).toEqual([email, next])
    const [mail] = await accounts().mails(next)
    expect([mail?.kind, mail?.data.code]).toEqual(['confirm_new_email', undefined])
    const confirmed = await verify({ token_hash: mail?.data.token_hash ?? '' }, 'email_change')
    expect([confirmed.data.user?.email, confirmed.data.user?.new_email]).toEqual([next, undefined])
    expect(confirmed.data.user?.identities?.[0]?.identity_data?.email).toBe(next)
    expect(await refusalOf(accounts(), session)).toBeNull()
    expect((await accounts().anon().auth.signInWithPassword({ email, password })).error?.code).toBe(
      'invalid_credentials',
    )
    expect((await accounts().anon().auth.signInWithPassword({ email: next, password })).error).toBeNull()
  })

  test('of two accounts that ask for one address at once the first to confirm has it', async () => {
    const next = freshEmail()
    const links: string[] = []
    for (let count = 0; count < 2; count += 1) {
      const client = accounts().anon()
      await client.auth.setSession(await signIn(accounts(), (await makeAccount(accounts())).email))
      await client.auth.updateUser({ email: next })
      links.push((await linkOf(accounts(), next)).token_hash)
    }
    const answers = await Promise.all(links.map(token_hash => verify({ token_hash }, 'email_change')))
    expect(answers.map(each => each.error?.code ?? null).sort()).toEqual(['email_exists', null].sort())
  })

  test('a new password voids every link on its way', async () => {
    const { email, token_hash } = await ask()
    const client = accounts().anon()
    await client.auth.signInWithPassword({ email, password })
    await client.auth.updateUser({ password: 'eleven boats lie under the bridge' })
    expect((await verify({ token_hash })).error?.code).toBe('otp_expired')
  })

  test('a null character is refused, not failed on', async () => {
    const answers = [
      await accounts().anon().auth.signInWithPassword({ email: 'a\u0000@example.org', password }),
      await accounts()
        .anon()
        .auth.signUp({ email: freshEmail(), password, options: { data: { name: '\u0000' } } }),
    ]
    expect(answers.map(each => each.error?.code)).toEqual(['validation_failed', 'validation_failed'])
  })

  test('a mail that cannot be queued leaves no account behind', async () => {
    const email = `x${'y'.repeat(60)}@example.org`
    await accounts().db.query(`alter table private.outbox add constraint planted check (recipient <> '${email}')`)
    const silent = console.error
    console.error = () => {}
    expect((await accounts().anon().auth.signUp({ email, password })).error?.status).toBe(500)
    console.error = silent
    await accounts().db.query('alter table private.outbox drop constraint planted')
    expect(await accounts().db.query('select id from auth.users where email = $1', [email])).toEqual([])
  })
})
