import { hasDemonstration } from '#app/data/demonstration.server.ts'
import type { Db } from '#app/platform/database.server.ts'

/** What the switch of a page stands on: whether there is a demonstration, and whether the page shows it. */
export type DemonstrationState = { isThere: boolean; isShown: boolean }

export const findDemonstration = async (
  db: Db,
  { demonstration }: { demonstration: 'shown' | null } = { demonstration: null },
): Promise<DemonstrationState> => ({ isThere: await hasDemonstration(db), isShown: demonstration === 'shown' })
