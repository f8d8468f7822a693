import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openEmbedded } from '#embedded/open.ts'
import { startApp } from '../../chaos/support/app-process.ts'
import { chanceOf } from '../../chaos/support/chance.ts'
import { posterTo, type Reply } from '../../chaos/support/cut-post.ts'
import { makeFolder } from '../../chaos/support/folder.ts'
import type { Query } from '../../chaos/support/ledger.ts'
import { needFields, registerInstitution } from '../../chaos/support/need-forms.ts'
import { postgresForTest, superuserQuery } from '../../chaos/support/postgres-chaos.ts'
import { inLanes } from '../../support/in-lanes.ts'
import { hasPostgres } from '../../support/postgres-programs.ts'

const isFull = process.env.IMARIKA_FULL === '1'
const submissions = Number(process.env.ONCE_N ?? (isFull ? 10_000 : 1_000))
const connections = 50
const cutShare = 0.3

type Place = { env: Record<string, string>; ask: () => Promise<Query> }

/** The built-in database is asked once its app has ended. */
function builtIn(): Place {
  const folder = makeFolder()
  const ask = async (): Promise<Query> => {
    const { db, close } = await openEmbedded({ dataDir: join(folder, 'pglite'), migrationsDir: 'supabase/migrations' })
    onTestFinished(close)
    return (text, params) => db.query(text, params ?? [])
  }
  return { env: { DATA_DIR: folder }, ask }
}

async function onPostgres(): Promise<Place> {
  const server = await postgresForTest({ settings: { max_connections: '100' } })
  return {
    env: { DATABASE_URL: server.url, DATA_DIR: join(makeFolder(), 'unused') },
    ask: async () => superuserQuery(server, server.url),
  }
}

/** Without PostgreSQL's programs, and in `npm test`, the built-in one alone. */
const engines: [name: string, open: () => Promise<Place> | Place][] = [
  ['built-in', builtIn],
  ...(hasPostgres && isFull ? ([['PostgreSQL', onPostgres]] as [string, typeof onPostgres][]) : []),
]

test.each(engines)(
  `${submissions} needs, each sent 1 to 5 times, ${connections} at once, cut after commit: each is there once (%s)`,
  {
    timeout: 3_000_000,
  },
  async (engine, open) => {
    const place = await open()
    const app = await startApp({ ...place.env, DEMONSTRATION: 'no' })
    const institution = await registerInstitution(app.origin)
    const poster = posterTo(app.origin, institution.path, connections)
    const chance = chanceOf(5)

    const forms = Array.from({ length: submissions }, (_, n) => needFields(randomUUID(), `Need ${n} 中 "ع" <b>`))
    const refs = forms.map(() => new Set<string>())
    const others: Reply[] = []
    let [sent, cuts, cameBack] = [0, 0, 0]
    const send = async (n: number, isCut: boolean) => {
      sent += 1
      const reply = await poster.post(institution.cookie, forms[n] ?? {}, isCut)
      if (reply.kind === 'receipt') refs[n]?.add(reply.ref)
      else if (reply.kind === 'cut') cuts += 1
      // No connection to the database was free in time: the form comes back with its words and its key, to be sent again.
      else if (reply.kind === 'form' && reply.status === 503 && reply.html.includes(forms[n]?.act_key ?? ''))
        cameBack += 1
      else others.push(reply)
    }
    const queue = forms.flatMap((_, n) => Array.from({ length: chance.between(1, 5) }, () => n))
    // Repeats come close to their first: a double tap, a reload, a browser that tries again.
    const order = queue.map(n => ({ n, at: n + chance.next() * 40 })).sort((a, b) => a.at - b.at)
    const started = performance.now()
    await inLanes(order, connections, ({ n }) => send(n, chance.next() < cutShare))
    // Whoever never saw a receipt sends again.
    for (const [n, seen] of refs.entries())
      for (let tries = 0; seen.size === 0 && tries < 20; tries += 1) await send(n, false)
    const seconds = (performance.now() - started) / 1000

    // The same key with other words: the form again with the new words and a fresh key.
    const changed = await poster.post(institution.cookie, { ...forms[0], title: 'Changed words' })
    // The same key from somebody else is an act of its own.
    const another = await registerInstitution(app.origin)
    const ofAnother = await posterTo(app.origin, another.path, 1).post(another.cookie, forms[0] ?? {})
    poster.close()
    await app.kill('SIGTERM')
    const query = await place.ask()
    const stored = await query(`select r.ref, r.title from public.support_requests r order by r.created_at`)
    const [kept] = await query(`select
    (select count(*) from private.act_keys where command = 'state_need')::text as keys,
    (select count(*) from public.audit_log where command = 'state_need')::text as links,
    (select count(*) from public.request_parts)::text as parts`)

    console.info(
      `${engine}: ${submissions} asked, ${sent} sent, ${cuts} cut, ${cameBack} came back, ${stored.length - 1} stored, ${Math.round(sent / seconds)}/s`,
    )
    expect(others).toEqual([])
    expect(cuts / sent).toBeGreaterThan(cutShare * 0.8)
    expect(refs.filter(({ size }) => size !== 1)).toEqual([])
    expect(ofAnother.kind).toBe('receipt')
    const shown = forms.map(({ title }, n) => `${[...(refs[n] ?? [])][0]} ${title}`)
    const expected = [...shown, `${ofAnother.kind === 'receipt' ? ofAnother.ref : ''} ${forms[0]?.title}`]
    expect(stored.map(({ ref, title }) => `${ref} ${title}`).sort()).toEqual(expected.sort())
    expect(kept).toEqual({
      keys: String(submissions + 1),
      links: String(submissions + 1),
      parts: String(submissions + 1),
    })
    expect(changed).toMatchObject({ kind: 'form' })
    if (changed.kind !== 'form') return
    expect(changed.html).toContain('value="Changed words"')
    expect(/name="act_key" value="([^"]+)"/.exec(changed.html)?.[1]).not.toBe(forms[0]?.act_key)
  },
)
