import { createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openPg, type PgDb, type PgOptions } from '#embedded/engine/pg-db.ts'
import { startPostgres, type TestPostgres } from '../../support/postgres.ts'
import { hasPostgres } from '../../support/postgres-programs.ts'

const statement = (text: string) => [{ text, params: [] }]

describe.skipIf(!hasPostgres)('PostgreSQL as the engine', () => {
  let server: TestPostgres
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.stop())

  function open(options: Partial<PgOptions> = {}): PgDb {
    const db = openPg({ url: server.url, ...options })
    onTestFinished(() => db.close())
    return db
  }

  test('a statement past its cap is ended by the server, and its connection serves on', async () => {
    const db = open({ pool: 1 })
    const [before] = await db.query('select pg_backend_pid() as pid')
    const took = await timed(db.transaction(statement('select pg_sleep(20)'), { capMs: 200 }))
    expect(took).toMatchObject({ code: '57014' })
    expect(took.ms).toBeLessThan(1_500)
    expect(await db.query('select pg_backend_pid() as pid')).toEqual([before])
  })

  test('a wait for a lock ends before the whole time is used up', async () => {
    const db = open()
    await db.query('create table locked (n int)')
    const holder = db.transaction(statement('lock table locked; select pg_sleep(2)').map(({ text }) => ({ text })))
    await new Promise(done => setTimeout(done, 300))
    const took = await timed(db.transaction(statement('select * from locked'), { capMs: 600 }))
    expect(took).toMatchObject({ code: '55P03' })
    await holder
  })

  test('a server that stands still is given up soon after the cap, and costs one connection', async () => {
    const db = open({ pool: 1 })
    const [row] = await db.query('select pg_backend_pid() as pid')
    const pid = Number(row?.pid)
    process.kill(pid, 'SIGSTOP')
    const took = await timed(db.transaction(statement('select 1'), { capMs: 200 }))
    process.kill(pid, 'SIGCONT')
    expect(took).toMatchObject({ code: '08006' })
    expect(took.ms).toBeLessThan(2_500)
    expect(await db.query('select 1 as n')).toEqual([{ n: '1' }])
  })

  test('who finds no free connection is told so within a second, and it is known that the database answers', async () => {
    const db = open({ pool: 2 })
    const slow = [1, 2].map(() => db.transaction(statement('select pg_sleep(2)')))
    await new Promise(done => setTimeout(done, 200))
    const took = await Promise.all([1, 2, 3].map(() => timed(db.query('select 1'))))
    for (const each of took) {
      expect(each.code).toMatch(/^53/)
      expect(each.ms).toBeLessThan(1_000)
    }
    await db.ping()
    await Promise.all(slow)
    expect(await db.query('select 1 as n')).toEqual([{ n: '1' }])
  })

  test('what is asked beyond the pool waits its turn while turns are short', async () => {
    const db = open({ pool: 2 })
    const rows = await Promise.all(Array.from({ length: 40 }, (_, n) => db.query('select $1::int as n', [String(n)])))
    expect(rows.map(([row]) => Number(row?.n))).toEqual(Array.from({ length: 40 }, (_, n) => n))
  })

  test('a database that takes the call and says nothing is away within a second', async () => {
    const calls = new Set<Socket>()
    const silent = createServer(socket => void calls.add(socket)).listen(0, '127.0.0.1')
    await new Promise(done => silent.once('listening', done))
    const { port } = silent.address() as { port: number }
    const db = open({ url: `postgres://u:p@127.0.0.1:${port}/x` })
    const took = await timed(db.query('select 1'))
    expect(took.code).toBe('08001')
    expect(took.ms).toBeLessThan(1_500)
    await expect(db.ping()).rejects.toMatchObject({ code: '08001' })
    for (const socket of calls) socket.destroy()
    silent.close()
  })

  test('a wrong password is a database that is away, and its words hold no secret', async () => {
    const url = new URL(server.url)
    url.password = 'not-this-one'
    const took = await timed(open({ url: url.href }).query('select 1'))
    expect(took.code).toBe('08001')
    expect(took.message).toContain('password authentication failed')
    expect(took.message).not.toContain('not-this-one')
  })

  test('a table that changes under a prepared statement costs no request', async () => {
    const db = open({ pool: 1 })
    await db.query('create table shifting (a int)')
    const ask = () => db.transaction(statement('select * from shifting'), { capMs: 5_000 })
    for (const _ of [1, 2]) expect(await ask()).toEqual([[]])
    await db.query('alter table shifting add b text; insert into shifting values (1, $$x$$)')
    expect(await ask()).toEqual([[{ a: '1', b: 'x' }]])
    await db.query('deallocate all')
    expect(await ask()).toEqual([[{ a: '1', b: 'x' }]])
  })

  test('one at a time: the same lock waits, and a holder that dies leaves it free', async () => {
    const [one, other] = [open(), open()]
    const said: string[] = []
    const hold = (db: PgDb, name: string) =>
      db.alone(7, async () => {
        said.push(`${name} in`)
        await new Promise(done => setTimeout(done, 200))
        said.push(`${name} out`)
      })
    await Promise.all([hold(one, 'a'), hold(other, 'b')])
    expect([said[0]?.at(0), said[1]?.at(0)]).toEqual([said[1]?.at(0), said[0]?.at(0)])
    await expect(one.alone(7, () => Promise.reject(new Error('work failed')))).rejects.toThrow('work failed')
    await hold(other, 'c')
  })

  test('stopped and started again under requests, it serves again by itself, and no acknowledged row is lost', async () => {
    const db = open({ pool: 4 })
    await db.query('create table kept (n int primary key)')
    const acknowledged: string[] = []
    const codes = new Set<string>()
    let isOver = false
    let next = 0
    const writer = async () => {
      while (!isOver) {
        const n = String(next++)
        const took = await timed(db.transaction([{ text: 'insert into kept values ($1)', params: [n] }]))
        if (took.code === null) acknowledged.push(n)
        else {
          codes.add(took.code)
          await new Promise(done => setTimeout(done, 20))
        }
      }
    }
    const writers = [writer(), writer(), writer()]
    await new Promise(done => setTimeout(done, 300))
    await server.halt()
    await new Promise(done => setTimeout(done, 300))
    const beforeStart = acknowledged.length
    await server.restart()
    await server.kill()
    await server.restart()
    await expect.poll(() => acknowledged.length, { timeout: 5_000 }).toBeGreaterThan(beforeStart + 50)
    isOver = true
    await Promise.all(writers)
    expect([...codes].filter(code => !/^08|^57P01$/.test(code))).toEqual([])
    const rows = await db.query('select n from kept')
    const stored = new Set(rows.map(row => row.n))
    expect(acknowledged.filter(n => !stored.has(n))).toEqual([])
    expect(beforeStart).toBeGreaterThan(0)
  })
})

async function timed(work: Promise<unknown>): Promise<{ code: string | null; message: string; ms: number }> {
  const started = performance.now()
  const error = await work.then(
    () => null,
    (thrown: { code: string; message: string }) => thrown,
  )
  return { code: error?.code ?? null, message: error?.message ?? '', ms: performance.now() - started }
}
