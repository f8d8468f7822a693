import type { Session } from '@supabase/supabase-js'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { REUSE_MS } from '#embedded/auth/sign-in.ts'
import { type Accounts, claimsOf, makeAccount, openAccounts, refresh, refusalOf, signIn, url } from './support.ts'

/** What a session ought to be: its tokens from the first to the newest, and when the newest was made. */
type Line = { tokens: string[]; access: Pick<Session, 'access_token'>; renewedAt: number | null; isOpen: boolean }
type Model = { lines: Line[] }
type Real = { accounts: Accounts; email: string }
type Step = fc.AsyncCommand<Model, Real>

const pick = <Value>(from: readonly Value[], at: number): Value => from[at % from.length] as Value

class SignIn implements Step {
  check = (model: Readonly<Model>) => model.lines.length < 4
  async run(model: Model, { accounts, email }: Real) {
    const session = await signIn(accounts, email)
    const ids = model.lines.map(line => claimsOf(line.access).session_id)
    expect(ids).not.toContain(claimsOf(session).session_id)
    model.lines.push({ tokens: [session.refresh_token], access: session, renewedAt: null, isOpen: true })
  }
  toString = () => 'sign in'
}

/** With the newest token (age 0), the one before (1), or an older one, once or several times at once. */
class Refresh implements Step {
  readonly at: number
  readonly age: number
  readonly times: number
  constructor(at: number, age: number, times: number) {
    this.at = at
    this.age = age
    this.times = times
  }
  check = (model: Readonly<Model>) => model.lines.length > 0
  async run(model: Model, { accounts }: Real) {
    const line = pick(model.lines, this.at)
    const age = Math.min(this.age, line.tokens.length - 1)
    const token = line.tokens.at(-1 - age) as string
    const answers = await Promise.all(Array.from({ length: this.times }, () => refresh(accounts, token)))
    const codes = new Set(answers.map(answer => answer.error?.code ?? null))
    const given = new Set(answers.flatMap(answer => answer.data.session?.refresh_token ?? []))
    if (!line.isOpen) {
      expect([...codes]).toEqual(['refresh_token_not_found'])
    } else if (age === 0) {
      expect([[...codes], given.size]).toEqual([[null], 1])
      const [next] = given
      expect(line.tokens).not.toContain(next)
      line.tokens.push(next as string)
      line.access = answers[0]?.data.session as Session
      line.renewedAt = accounts.clock.now
    } else if (age === 1 && accounts.clock.now - (line.renewedAt as number) <= REUSE_MS) {
      expect([[...codes], [...given]]).toEqual([[null], [line.tokens.at(-1)]])
    } else {
      expect(given.size).toBe(0)
      expect([...codes].sort()[0]).toBe('refresh_token_already_used')
      line.isOpen = false
    }
  }
  toString = () => `refresh of ${this.at} with the token ${this.age} back, ${this.times} at once`
}

class SignOut implements Step {
  readonly at: number
  readonly scope: 'global' | 'local' | 'others'
  constructor(at: number, scope: 'global' | 'local' | 'others') {
    this.at = at
    this.scope = scope
  }
  check = (model: Readonly<Model>) => model.lines.length > 0
  async run(model: Model, { accounts }: Real) {
    const line = pick(model.lines, this.at)
    const headers = { apikey: accounts.keys.anonKey, authorization: `Bearer ${line.access.access_token}` }
    const response = await accounts.fetch(`${url}/auth/v1/logout?scope=${this.scope}`, { method: 'POST', headers })
    expect(response.status).toBe(line.isOpen ? 204 : 403)
    if (!line.isOpen) return
    for (const each of model.lines) {
      if (this.scope === 'global' || (this.scope === 'local') === (each === line)) each.isOpen = false
    }
  }
  toString = () => `sign out of ${this.at}, ${this.scope}`
}

class Wait implements Step {
  readonly ms: number
  constructor(ms: number) {
    this.ms = ms
  }
  check = () => true
  async run(_: Model, { accounts }: Real) {
    accounts.clock.now += this.ms
  }
  toString = () => `wait ${this.ms} ms`
}

class Compare implements Step {
  check = () => true
  async run(model: Model, { accounts }: Real) {
    for (const line of model.lines) expect((await refusalOf(accounts, line.access)) === null).toBe(line.isOpen)
  }
  toString = () => 'compare'
}

let accounts: Accounts
beforeAll(async () => {
  accounts = await openAccounts()
})
afterAll(() => accounts.close())

test('whatever order sign-ins, refreshes, copies, waits and sign-outs come in, the sessions are those of the model', async () => {
  const at = fc.nat({ max: 3 })
  const steps = [
    fc.constant(new SignIn()),
    fc.tuple(at, fc.constantFrom(0, 0, 0, 1, 1, 2), fc.constantFrom(1, 1, 2, 5)).map(each => new Refresh(...each)),
    fc.tuple(at, fc.constantFrom('global', 'local', 'others')).map(each => new SignOut(...each)),
    fc.constantFrom(1, REUSE_MS, REUSE_MS + 1, 60_000).map(ms => new Wait(ms)),
    fc.constant(new Compare()),
  ]
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 25 }), async commands => {
      const { email } = await makeAccount(accounts)
      const start = accounts.clock.now
      await fc.asyncModelRun(() => ({ model: { lines: [] }, real: { accounts, email } }), commands)
      // An hour ends access tokens, which is not what is asked here.
      expect(accounts.clock.now - start).toBeLessThan(3_600_000)
    }),
    { numRuns: 40 },
  )
})
