import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CommandName } from '#app/data/commands.server.ts'
import type { Json } from '#app/data/database.types.ts'
import type { Db } from '#app/platform/database.server.ts'
import { commands } from '../fixtures/role-matrix/commands.ts'
import { chainInputs } from '../fixtures/role-matrix/inputs.ts'
import { act, type RawAnswer } from '../integration/chain/open-chain.ts'
import { type Accounts, addFactor, openAccounts } from '../integration/data/open-accounts.ts'

let site: Accounts
/** Whoever may take no step of the chain. */
const callers = {} as Record<'half' | 'ended' | 'stranger', Db>

beforeAll(async () => {
  site = await openAccounts()
  callers.stranger = (await site.makePerson()).db
  const half = await site.makePerson()
  await addFactor(half)
  callers.half = await site.signIn(half.mail)
  const ended = await site.makePerson()
  await site.query('delete from auth.sessions where user_id = $1', [ended.id])
  callers.ended = ended.db
})
afterAll(() => site?.close())

/** Bodies that no form sends. */
const garbage: Json[] = [
  {},
  { ref: null },
  { ref: [] },
  { ref: 'x'.repeat(100_000) },
  { no_such_field: true },
  [],
  'text',
  7,
  true,
]

/** What whoever has no organisation may do: found one, in a country that exists, and look after their own notices. */
const openToAll = ['read_notifications', 'change_mail_copy']

/** Without an id, all notices are read. */
const isWellFormed = (command: string, input: Json) =>
  command === 'read_notifications' && JSON.stringify(input) === '{}'

/** None of these tells a stranger whether a record is there. */
const refusals = ['not_found', 'country_unknown']

const inputOf = (command: string): Json => (chainInputs[`cmd_${command}`]?.(randomUUID()) ?? null) as Json

async function traces(): Promise<unknown> {
  const tables = [
    'private.act_keys',
    'public.audit_log',
    'public.organisations',
    'public.memberships',
    'public.notifications',
  ]
  const counts = tables.map(table => `(select count(*) from ${table})::text`)
  return site.query(`select concat_ws(' ', ${counts.join(', ')}) as n`)
}

const call = (db: Db, command: string, input: Json): Promise<RawAnswer> =>
  act({ db }, command as CommandName, input as Record<string, Json>)

test('every command is a door of one line before a body of its own, and there is no body without a door', async () => {
  const rows = await site.query(
    `select n.nspname || '.' || p.proname as name, btrim(p.prosrc) as body, p.prosecdef::text as is_definer, l.lanname as language,
      pg_get_function_identity_arguments(p.oid) as arguments
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
     where n.nspname = 'public' and p.proname ~ '^cmd_' or n.nspname = 'private' and p.proname ~ '^do_' order by 1`,
  )
  const arguments_ = 'act_key uuid, expected_version integer, input jsonb'
  const bodies = rows.filter(({ name }) => name?.startsWith('private.do_'))
  expect(bodies.map(({ name }) => name?.slice('private.do_'.length)).sort()).toEqual([...commands].sort())
  for (const body of bodies) expect(body).toMatchObject({ is_definer: 'true', arguments: arguments_ })
  for (const command of commands) {
    expect(rows.find(({ name }) => name === `public.cmd_${command}`)).toEqual({
      name: `public.cmd_${command}`,
      body: `select private.run_command('${command}', act_key, expected_version, input)`,
      is_definer: 'false',
      language: 'sql',
      arguments: arguments_,
    })
  }
})

test('there is a well-formed input for every command, and garbage is none', () => {
  expect(commands.filter(command => inputOf(command) === null)).toEqual([])
})

describe.each(commands)('%s', command => {
  test('whoever is not signed in has no right to it, whatever they send', async () => {
    for (const input of [inputOf(command), ...garbage]) {
      await expect(call(site.anon, command, input)).rejects.toThrow('42501')
    }
  })

  test.each(['half', 'ended'] as const)(
    'a session that is %s is refused before anything is looked at',
    async caller => {
      const db = callers[caller]
      const before = await traces()
      const reasons = new Set<unknown>()
      for (const input of [inputOf(command), ...garbage]) reasons.add((await call(db, command, input)).reason)
      expect([...reasons]).toEqual([caller === 'half' ? 'second_factor_missing' : 'session_ended'])
      expect(await traces()).toEqual(before)
    },
  )

  test('a stranger is refused, with garbage and with what is well formed, and leaves no trace', async () => {
    const db = callers.stranger
    const before = await traces()
    for (const input of garbage.filter(each => !isWellFormed(command, each))) {
      const answer = await call(db, command, input)
      expect(answer, JSON.stringify(input).slice(0, 80)).toMatchObject({ ok: false, reason: 'input_invalid' })
    }
    if (!openToAll.includes(command)) {
      const { ok, reason } = await call(db, command, inputOf(command))
      expect(ok).toBe(false)
      expect(refusals).toContain(reason)
    }
    expect(await traces()).toEqual(before)
  })
})
