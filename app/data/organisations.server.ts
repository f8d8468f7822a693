import { z } from 'zod'
import type { Origin } from '#app/domain/commitments/commitment.ts'
import type { Organisation, OrganisationKind } from '#app/domain/organisations/organisation.ts'
import type { Db } from '#app/platform/database.server.ts'
import { rowsOf } from './read-all.ts'
import { organisationLink, origin, source, sourceText } from './rows.ts'

/** A row of the view `organisation_records`. */
const organisation = z
  .object({
    id: z.string(),
    ref: z.string(),
    origin,
    name: sourceText,
    kind: z.enum([
      'government',
      'local_government',
      'multilateral',
      'intergovernmental',
      'university',
      'university_network',
      'research_institute',
      'foundation',
      'civil_society',
      'company',
    ]),
    country: z.string().nullable(),
    domain: z.string().nullable(),
    state: z.enum(['listed', 'claimed', 'verified']),
    source: source.nullable(),
    version: z.number(),
    homepage: z.string().nullable(),
    parent: organisationLink.nullable(),
    accountable_body: organisationLink.nullable(),
    checks: z.array(z.object({ outcome: z.enum(['verified', 'refused']), reason: sourceText, at: z.string() })),
  })
  .transform(({ accountable_body, ...same }) => ({ ...same, accountableBody: accountable_body }))

export type OrganisationSearch = {
  q: string | null
  country: string | null
  kind: OrganisationKind | null
  /** The last ref of the page before; null for the first page. */
  afterRef: string | null
  /** 1 to 999: one row more is asked for, to know whether there is a next page. */
  limit: number
  /** Those of the demonstration, in place of the real ones. */
  isDemonstration?: boolean
}

export type OrganisationPage = { items: Organisation[]; total: number; nextRef: string | null }

/** One page of the organisations that a search finds: best first where words are given, else by name. */
export async function searchOrganisations(
  db: Db,
  { q, country, kind, afterRef, limit, isDemonstration = false }: OrganisationSearch,
): Promise<OrganisationPage> {
  const rows = await rowsOf(
    db.rpc('search_organisations', {
      max_rows: limit + 1,
      q: q ?? undefined,
      country: country ?? undefined,
      kind: kind ?? undefined,
      after_ref: afterRef ?? undefined,
      is_demonstration: isDemonstration,
    }),
  )
  const found = rows.map(row => z.object({ record: organisation, total: z.number() }).parse(row))
  const items = found.slice(0, limit).map(({ record }) => record)
  return {
    items,
    total: found[0]?.total ?? 0,
    nextRef: found.length > limit ? (items.at(-1)?.ref ?? null) : null,
  }
}

export async function findOrganisation(db: Db, ref: string): Promise<Organisation | null> {
  const rows = await rowsOf(db.from('organisation_records').select('*').eq('ref', ref).limit(1))
  return rows.length === 0 ? null : organisation.parse(rows[0])
}

/** Organisations with a country whose name or domain fits what somebody typed, best first; empty for no words. */
export async function findInstitutionsByName(
  db: Db,
  text: string,
  limit: number,
  origin: Origin = 'imported',
): Promise<Organisation[]> {
  // Each of the two worlds knows its own.
  const is_demonstration = origin === 'demonstration'
  const rows = await rowsOf(db.rpc('find_institutions', { q: text, max_rows: limit, is_demonstration }))
  return rows.map(row => organisation.parse(row))
}
