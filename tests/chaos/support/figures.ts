import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'

/** Lines of one run; the test files are processes of their own, so they meet in a file. */
const file = '.cache/chaos/figures.jsonl'

type Figure = { subject: string; engine: string; what: string; value: string }

/** Notes a figure for the table at the end of the run. */
export function note(subject: string, engine: string, what: string, value: string | number): void {
  mkdirSync(dirname(file), { recursive: true })
  appendFileSync(file, `${JSON.stringify({ subject, engine, what, value: String(value) } satisfies Figure)}\n`)
}

export function forgetFigures(): void {
  rmSync(file, { force: true })
}

/** All figures of the run as one table. */
export function figureTable(): string {
  if (!existsSync(file)) return 'No figures.'
  const figures = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Figure)
  const width = (field: keyof Figure) => Math.max(...figures.map(figure => figure[field].length))
  const [subject, engine, what] = [width('subject'), width('engine'), width('what')]
  return figures
    .map(
      each =>
        `${each.subject.padEnd(subject)}  ${each.engine.padEnd(engine)}  ${each.what.padEnd(what)}  ${each.value}`,
    )
    .join('\n')
}
