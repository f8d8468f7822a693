import type { Scanner } from './scanner.ts'

/** A step into JSON: `->` keeps JSON, `->>` gives text; a whole number counts into an array. */
export type PathStep = { arrow: '->' | '->>'; key: string; isIndex: boolean }
export type Field = { column: string; path: PathStep[] }

/** Letters, digits, `_`, `$`, spaces inside, and a dash that does not start an arrow; or anything in quotes. */
const NAME = /(?:[\p{L}\p{N}_$ ]|-(?!>))+/uy

export function scanName(scanner: Scanner): string | null {
  return scanner.quoted() ?? scanner.match(NAME)?.trim() ?? null
}

/** `column`, `column->key`, `column->0->>key`; null when no name comes next or a path breaks off. */
export function scanField(scanner: Scanner): Field | null {
  const column = scanName(scanner)
  if (!column) return null
  const path: PathStep[] = []
  for (;;) {
    const arrow = scanner.take('->>') ? '->>' : scanner.take('->') ? '->' : null
    if (arrow === null) return { column, path }
    const index = scanner.match(/-?\d+(?=$|[-,.:)])/y)
    const key = index ?? scanName(scanner)
    if (!key) return null
    path.push({ arrow, key, isIndex: index !== null })
  }
}
