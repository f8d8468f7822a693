import { z } from 'zod'
import type { SourceText } from '#app/domain/commitments/commitment.ts'
import type { Db } from '#app/platform/database.server.ts'
import { rowsOf } from './read-all.ts'
import { sourceText } from './rows.ts'

/** The Action Plan of 2025, the first framework. */
export const actionPlanCode = 'action_plan_2025'

export type ActionPlan = {
  code: string
  title: SourceText
  adoptedOn: string
  /** Official texts by language. */
  officialUrls: Record<string, string>
  /** `working` titles are the editors' paraphrase and are shown as such. */
  points: { number: number; title: string; lang: string; wording: 'official' | 'working' }[]
}

const row = z.object({
  code: z.string(),
  title: sourceText,
  adopted_on: z.string(),
  official_urls: z.record(z.string(), z.string()),
  points: z.array(
    z.object({ number: z.number(), title: z.string(), lang: z.string(), wording: z.enum(['official', 'working']) }),
  ),
})

/** The plan with its 13 points in order; it must exist once data are loaded. */
export async function getActionPlan(db: Db): Promise<ActionPlan> {
  const rows = await rowsOf(db.from('framework_records').select('*').eq('code', actionPlanCode).limit(1))
  if (rows.length === 0) throw new Error(`The framework ${actionPlanCode} is not loaded.`)
  const { adopted_on, official_urls, ...same } = row.parse(rows[0])
  return { ...same, adoptedOn: adopted_on, officialUrls: official_urls }
}
