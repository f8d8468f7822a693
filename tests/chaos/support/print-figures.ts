import { seed } from './amounts.ts'
import { figureTable, forgetFigures } from './figures.ts'

/** Around a whole run: what it measured stands in one table at the end. */
export default function printFigures(): () => void {
  forgetFigures()
  return () => console.log(`\nEngine proof, seed ${seed}\n${figureTable()}\n`)
}
