/** The price of the rule on one instance file, with HiGHS: prints milliseconds, the score of the rule and the optimum. */
import { readFileSync } from 'node:fs'
import { readInstance } from '#app/domain/allocation/run-instance.ts'
import { priceOfRule } from '../../../cli/price-of-rule.ts'
import { sha256 } from '../../../cli/sha256.ts'

const [file = '', runs = '7'] = process.argv.slice(2)
const answer = readInstance(readFileSync(file, 'utf8'), sha256)
if (!answer.ok) throw new Error(JSON.stringify(answer))
const times: number[] = []
let price = await priceOfRule(answer.instance)
for (let n = 0; n < Number(runs); n++) {
  const start = performance.now()
  price = await priceOfRule(answer.instance)
  times.push(performance.now() - start)
}
times.sort((a, b) => a - b)
process.stdout.write(JSON.stringify({ median: times[times.length >> 1], price }))
