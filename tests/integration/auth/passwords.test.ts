import { randomBytes } from 'node:crypto'
import { argon2id } from '@noble/hashes/argon2.js'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foldPassword, isCommonPassword } from '#embedded/auth/common-passwords.ts'
import { hashPassword, isPassword } from '#embedded/auth/password-hash.ts'
import { findWeaknesses, LEAST_CHARACTERS, MOST_CHARACTERS } from '#embedded/auth/password-rules.ts'
import { type Accounts, freshEmail, makeAccount, openAccounts, password } from './support.ts'

const address = 'ada.lovelace@example.org'

describe('weak passwords', () => {
  test.each([
    ['fourteen.chars', ['length']],
    ['passwordpassword', ['pwned']],
    ['Password12345678!', ['pwned']],
    ['P@ssw0rdP@ssw0rd', ['pwned']],
    ['monkeymonkeymonkey2020', ['pwned']],
    ['sunshine, sunshine!', ['pwned']],
    ['qwerty123qwerty123', ['pwned', 'pattern']],
    ['qwertyuiopasdfghjkl', ['pwned', 'pattern']],
    ['zxcvbnmlkjhgfdsapoiuytrewq', ['pattern']],
    ['abcdefghijklmnopqrst', ['pattern']],
    ['123456789012345678', ['pattern']],
    ['ababababababababab', ['pwned', 'pattern']],
    ['Ada.Lovelace@Example.org', ['context']],
    ['lovelace-ada-1815', ['context']],
    ['imarika-imarika-1', ['context']],
  ])('%s', (text, reasons) => {
    expect(findWeaknesses(text, [address])).toEqual(reasons)
  })
})

test.each([
  'correct horse battery staple',
  password,
  'mot de passe facile à retenir',
  'كلمة مرور طويلة وسهلة الحفظ',
  '千里之行始於足下不積跬步無以至千里',
  'Zx9-Kv_plu88!omqe',
])('%s is no weak password', text => {
  expect(findWeaknesses(text, [address])).toEqual([])
})

test('random passwords of the least length are taken', () => {
  const text = fc.string({ unit: 'grapheme-ascii', minLength: LEAST_CHARACTERS, maxLength: LEAST_CHARACTERS })
  let refused = 0
  const runs = 2_000
  fc.assert(
    fc.property(fc.noShrink(text), each => {
      if (findWeaknesses(each, [address]).length > 0) refused += 1
    }),
    { numRuns: runs },
  )
  // fast-check likes repeated characters, which are refused with right.
  expect(refused / runs).toBeLessThan(0.1)
})

test('of 100,000 numbers that nobody chose fewer than twenty are taken for known passwords', () => {
  let taken = 0
  for (let count = 0; count < 100_000; count += 1) if (isCommonPassword(`never chosen ${count}`)) taken += 1
  expect(taken).toBeLessThan(20)
  expect(['123456', 'password', 'iloveyou', 'motdepasse'].map(isCommonPassword)).toEqual(Array(4).fill(true))
})

test('a doubled known password is weak, whatever stands around it', () => {
  const known = fc.constantFrom('password', 'iloveyou', 'sunshine', 'football', 'princess')
  const around = fc.stringMatching(/^[0-9!._-]{0,6}$/)
  fc.assert(
    fc.property(around, known, around, (before, word, after) => {
      expect(findWeaknesses(`${before}${word}${word}${after}`, [])).toContain('pwned')
    }),
  )
})

describe('hashes', () => {
  test('are PHC strings of argon2id that meet OWASP’s least', async () => {
    const [, memory, passes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$/.exec(await hashPassword(password)) ?? []
    expect(Number(memory)).toBeGreaterThanOrEqual(19_456)
    expect(Number(passes)).toBeGreaterThanOrEqual(2)
  })

  test('of one password are never the same, and none fits another', async () => {
    const [one, two] = await Promise.all([hashPassword(password), hashPassword(password)])
    expect(one).not.toBe(two)
    expect(await Promise.all([isPassword(password, one), isPassword(`${password} `, one)])).toEqual([true, false])
  })

  test('are those of another implementation of RFC 9106', async () => {
    for (const [m, t, p] of [
      [64, 1, 1],
      [256, 3, 2],
    ] as const) {
      const salt = randomBytes(16)
      const tag = argon2id(password, salt, { m, t, p, dkLen: 32 })
      const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replaceAll('=', '')
      const phc = `$argon2id$v=19$m=${m},t=${t},p=${p}$${text(salt)}$${text(tag)}`
      expect([await isPassword(password, phc), await isPassword('other', phc)]).toEqual([true, false])
    }
  })

  test('two ways to type a letter are one password', async () => {
    const phc = await hashPassword('caf\u00e9 sous la pluie')
    expect(await isPassword('cafe\u0301 sous la pluie', phc)).toBe(true)
  })

  test('past a hundred in line the next is refused, and the event loop is never held up', async () => {
    let longest = 0
    let last = performance.now()
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last - 5)
      last = performance.now()
    }, 5)
    const flood = await Promise.allSettled(Array.from({ length: 120 }, () => hashPassword(password)))
    clearInterval(timer)
    const refused = flood.flatMap(each => (each.status === 'rejected' ? [(each.reason as { code: string }).code] : []))
    expect(refused).toEqual(Array(18).fill('over_request_rate_limit'))
    expect(longest).toBeLessThan(500)
  })
})

describe('at the gateway', () => {
  let accounts: Accounts
  beforeAll(async () => {
    accounts = await openAccounts()
  })
  afterAll(() => accounts.close())

  test('the longest password signs up and in, one character more is refused', async () => {
    const email = freshEmail()
    const signs = Array.from({ length: MOST_CHARACTERS }, (_, at) => 0x4e00 + ((at * 37) % 500))
    const longest = String.fromCodePoint(...signs)
    expect((await accounts.anon().auth.signUp({ email, password: `${longest}x` })).error?.code).toBe(
      'validation_failed',
    )
    await accounts.service.auth.admin.createUser({ email, password: longest, email_confirm: true })
    expect((await accounts.anon().auth.signInWithPassword({ email, password: longest })).error).toBeNull()
    const shorter = longest.slice(0, -1)
    expect((await accounts.anon().auth.signInWithPassword({ email, password: shorter })).error?.code).toBe(
      'invalid_credentials',
    )
  })

  test('the person’s own address is refused as a password, at sign-up and later', async () => {
    const email = 'someone.with.a.long.name@example.org'
    const { error } = await accounts.anon().auth.signUp({ email, password: 'someone.with.a.long.name' })
    expect([error?.code, error && 'reasons' in error ? error.reasons : []]).toEqual(['weak_password', ['context']])
    await makeAccount(accounts, email)
    const client = accounts.anon()
    await client.auth.signInWithPassword({ email, password })
    expect((await client.auth.updateUser({ password: 'Long.Name.Someone.With' })).error?.code).toBe('weak_password')
  })

  test('a known and an unknown address take as long to refuse', async () => {
    const { email } = await makeAccount(accounts)
    const times = { known: [] as number[], unknown: [] as number[] }
    for (let count = 0; count < 60; count += 1) {
      for (const [kind, each] of [
        ['known', email],
        ['unknown', freshEmail()],
      ] as const) {
        const start = performance.now()
        await accounts.anon().auth.signInWithPassword({ email: each, password: 'not the right one at all' })
        times[kind].push(performance.now() - start)
      }
    }
    const median = (all: number[]) => all.sort((a, b) => a - b)[all.length / 2] ?? 0
    const [known, unknown] = [median(times.known), median(times.unknown)]
    expect(Math.abs(known - unknown) / known, `medians ${known} and ${unknown} ms`).toBeLessThan(0.35)
  })
})

test('capitals and wide letters are folded', () => {
  expect(foldPassword('ＰassWord')).toBe('password')
})
