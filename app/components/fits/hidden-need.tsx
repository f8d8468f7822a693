import type { NeedQuery } from '#app/schemas/need.ts'

/** Parts of the question that a form carries on without showing them. */
export function HiddenNeed({ query, names }: { query: NeedQuery; names: readonly (keyof NeedQuery)[] }) {
  return (
    <>
      {names.flatMap(name =>
        [query[name]]
          .flat()
          .map(value =>
            value === null ? null : (
              <input
                key={`${name} ${value}`}
                type="hidden"
                name={name === 'languages' ? 'language' : name}
                value={String(value)}
              />
            ),
          ),
      )}
    </>
  )
}
