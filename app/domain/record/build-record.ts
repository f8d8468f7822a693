import { digestOf } from './digest.ts'

export type SeedProof = {
  source: 'drand-quicknet'
  round: number
  signature: string
  randomness: string
  closedAt: string
}

export type AllocationRecord = {
  version: 1
  instance: unknown
  result: unknown
  seedProof: SeedProof | null
  commitment: unknown
  codeHash: string | null
  previous: string | null
}

/**
 * The record of one run. A refused instance has none: only a result with `ok` true is recorded. `previous` is the
 * record before, whole; its digest becomes the link. Fields are put in the order in which people read them.
 */
export function buildRecord(input: {
  instance: unknown
  result: { ok: boolean; [key: string]: unknown }
  seedProof?: SeedProof | null
  commitment?: unknown
  codeHash?: string | null
  previous?: unknown
}): AllocationRecord | { ok: false; reason: 'refused-instances-have-no-record' } {
  if (!input.result.ok) return { ok: false, reason: 'refused-instances-have-no-record' }
  return {
    version: 1,
    instance: input.instance,
    result: input.result,
    seedProof: input.seedProof ?? null,
    commitment: input.commitment ?? null,
    codeHash: input.codeHash ?? null,
    previous: input.previous === undefined || input.previous === null ? null : digestOf(input.previous),
  }
}
