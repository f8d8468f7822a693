import type { z } from 'zod'

/** A row that the import leaves out, with the file, the name of the row in it, and why. */
export type Refusal = { file: string; row: string; reason: string }

/** Thrown while a row is built; its message is the reason that the import reports. */
export class RowRefused extends Error {}

export function refuse(reason: string): never {
  throw new RowRefused(reason)
}

/** Builds each row of a file; a row that is refused is named in `refused` and the others go on. */
export function eachRow<Row, Built>(
  input: { file: string; rows: readonly unknown[]; schema: z.ZodType<Row>; nameOf: (row: unknown) => string },
  refused: Refusal[],
  build: (row: Row) => Built,
): Built[] {
  const built: Built[] = []
  for (const raw of input.rows) {
    try {
      const parsed = input.schema.safeParse(raw)
      if (!parsed.success) {
        refuse(parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; '))
      }
      built.push(build(parsed.data))
    } catch (error) {
      if (!(error instanceof RowRefused)) throw error
      refused.push({ file: input.file, row: input.nameOf(raw), reason: error.message })
    }
  }
  return built
}

/** What a word of a source becomes; a word that no editor listed refuses the row by name. */
export function lookUp<Value>(list: Record<string, Value>, word: string, what: string): Value {
  return Object.hasOwn(list, word) ? (list[word] as Value) : refuse(`${what} "${word}" is not mapped`)
}

/** A name of a row for a report, whatever its shape. */
export function nameBy(...fields: string[]): (row: unknown) => string {
  return row => {
    const record = (row ?? {}) as Record<string, unknown>
    const name = fields.map(field => record[field]).filter(value => value !== undefined && value !== null)
    return name.length > 0 ? name.join(' ') : JSON.stringify(row).slice(0, 80)
  }
}
