import { listAllCommitments } from '#app/data/commitments.server.ts'
import { getActionPlan } from '#app/data/frameworks.server.ts'
import { type ImportRun, listImportRuns } from '#app/data/imports.server.ts'
import { listAllOffers } from '#app/data/offers.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import type { Db } from '#app/platform/database.server.ts'

/** Under which terms a file may be passed on. `per_field`: several sources, each with its own terms. */
export type Licence = 'cc0' | 'mit' | 'per_field' | 'quoted'

/**
 * The source files with their licences, as `data/README.md` gives them, and the tables that are counted as their rows;
 * the rows of a file without a table go into those of other files. A test holds the list to what the import reads.
 */
export const sourceFiles = [
  { name: 'countries', licence: 'per_field', tables: ['countries'] },
  { name: 'group-memberships', licence: 'cc0', tables: ['group_memberships'] },
  { name: 'institutions', licence: 'mit', tables: ['organisations'] },
  { name: 'organisations', licence: 'cc0', tables: [] },
  { name: 'action-plan-2025', licence: 'quoted', tables: ['framework_points'] },
  { name: 'measures', licence: 'cc0', tables: ['measures'] },
  { name: 'topics', licence: 'cc0', tables: ['topics'] },
  { name: 'source-words', licence: 'cc0', tables: ['country_groups'] },
  { name: 'real-commitments', licence: 'cc0', tables: ['commitments', 'deliveries'] },
  { name: 'point-mappings', licence: 'cc0', tables: ['point_mappings'] },
  { name: 'commitment-notes', licence: 'cc0', tables: ['commitment_parts', 'commitment_overlaps'] },
  { name: 'real-offers', licence: 'cc0', tables: ['offers'] },
  { name: 'offer-facts', licence: 'cc0', tables: [] },
  { name: 'offer-rules', licence: 'cc0', tables: ['offer_rules'] },
] as const satisfies readonly { name: string; licence: Licence; tables: readonly string[] }[]

export type SourceFileName = (typeof sourceFiles)[number]['name']

export type SourceFileRow = {
  name: SourceFileName
  licence: Licence
  /** Rows that the last load took; null where they went into rows of other files. */
  taken: number | null
  refused: number
}

/** Facts that the sources leave open, each as a number of records out of all. */
export type Unknowns = { of: 'offers' | 'commitments' | 'reports'; what: UnknownFact; count: number; total: number }[]

export type UnknownFact = 'window' | 'language' | 'cost' | 'capacity' | 'terms' | 'number' | 'deadline' | 'date'

export async function readImports(db: Db, at: IsoDate) {
  const [runs, plan, offers, commitments] = await Promise.all([
    listImportRuns(db),
    getActionPlan(db),
    listAllOffers(db, at),
    listAllCommitments(db),
  ])
  const latest = runs[0] ?? null
  const readOn = [...offers, ...commitments].map(({ checkedOn }) => checkedOn).sort()
  return {
    loadedAt: latest?.at ?? null,
    files: sourceFiles.map(file => fileRow(file, latest)),
    refused: latest?.refused ?? [],
    /** The first and the last day on which the stored copies of the sources were read. */
    readFrom: readOn[0] ?? null,
    readTo: readOn.at(-1) ?? null,
    points: plan.points,
    officialUrls: plan.officialUrls,
    unknowns: unknownsOf(
      offers,
      commitments.filter(({ origin }) => origin === 'imported'),
    ),
  }
}

/** What the last load took from a file and refused of it. */
export function fileRow({ name, licence, tables }: (typeof sourceFiles)[number], run: ImportRun | null): SourceFileRow {
  const counts = (run?.counts ?? []).filter(({ table }) => (tables as readonly string[]).includes(table))
  return {
    name,
    licence,
    taken: tables.length === 0 ? null : counts.reduce((sum, { read }) => sum + read, 0),
    refused: (run?.refused ?? []).filter(({ file }) => file === `${name}.json`).length,
  }
}

/** Counts of what no source states, only where something is missing. */
export function unknownsOf(offers: readonly Offer[], commitments: readonly Commitment[]): Unknowns {
  const reports = commitments.flatMap(({ deliveries }) => deliveries).filter(({ origin }) => origin === 'imported')
  const offersWith = (what: UnknownFact, isMissing: (offer: Offer) => boolean) => ({
    of: 'offers' as const,
    what,
    count: offers.filter(isMissing).length,
    total: offers.length,
  })
  const commitmentsWith = (what: UnknownFact, isMissing: (commitment: Commitment) => boolean) => ({
    of: 'commitments' as const,
    what,
    count: commitments.filter(isMissing).length,
    total: commitments.length,
  })
  return [
    offersWith('window', ({ window }) => window === 'unknown'),
    offersWith('language', ({ languages }) => languages.length === 0),
    offersWith('cost', ({ cost }) => cost === null),
    offersWith('capacity', ({ capacity }) => capacity === null),
    offersWith('terms', ({ rules }) => rules.some(({ rule }) => rule === 'terms')),
    commitmentsWith('number', ({ target }) => target === null),
    commitmentsWith('deadline', ({ deadlines }) => deadlines.length === 0),
    {
      of: 'reports' as const,
      what: 'date' as const,
      count: reports.filter(({ asOf }) => asOf === null).length,
      total: reports.length,
    },
  ].filter(({ count }) => count > 0)
}
