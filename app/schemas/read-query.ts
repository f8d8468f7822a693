import { z } from 'zod'

/** Longest search text; longer ones are cut, since nobody types them. */
const longestText = 200

/** A text parameter of an address: trimmed, cut, null where empty. A cut leaves no half of a character: JSON takes none. */
export const textParam = z
  .string()
  .nullish()
  .transform(
    text =>
      text
        ?.trim()
        .slice(0, longestText)
        .replace(/[\ud800-\udbff]$/, '') || null,
  )

/** A parameter that must be one of a list; anything else counts as not given. */
export const choiceParam = <const Value extends string>(values: readonly Value[]) =>
  z
    .string()
    .nullish()
    .transform(text => values.find(value => value === text) ?? null)

/** Shows the records of the demonstration in place of the real ones: part of the address, so that any cache may keep both. */
export const demonstrationParam = choiceParam(['shown'])

/** A code of the data, checked against the data by whoever uses it. */
export const codeParam = z
  .string()
  .nullish()
  .transform(text => (text && /^[A-Za-z0-9_-]{1,64}$/.test(text) ? text : null))

export const wholeNumberParam = (min: number, max: number) =>
  z
    .string()
    .nullish()
    .transform(text => {
      const value = text && /^\d{1,9}$/.test(text) ? Number(text) : null
      return value !== null && value >= min && value <= max ? value : null
    })

/** Reads only the named parameters of an address; unknown ones never travel further. */
export function readQuery<Shape extends z.ZodRawShape>(shape: z.ZodObject<Shape>, url: string | URL) {
  const query = new URL(url).searchParams
  const known = Object.fromEntries(Object.keys(shape.shape).map(name => [name, query.get(name)]))
  return shape.parse(known)
}
