import { randomUUID } from 'node:crypto'
import type { CommandName } from '#app/data/commands.server.ts'
import type { Json } from '#app/data/database.types.ts'
import { type Accounts, openAccounts, type Person } from '../data/open-accounts.ts'

export type MadeOrganisation = { id: string; ref: string }

/** What a command answered, as a program that goes past the app would read it. */
export type RawAnswer = {
  ok: boolean
  reason?: string
  field?: string
  state?: string
  at?: string
  receipt?: Record<string, Json>
}

const references = `
  insert into public.regions (code) values ('world'), ('africa');
  insert into public.countries (iso2, iso3, m49, is_un_member, names) values
    ('KE', 'KEN', '404', true, '{"en": "Kenya"}'), ('NG', 'NGA', '566', true, '{"en": "Nigeria"}'),
    ('MG', 'MDG', '450', true, '{"en": "Madagascar"}'), ('FR', 'FRA', '250', true, '{"en": "France"}');
  insert into public.measures (code, nature, currency) values
    ('people_trained', 'stock', null), ('labs_opened', 'stock', null), ('gpu_hours', 'stock', null), ('usd_disbursed', 'stock', 'USD');
  insert into public.topics (code) values ('ai'), ('machine_learning');
  insert into public.frameworks (code, title, lang, adopted_on, official_urls) values ('action_plan_2025', 'Plan', 'en', '2025-07-26', '{}');
  insert into public.framework_points (framework, number, title, lang, wording, support) values ('action_plan_2025', 12, 'Capacity', 'en', 'working', '')
`

/** A database with the reference rows that commands ask for, and people who act in it past the app. */
export async function openChain(options: { pool?: number } = {}) {
  const accounts = await openAccounts(options)
  for (const statement of references.split(';\n')) await accounts.query(statement)
  return { ...accounts, ...chainOf(accounts) }
}

export type Chain = Awaited<ReturnType<typeof openChain>>

function chainOf({ query }: Pick<Accounts, 'query'>) {
  /** An organisation as the chain's commands meet it, in the state that a test needs. */
  async function makeOrganisation(
    overrides: {
      state?: 'listed' | 'claimed' | 'verified'
      origin?: 'imported' | 'platform' | 'demonstration'
      kind?: string
      country?: string
      domain?: string | null
      parentId?: string | null
    } = {},
  ): Promise<MadeOrganisation> {
    const made = { state: 'verified', origin: 'platform', kind: 'university', country: 'KE', ...overrides }
    const id = randomUUID()
    const ref = `o-${id}`
    // Rows as they stand after years: no command made them here, so no transition is asked for.
    await query('alter table public.organisations disable trigger organisations_state')
    await query(
      `insert into public.organisations (id, ref, origin, name, lang, kind, iso2, state, domain, parent_id)
       values ($1, $2, $3, $4, 'en', $5, $6, $7, $8, $9)`,
      [
        id,
        ref,
        made.origin,
        `Organisation ${id.slice(0, 4)}`,
        made.kind,
        made.country,
        made.state,
        made.domain ?? null,
        made.parentId ?? null,
      ],
    )
    await query('alter table public.organisations enable trigger organisations_state')
    return { id, ref }
  }

  return {
    makeOrganisation,
    addMember: ({ id }: Pick<Person, 'id'>, organisation: MadeOrganisation, role = 'owner') =>
      query('insert into public.memberships (organisation_id, user_id, role) values ($1, $2, $3)', [
        organisation.id,
        id,
        role,
      ]),
    giveRole: (
      { id }: Pick<Person, 'id'>,
      role: 'admin' | 'coordinator' | 'verifier' | 'focal_point',
      { employer = null, country = null }: { employer?: MadeOrganisation | null; country?: string | null } = {},
    ) =>
      query('insert into public.platform_roles (user_id, role, employer_id, iso2) values ($1, $2, $3, $4)', [
        id,
        role,
        employer?.id ?? null,
        country,
      ]),
  }
}

/** Calls a command with the person's own token, past the app. */
export async function act(
  { db }: Pick<Person, 'db'>,
  command: CommandName,
  input: Record<string, Json>,
  { version = null, actKey = randomUUID() }: { version?: number | null; actKey?: string } = {},
): Promise<RawAnswer> {
  const expected_version = version as number
  const { data, error } = await db.rpc(`cmd_${command}`, { act_key: actKey, expected_version, input })
  if (error) throw new Error(`${command}: ${error.code} ${error.message}`)
  return data as RawAnswer
}
