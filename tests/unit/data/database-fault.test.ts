import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { reportError } from '#app/data/error-reports.server.ts'
import { rowsOf } from '#app/data/read-all.ts'
import type { Db } from '#app/platform/database.server.ts'

const words = 'what a reader wrote'

/** Real refusals of PostgreSQL, with the reader's words where it puts them. */
const refusals = [
  { code: '54000', message: `word is too long in tsquery: "'${words}':*"`, details: null },
  { code: '22P02', message: `invalid input syntax for type uuid: "${words}"`, details: null },
  {
    code: '23514',
    message: 'new row for relation "error_reports" violates check constraint "error_reports_text_check"',
    details: `Failing row contains (1, ${words}, someone@example.org).`,
  },
  { code: '22P02', message: 'invalid input syntax for type json', details: `Token "${words}" is invalid.` },
]

for (const refusal of refusals) {
  test(`${refusal.message.slice(0, 40)}…: what is logged has the code and none of the words`, async () => {
    const answer = Promise.resolve({ data: null, error: refusal }) as never
    const db = { rpc: () => answer } as unknown as Db
    const report = reportError(db, { actKey: '', input: {} as never })
    for (const work of [rowsOf(answer), report]) {
      const logged = inspect(await work.catch((error: unknown) => error))
      expect(logged).toContain(refusal.code)
      expect(logged).not.toContain(words)
    }
  })
}

test('words that name only things of ours are kept', async () => {
  const error = { code: '42P01', message: 'relation "nowhere" does not exist', details: null }
  await expect(rowsOf(Promise.resolve({ data: null, error }) as never)).rejects.toThrow('42P01: relation "nowhere"')
})
