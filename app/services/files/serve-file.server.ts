import { findFile, readBytes } from '#app/data/files.server.ts'
import type { Db } from '#app/platform/database.server.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * A file as its readers get it: saved, never shown, whatever it is; kept by no cache; and harmless even where a
 * browser shows it after all. That its type is not guessed at (nosniff) every answer of the server says. Null for
 * whoever may not see it, as for one that never was.
 */
export async function serveFile(db: Db, id: string): Promise<Response | null> {
  const file = uuid.test(id) ? await findFile(db, id) : null
  const bytes = file && (await readBytes(db, file))
  if (file === null || bytes === null) return null
  return new Response(bytes, {
    headers: {
      'Content-Type': file.type,
      'Content-Length': String(file.sizeBytes),
      'Content-Disposition': dispositionOf(file.name),
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'private, no-store',
    },
  })
}

/** The name twice (RFC 6266): in ASCII for old readers, and in full. */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._ -]/g, '_')
  const full = encodeURIComponent(name).replace(/['()*]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`
}
