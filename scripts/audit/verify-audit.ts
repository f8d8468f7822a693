import type { SupabaseClient } from '@supabase/supabase-js'
import type { Database } from '#app/data/database.types.ts'
import { readChains, readLeaves, readSeals } from './read-audit.ts'
import { type ChainCounts, type Fault, type FaultCode, verifyChains } from './verify-chains.ts'
import { type PublishedSeal, type SealCounts, verifySeals } from './verify-seals.ts'

export type AuditVerdict = ChainCounts & SealCounts & { faults: Fault[]; faultCount: number }

/** Faults that are told one by one; all are counted. */
const told = 50

/**
 * Recomputes the whole audit. Without `published` it finds every change that was not made throughout, in links, heads
 * and seals alike; a past that was rewritten throughout is found by a published seal that somebody kept.
 * Links not sealed yet, of the last minute, are held by their chain alone.
 */
export async function verifyAudit(
  service: SupabaseClient<Database>,
  published: readonly PublishedSeal[] = [],
): Promise<AuditVerdict> {
  const faults: Fault[] = []
  let faultCount = 0
  const report = (code: FaultCode, where: string) => {
    faultCount += 1
    if (faults.length < told) faults.push({ code, where })
  }
  const seals = await verifySeals(readSeals(service), readLeaves(service), published, report)
  const chains = await verifyChains(readChains(service), report)
  return { ...chains, ...seals, faults, faultCount }
}
