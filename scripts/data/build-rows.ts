import { buildCommitments } from './build-commitments.ts'
import { buildOffers } from './build-offers.ts'
import { buildOrganisations } from './build-organisations.ts'
import { buildReference } from './build-reference.ts'
import type { DataFiles } from './read-files.ts'
import type { Refusal } from './refusals.ts'
import { openWords } from './words.ts'

/** All rows of the import, table by table in the order in which they can be written, and every row that was refused. */
export function buildRows(files: DataFiles) {
  const refused: Refusal[] = []
  const reference = buildReference(files, refused)
  const countries = new Set(reference.countries.map(({ iso2 }) => iso2))
  const { organisations, idByName } = buildOrganisations(files, countries, refused)
  const words = openWords(files, reference)
  const commitments = buildCommitments(files, words, idByName, refused)
  const offers = buildOffers(files, words, idByName, refused)
  return { refused, tables: { ...reference, organisations, ...commitments, ...offers } }
}
