import { parseKeys } from '#embedded/keys.ts'
import { ArchiveError } from './archive-format.ts'
import { listObjects, type StoredObject } from './file-place.ts'
import { isOfStorage } from './left-out.ts'
import { type Loader, makeLoader } from './load-rows.ts'
import type { Place } from './place.ts'
import { actAsReplica, requireReferences } from './quiet-tables.ts'
import { type ArchivePart, readArchive } from './read-archive.ts'
import { readSequences, restartSequence } from './sequences.ts'
import type { Table } from './tables.ts'

/** Puts every part of the archive into its place, in the open transaction. What has no place is refused by name. */
export async function loadParts(place: Place, file: string, tables: readonly Table[]): Promise<void> {
  const loading = new Loading(place, tables, await readSequences(place.session))
  for await (const part of readArchive(file)) await loading.take(part)
  loading.requireAll()
}

class Loading {
  readonly #place: Place
  readonly #tables: Map<string, Table>
  readonly #sequences: Set<string>
  #load: Loader = async () => {}
  /** Whose triggers rest, since the table is not ours. */
  #replica: Table | null = null
  #objects: Map<string, StoredObject> | null = null

  constructor(place: Place, tables: readonly Table[], sequences: readonly { name: string }[]) {
    this.#place = place
    this.#tables = new Map(tables.map(table => [table.name, table]))
    this.#sequences = new Set(sequences.map(({ name }) => name))
  }

  async take(part: ArchivePart): Promise<void> {
    if (part.kind === 'rows') return this.#load(part.rows)
    await this.#finishTable()
    switch (part.kind) {
      case 'table':
        return this.#beginTable(part.name, part.columns)
      case 'sequence':
        if (!this.#sequences.delete(part.name)) throw unknown('sequence', part.name)
        return restartSequence(this.#place.session, part.name, part.next)
      case 'keys':
        return this.#place.writeKeys(parseKeys(JSON.stringify(part.keys), 'The archive'))
      case 'file':
        return this.#place.files.write(await this.#objectOf(part), part.bytes)
    }
  }

  requireAll(): void {
    const [missing] = [...this.#tables.keys(), ...this.#sequences]
    if (missing !== undefined) throw new ArchiveError(`The archive has no ${missing}, which the database has.`)
  }

  async #beginTable(name: string, columns: readonly string[]): Promise<void> {
    this.#load = async () => {}
    if (this.#place.kind === 'supabase' && isOfStorage(name)) return
    const table = this.#tables.get(name)
    if (table === undefined) throw unknown('table', name)
    this.#tables.delete(name)
    this.#load = makeLoader(this.#place.session, table, columns)
    if (table.isOwn || table.triggers.length === 0) return
    await actAsReplica(this.#place.session, true)
    this.#replica = table
  }

  async #finishTable(): Promise<void> {
    const table = this.#replica
    if (table === null) return
    this.#replica = null
    await actAsReplica(this.#place.session, false)
    await requireReferences(this.#place.session, table)
  }

  /** The row of a file is loaded before its bytes; a Supabase makes the row itself, as they come. */
  async #objectOf({ name, type }: { name: string; type: string }): Promise<StoredObject> {
    if (this.#place.kind === 'supabase') {
      const [bucket = '', ...rest] = name.split('/')
      return { bucket, name: rest.join('/'), version: '', type }
    }
    const listed = this.#objects ?? (await listObjects(this.#place.session))
    this.#objects ??= new Map([...listed.values()].map(object => [`${object.bucket}/${object.name}`, object]))
    const object = this.#objects.get(name)
    if (object === undefined) throw new ArchiveError(`The archive has the bytes of a file ${name} without its row.`)
    return object
  }
}

const unknown = (what: string, name: string) =>
  new ArchiveError(`The archive has a ${what} ${name}, which the database has not.`)
