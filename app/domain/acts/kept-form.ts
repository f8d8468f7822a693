/** A form that was sent and could not be taken yet, as it can be sent again from a page that knows nothing of it. */
export type KeptForm = {
  /** Path and query it was sent to. */
  action: string
  fields: readonly { name: string; value: string }[]
  /** Files are not kept: their names, so that they can be chosen again. */
  files: readonly { name: string; fileName: string }[]
  /** Fields with passwords and codes, which are kept nowhere and typed again. */
  secrets: readonly string[]
}

const secretNames: ReadonlySet<string> = new Set(['password', 'given', 'code'])

/** Fields that the page puts in itself; nobody typed them. */
const ofThePage: ReadonlySet<string> = new Set(['act_key', 'version', 'intent', 'act', 'asked', 'factor', 'secret'])

type Entry = readonly [name: string, value: string | { name: string; size: number }]

/** Keeps all that was sent, except secrets and the bytes of files. An empty file field is no file. */
export function keepForm(action: string, entries: Iterable<Entry>): KeptForm {
  const fields: { name: string; value: string }[] = []
  const files: { name: string; fileName: string }[] = []
  const secrets: string[] = []
  for (const [name, value] of entries) {
    if (secretNames.has(name)) secrets.push(name)
    else if (typeof value === 'string') fields.push({ name, value })
    else if (value.size > 0 || value.name !== '') files.push({ name, fileName: value.name })
  }
  return { action, fields, files, secrets }
}

const isKey = (value: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)

/**
 * What of it a person would know again: words and numbers they gave, none of the keys that the page put in. A field that
 * was sent several times is one, with all its values.
 */
export function typedIn({ fields }: KeptForm): Map<string, string[]> {
  const typed = new Map<string, string[]>()
  for (const { name, value } of fields) {
    if (ofThePage.has(name) || value.trim() === '' || isKey(value)) continue
    typed.set(name, [...(typed.get(name) ?? []), value])
  }
  return typed
}

/** Its act key; null where it carries none. */
export const actKeyOf = ({ fields }: Pick<KeptForm, 'fields'>): string | null =>
  fields.find(({ name }) => name === 'act_key')?.value ?? null
