import { explainInstance } from '#app/domain/allocation/explanations/explain-instance.ts'
import { suggestInstead } from '#app/domain/allocation/explanations/suggest-instead.ts'
import { readInstance } from '#app/domain/allocation/run-instance.ts'
import { priceOfRule } from './price-of-rule.ts'
import { readNamedFile } from './read-named-file.ts'
import { sha256 } from './sha256.ts'

/**
 * `npm run -s allocation:explain -- <file>`: what floors did, what the order of floors and the seed would have changed,
 * who got what by class, and the price of the rule; for a refused rule, what can be had instead.
 */
const seeds = { most: 200, milliseconds: 5_000 }
const floorMilliseconds = 5_000

/** True for so long from the first time that it is asked. */
function spend(milliseconds: number): () => boolean {
  let start: number | null = null
  return () => {
    start ??= performance.now()
    return performance.now() - start < milliseconds
  }
}

async function explain(name: string): Promise<{ value: unknown; exitCode: number }> {
  const text = readNamedFile(name)
  if (text === null) return { value: { ok: false, error: 'INVALID_INSTANCE' }, exitCode: 1 }
  const read = readInstance(text, sha256)
  if (!read.ok) {
    const instead = read.error === 'NO_GUARANTEE' ? suggestInstead(text, sha256) : []
    return { value: { ...read, instead }, exitCode: read.error === 'INVALID_INSTANCE' ? 1 : 2 }
  }
  const budget = { most: seeds.most, mayContinue: spend(seeds.milliseconds), mayRerun: spend(floorMilliseconds) }
  const explanation = explainInstance(read.instance, sha256, budget)
  const price = await priceOfRule(read.instance)
  return { value: { ok: true, kind: read.instance.kind, ...explanation, price }, exitCode: 0 }
}

const { value, exitCode } = await explain(process.argv[2] ?? '-')
console.log(JSON.stringify(value, (_, item) => (item instanceof Map ? Object.fromEntries(item) : item), 2))
process.exitCode = exitCode
