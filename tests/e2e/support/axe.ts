import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'

// The engine itself, of the version that the Playwright binding brings: injected once a page, run once a matrix cell.
const require = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'))
const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export type Cell = {
  width: 320 | 1280
  look: 'light' | 'dark' | 'forced colours'
  /** All rules, or only those whose answer hangs on colours. */
  rules: 'all' | 'colours'
}

/** Every width in every look. The rules that read no colour are asked once a width. */
export const wholeMatrix: Cell[] = ([320, 1280] as const).flatMap(width => [
  { width, look: 'light', rules: 'all' },
  { width, look: 'dark', rules: 'colours' },
  { width, look: 'forced colours', rules: 'all' },
])

/** What every run looks at: all rules on the narrow screen, colours in the dark on the wide one. */
export const thinMatrix: Cell[] = [
  { width: 320, look: 'light', rules: 'all' },
  { width: 1280, look: 'dark', rules: 'colours' },
]

/** Violations on the page as it stands, in each cell. */
export async function axeFaults(page: Page, matrix: readonly Cell[]): Promise<string[]> {
  await page.evaluate(source)
  const faults: string[] = []
  for (const { width, look, rules } of matrix) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({
      colorScheme: look === 'dark' ? 'dark' : 'light',
      forcedColors: look === 'forced colours' ? 'active' : 'none',
    })
    const found = await run(page, rules)
    faults.push(...found.map(fault => `${width} px, ${look}: ${fault}`))
  }
  return faults
}

async function run(page: Page, rules: Cell['rules']): Promise<string[]> {
  const options: RunOptions = {
    resultTypes: ['violations'],
    ...(rules === 'all'
      ? { runOnly: { type: 'tag', values: tags } }
      : { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }),
  }
  const { violations } = await page.evaluate(
    given => (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(given),
    options,
  )
  return violations.map(
    ({ id, help, nodes }) => `${id} (${help}): ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
}
