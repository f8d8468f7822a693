import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hasPostgres } from '../support/postgres-programs.ts'
import { ageReports } from './support/age-reports.ts'
import { posts, seed } from './support/amounts.ts'
import { type Answer, Reporter, startApp } from './support/app-process.ts'
import { chanceOf } from './support/chance.ts'
import { note } from './support/figures.ts'
import { makeFolder, sleep } from './support/folder.ts'
import { account, nothingYet, unharmed } from './support/ledger.ts'
import { killAllOf, postgresForTest, superuserQuery } from './support/postgres-chaos.ts'

const subject = 'PostgreSQL restarted under posts'

test.skipIf(!hasPostgres)(
  'PostgreSQL: while it is restarted, whoever sends a form gets the receipt or sees the form with every word in it',
  async () => {
    const server = await postgresForTest()
    const app = await startApp({ DATABASE_URL: server.url, DATA_DIR: join(makeFolder(), 'unused') })
    const query = superuserQuery(server, server.url)
    await ageReports(query)
    const chance = chanceOf(seed + 6)
    const people = Array.from(
      { length: posts },
      (_, n) => new Reporter(app.origin, `Report ${n}: <b>"Ünïcode" & 中文 العربية</b>`),
    )
    for (const person of people) await person.open()

    const answers: { first: Answer; last: Answer; tries: number }[] = []
    const waiting = [...people]
    const lanes = Array.from({ length: 10 }, async () => {
      for (let person = waiting.shift(); person !== undefined; person = waiting.shift()) {
        await sleep(chance.between(0, 200))
        answers.push(await sendUntilReceived(person))
      }
    })
    // In good order, then in none, each in the midst of the posts.
    await sleep(300)
    await server.halt()
    await sleep(chance.between(200, 1_500))
    await server.restart()
    await sleep(300)
    await killAllOf(server)
    await sleep(chance.between(200, 1_500))
    await server.restart()
    await Promise.all(lanes)

    const firsts = answers.map(({ first }) => first)
    const count = (kind: Answer['kind']) => firsts.filter(answer => answer.kind === kind).length
    note(subject, 'PostgreSQL', 'people, ten at once', answers.length)
    note(subject, 'PostgreSQL', 'receipt at once', count('receipt'))
    note(subject, 'PostgreSQL', 'saw the form with their words', count('form'))
    note(subject, 'PostgreSQL', 'saw something else', count('other'))
    note(subject, 'PostgreSQL', 'most tries of one person', Math.max(...answers.map(({ tries }) => tries)))

    expect(firsts.filter(answer => answer.kind === 'other')).toEqual([])
    expect(count('form')).toBeGreaterThan(0)
    for (const answer of firsts) if (answer.kind === 'form') expect(answer.status).toBe(503)
    const stored = await query('select text, ref from public.error_reports')
    expect(stored.map(({ text }) => text).sort()).toEqual(people.map(({ text }) => text).sort())
    const codes = answers.map(({ last }) => (last.kind === 'receipt' ? last.code : null))
    expect(codes.sort()).toEqual(stored.map(({ ref }) => ref).sort())
    expect(new Set(codes).size).toBe(people.length)
    note(subject, 'PostgreSQL', 'reports stored, receipts shown', `${stored.length}, ${codes.length}`)
    const { halves, doubled } = await account(query, nothingYet(), { hasPairs: false })
    expect({ halves, doubled }).toEqual({ halves: unharmed.halves, doubled: unharmed.doubled })
    expect(app.process.exitCode).toBeNull()
  },
)

/** As a person does: sends the form that came back, until there is a receipt. */
async function sendUntilReceived(person: Reporter): Promise<{ first: Answer; last: Answer; tries: number }> {
  const actKey = person.actKey
  let first: Answer | null = null
  for (let tries = 1; tries <= 100; tries += 1) {
    const answer = await person.send()
    first ??= answer
    if (answer.kind === 'receipt') return { first, last: answer, tries }
    if (answer.kind === 'form') {
      expect(unescaped(answer.text)).toBe(person.text)
      expect(answer.actKey).toBe(actKey)
    }
    await sleep(300)
  }
  throw new Error(`No receipt after 100 tries: ${JSON.stringify(first).slice(0, 500)}`)
}

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&amp;': '&' }
const unescaped = (text: string) => text.replace(/&(?:lt|gt|quot|#x27|amp);/g, entity => entities[entity] ?? entity)
