import { readInstance } from '../../../app/verifier/read-instance.ts'
import { sha256Hex } from '../../../app/verifier/sha256.ts'
import { canonicalJson, parseStrictJson } from '../../../app/verifier/strict-json.ts'

type Hashed = { instance: unknown; result: { [key: string]: unknown } }

/** What a careful forger does: both hashes fit again, so that only the content can give a forgery away. */
export function rehash<Record extends Hashed>(record: Record): Record {
  const { inputHash: _, resultHash: __, ...rest } = record.result
  const resultHash = sha256Hex(canonicalJson(rest))
  const inputHash = sha256Hex(canonicalJson(readInstance(parseStrictJson(JSON.stringify(record.instance)))))
  return { ...record, result: { ...rest, inputHash, resultHash } }
}
