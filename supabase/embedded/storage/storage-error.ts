import { DbError } from '../engine/db.ts'

/** What storage-js reads from a refusal: the true status is in the body, HTTP says 400 for all of them. */
export class StorageError extends Error {
  override name = 'StorageError'
  readonly status: string
  readonly code: string

  constructor(status: string, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }

  toResponse(): Response {
    const body = { statusCode: this.status, error: this.code, message: this.message }
    return Response.json(body, { status: 400 })
  }
}

/** SQLSTATEs of a write to storage.objects in Supabase's words; anything else is ours to mend. */
export function toStorageError(error: unknown): unknown {
  if (!(error instanceof DbError)) return error
  if (error.code === '42501')
    return new StorageError('403', 'Unauthorized', 'new row violates row-level security policy')
  if (error.code === '23505') return new StorageError('409', 'Duplicate', 'The resource already exists')
  return error
}
