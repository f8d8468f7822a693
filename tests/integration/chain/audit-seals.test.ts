import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAudit } from '#scripts/audit/verify-audit.ts'
import { type Accounts, openAccounts, type Person } from '../data/open-accounts.ts'

let site: Accounts
let person: Person

const chains = ['application', 'award', 'delivery', 'error_report', 'expression']

/** So many chains of so many links, in the order of a life that grows everywhere at once, sealed as it goes. */
async function grow(chainCount: number, linkCount: number): Promise<string[]> {
  const subjects = Array.from({ length: chainCount }, () => randomUUID())
  for (let link = 1; link <= linkCount; link += 1) {
    for (const [n, subject] of subjects.entries()) {
      await site.query('select private.append_audit($1, $2, $3, $4, $5::jsonb)', [
        chains[n % chains.length] ?? '',
        subject,
        `step_${link}`,
        n % 3 === 0 ? null : person.id,
        JSON.stringify({ amount: `${link}.500`, 'a "name"': ['é', null, 1.5, { deep: true }], longer_name: n }),
      ])
    }
    await seal()
  }
  return subjects
}

async function seal() {
  const { data, error } = await site.service.rpc('seal_audit')
  if (error) throw error
  return data as { position: number; heads: number; hash: string } | null
}

const verify = (published?: { position: number; hash: string }[]) => verifyAudit(site.service, published)

/** Codes of what is found after a change that is undone again. */
async function foundAfter(
  statements: [text: string, ...params: string[]][],
  published?: { position: number; hash: string }[],
): Promise<string[]> {
  const tables = ['public.audit_log', 'private.audit_heads', 'private.seals', 'private.sealed_heads']
  for (const [n, table] of tables.entries()) await site.query(`create table kept_${n} as select * from ${table}`)
  await site.query('alter table private.sealed_heads drop constraint sealed_heads_seal_fkey')
  try {
    for (const [text, ...params] of statements) await site.query(text, params)
    const { faults } = await verify(published)
    return [...new Set(faults.map(({ code }) => code))].sort()
  } finally {
    await site.query(`truncate ${tables.join(', ')}`)
    for (const [n, table] of tables.entries()) {
      await site.query(`insert into ${table} overriding system value select * from kept_${n}`)
      await site.query(`drop table kept_${n}`)
    }
    await site.query(
      'alter table private.sealed_heads add constraint sealed_heads_seal_fkey foreign key (seal) references private.seals',
    )
  }
}

let subjects: string[]
let other: string

beforeAll(async () => {
  site = await openAccounts()
  person = await site.makePerson()
  subjects = await grow(7, 5)
  other = subjects[3] ?? ''
})
afterAll(() => site.close())

/** Links of a chain from a position on, their head, what seals hold of it and the seals themselves, all as if it were so from the start. */
const recompute: [string][] = [
  [`update public.audit_log l set previous_hash = '\\x', hash = '\\x'`],
  [
    `do $$ declare l record; before bytea; begin
    for l in select * from public.audit_log order by chain, subject_id, position loop
      if l.position = 1 then before := '\\x'; end if;
      update public.audit_log u set previous_hash = before, hash = sha256(before || convert_to(jsonb_build_object(
        'chain', l.chain, 'subject', l.subject_id, 'position', l.position, 'at', l.at, 'command', l.command,
        'actor', l.actor, 'details', l.details)::text, 'UTF8')) where u.id = l.id returning u.hash into before;
    end loop; end $$`,
  ],
  [
    `update private.audit_heads h set hash = l.hash, position = l.position, sealed_position = least(h.sealed_position, l.position)
    from (select distinct on (chain, subject_id) * from public.audit_log order by chain, subject_id, position desc) l
    where l.chain = h.chain and l.subject_id = h.subject_id`,
  ],
  [
    `update private.sealed_heads e set hash = l.hash from public.audit_log l
    where l.chain = e.chain and l.subject_id = e.subject_id and l.position = e.position`,
  ],
]
const recomputeSeals: [string][] = [
  [
    `do $$ declare it record; before bytea := '\\x'; begin
    delete from private.seals s where not exists (select from private.sealed_heads e where e.seal = s.position);
    for it in select * from private.seals order by position loop
      update private.seals u set previous_hash = before, root = n.root, heads = n.heads,
        hash = sha256(before || convert_to(jsonb_build_object('position', it.position, 'at', it.at, 'heads', n.heads,
          'root', encode(n.root, 'hex'))::text, 'UTF8'))
      from (select count(*)::int as heads, private.merkle_root(array_agg(
        private.seal_leaf(e.chain, e.subject_id, e.position, e.hash) order by e.chain, e.subject_id)) as root
        from private.sealed_heads e where e.seal = it.position) n
      where u.position = it.position returning u.hash into before;
    end loop; end $$`,
  ],
]

test('an audit that nobody touched holds, whatever its texts and numbers', async () => {
  const { faults, links, chains: count, seals, unsealed } = await verify()
  expect(faults).toEqual([])
  expect(links).toBeGreaterThanOrEqual(35)
  expect(count).toBeGreaterThanOrEqual(7)
  expect({ seals, unsealed }).toEqual({ seals: 5, unsealed: 0 })
})

test('where nothing grew, nothing is sealed; what grew is sealed with the next', async () => {
  expect(await seal()).toBeNull()
  await site.query(`select private.append_audit('award', $1, 'later', null, '{}')`, [randomUUID()])
  expect(await verify()).toMatchObject({ faults: [], unsealed: 1 })
  expect(await seal()).toMatchObject({ position: 6, heads: 1 })
  expect(await verify()).toMatchObject({ faults: [], unsealed: 0 })
})

test('a link is told in UTC, whatever the session speaks', async () => {
  await site.query(`set timezone = 'Asia/Kathmandu'`)
  await site.query(`select private.append_audit('award', $1, 'far_away', null, '{}')`, [randomUUID()])
  await seal()
  await site.query(`set timezone = 'UTC'`)
  expect(await verify()).toMatchObject({ faults: [] })
})

test('each change of the past is found', async () => {
  const chain = `subject_id = '${other}'`
  expect(await foundAfter([['select 1']]), 'the control').toEqual([])
  expect(
    await foundAfter([[`update public.audit_log set command = 'step_9' where ${chain} and position = 3`]]),
  ).toEqual(['link_altered'])
  expect(
    await foundAfter([
      [`update public.audit_log set at = at + interval '1 microsecond' where ${chain} and position = 3`],
    ]),
  ).toEqual(['link_altered'])
  expect(
    await foundAfter([
      [`update public.audit_log set actor = null where ${chain} and position = 3 and actor is not null`],
    ]),
  ).toEqual([])
  expect(
    await foundAfter([[`update public.audit_log set actor = gen_random_uuid() where ${chain} and position = 3`]]),
  ).toEqual(['link_altered'])
  expect(
    await foundAfter([
      [`update public.audit_log set details = details || '{"amount": "3.50"}' where ${chain} and position = 3`],
    ]),
  ).toEqual(['link_altered'])
  expect(await foundAfter([[`delete from public.audit_log where ${chain} and position = 3`]])).toEqual([
    'link_out_of_order',
    'sealed_link_missing',
  ])
  expect(
    await foundAfter([
      [`update public.audit_log set position = 99 where ${chain} and position = 2`],
      [`update public.audit_log set position = 2 where ${chain} and position = 3`],
      [`update public.audit_log set position = 3 where ${chain} and position = 99`],
    ]),
    'two links change places',
  ).toEqual(['link_altered', 'link_out_of_order', 'sealed_link_differs'])
  expect(await foundAfter([[`delete from public.audit_log where ${chain} and position > 3`]])).toEqual([
    'sealed_link_missing',
    'tail_differs',
  ])
  expect(
    await foundAfter([
      [`delete from public.audit_log where ${chain} and position > 3`],
      [
        `update private.audit_heads h set position = 3, sealed_position = 3, hash = l.hash from public.audit_log l
        where h.${chain} and l.${chain} and l.position = 3`,
      ],
    ]),
    'a tail is cut off and the head set back',
  ).toEqual(['sealed_link_missing'])
  expect(
    await foundAfter([
      [`update public.audit_log set command = 'step_9' where ${chain} and position = 3`],
      ...recompute.slice(0, 3),
    ]),
    'a tail is computed anew, with its head',
  ).toEqual(['sealed_link_differs'])
  expect(
    await foundAfter([
      [`update public.audit_log set command = 'step_9' where ${chain} and position = 3`],
      ...recompute,
    ]),
    'and what seals hold of it',
  ).toEqual(['seal_leaves_differ'])
  expect(
    await foundAfter([
      [`delete from public.audit_log where ${chain}`],
      [`delete from private.audit_heads where ${chain}`],
    ]),
    'a whole chain is taken away',
  ).toEqual(['sealed_link_missing'])
  expect(
    await foundAfter([
      [`delete from public.audit_log where ${chain}`],
      [`delete from private.audit_heads where ${chain}`],
      [`delete from private.sealed_heads where ${chain}`],
    ]),
  ).toEqual(['seal_leaves_differ'])
  expect(await foundAfter([[`delete from private.seals where position = 2`]])).toEqual([
    'seal_altered',
    'seal_leaves_differ',
    'seal_missing',
  ])
  expect(
    await foundAfter([
      [`delete from private.sealed_heads where seal >= 4`],
      [`delete from private.seals where position >= 4`],
    ]),
    'the last seals are taken away',
  ).toEqual(['seal_forgotten'])
  expect(await foundAfter([[`update private.seals set at = at - interval '1 day' where position = 2`]])).toEqual([
    'seal_altered',
  ])
  expect(
    await foundAfter([
      [`update private.audit_heads set is_demonstration = true where ${chain.replace(other, subjects[1] ?? '')}`],
    ]),
  ).toEqual(['not_demonstration'])
})

test('a past that was rewritten throughout holds in itself, and is found by a seal that somebody kept', async () => {
  const { data } = await site.anon.rpc('audit_days')
  const published = (data ?? []).map(({ position, hash }) => ({ position, hash }))
  expect(published).toHaveLength(1)
  expect(await verify(published)).toMatchObject({ faults: [] })
  const forged: [string, ...string[]][] = [
    [`update public.audit_log set command = 'step_9' where subject_id = $1 and position = 3`, other],
    ...recompute,
    ...recomputeSeals,
  ]
  expect(await foundAfter(forged), 'nobody kept anything').toEqual([])
  expect(await foundAfter(forged, published)).toEqual(['published_seal_differs'])
  const removed: [string, ...string[]][] = [
    ['delete from public.audit_log where subject_id = $1', other],
    ['delete from private.audit_heads where subject_id = $1', other],
    ['delete from private.sealed_heads where subject_id = $1', other],
    ...recomputeSeals,
  ]
  expect(await foundAfter(removed), 'nobody kept anything').toEqual([])
  expect(await foundAfter(removed, published)).toEqual(['published_seal_differs'])
  expect(
    await foundAfter(
      [['truncate public.audit_log, private.audit_heads, private.sealed_heads, private.seals']],
      published,
    ),
  ).toEqual(['published_seal_missing'])
})

test('when a person is erased, the audit holds as before', async () => {
  const leaves = await site.makePerson('Somebody Who Leaves')
  await site.query(`select private.append_audit('award', $1, 'act', $2, '{}')`, [randomUUID(), leaves.id])
  await seal()
  const { error } = await site.service.auth.admin.deleteUser(leaves.id)
  expect(error).toBeNull()
  await seal()
  const { faults, links } = await verify()
  expect(faults).toEqual([])
  const [row] = await site.query('select count(*) as n, string_agg(details::text, $1) as words from public.audit_log', [
    ' ',
  ])
  expect(Number(row?.n)).toBe(links)
  expect(row?.words).not.toContain('Leaves')
})

test('chains of the demonstration are never sealed, hold in themselves, and go with it', async () => {
  const { data: before } = await site.service.rpc('read_seals', { after: 0, most: 1000 })
  const player = await site.makePerson('Invented')
  await site.query('insert into private.demonstration default values')
  await site.query(`insert into private.demonstration_people (user_id, part) values ($1, 'provider')`, [player.id])
  const subject = randomUUID()
  for (const actor of [player.id, null]) {
    await site.query(`select private.append_audit('offer', $1, 'step', $2, '{}')`, [subject, actor])
  }
  await seal()
  expect(await verify()).toMatchObject({ faults: [], demonstration: 1 })
  const { data: during } = await site.service.rpc('read_seals', { after: 0, most: 1000 })
  expect((during as unknown[]).length - (before as unknown[]).length).toBeLessThanOrEqual(1)
  expect(await site.query('select * from private.sealed_heads where subject_id = $1', [subject])).toEqual([])
  const { error } = await site.service.rpc('remove_demonstration')
  expect(error).toBeNull()
  expect(await site.query('select * from public.audit_log where subject_id = $1', [subject])).toEqual([])
  expect(await verify()).toMatchObject({ faults: [], demonstration: 0 })
})

test('only the app reads the audit and seals it; anybody reads the days', async () => {
  for (const db of [site.anon, person.db]) {
    expect((await db.rpc('seal_audit')).error?.code).toBe('42501')
    expect((await db.rpc('read_audit', { after: null as never, most: 10 })).error?.code).toBe('42501')
    expect((await db.rpc('read_sealed_heads', { after: null as never, most: 10 })).error?.code).toBe('42501')
    expect((await db.rpc('read_seals', { after: 0, most: 10 })).error?.code).toBe('42501')
    const { data, error } = await db.rpc('audit_days')
    expect(error).toBeNull()
    expect(data?.[0]?.hash).toMatch(/^[0-9a-f]{64}$/)
  }
})
