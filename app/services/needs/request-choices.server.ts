import { listMeasures } from '#app/data/measures.server.ts'
import { listTopics } from '#app/data/topics.server.ts'
import type { Db } from '#app/platform/database.server.ts'

/** What the form of a need lets one choose from. */
export async function readRequestChoices(db: Db) {
  const [topics, measures] = await Promise.all([listTopics(db), listMeasures(db)])
  return {
    topics: topics.map(({ code, parent }) => ({ code, parent })),
    measures: measures.filter(({ nature }) => nature === 'stock').map(({ code }) => code),
  }
}
