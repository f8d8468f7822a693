import type { Db } from '../engine/db.ts'
import { ChunkStore } from './chunk-store.ts'
import type { FileStore } from './file-store.ts'
import { FolderStore } from './folder-store.ts'

/** Bytes in the folder, or in the database where none is named; what an earlier process left over is removed first. */
export async function openFileStore(db: Db, folder: string | null): Promise<FileStore> {
  const files = folder === null ? new ChunkStore(db) : new FolderStore(folder)
  const rows = folder === null ? [] : await db.query('select version from storage.objects', [])
  await files.sweep(new Set(rows.flatMap(({ version }) => version ?? [])))
  return files
}
