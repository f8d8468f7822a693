import { rankPriorities } from '../rank-priorities.ts'
import { readMatching } from '../read-matching.ts'
import type { Sha256 } from '../reading/canonical-json.ts'
import { readJsonText } from '../reading/json-text.ts'
import { StrictReader } from '../reading/strict-reader.ts'
import { type Alternative, listAlternatives } from './list-alternatives.ts'

/** For an instance that is well formed but refused with NO_GUARANTEE: each offer at fault and what can be had there. */
export function suggestInstead(text: string, sha: Sha256): { offer: string; instead: readonly Alternative[] }[] {
  const json = readJsonText(text)
  if (json === null) return []
  const { instance } = readMatching(new StrictReader(), json.value)
  rankPriorities(instance, sha)
  return instance.offers.ids
    .map((offer, o) => ({ offer, instead: listAlternatives(instance, o) }))
    .filter(({ instead }) => instead.length > 0)
}
