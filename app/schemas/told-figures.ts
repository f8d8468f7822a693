import { z } from 'zod'
import type { Told } from '#app/domain/today/notification.ts'

/** What a notification carries besides the values of its sentence. */
export const toldFigures = {
  outcome: z.string().nullish(),
  measure: z.string().nullish(),
  reported: z.number().nullish(),
  confirmed: z.number().nullish(),
  proven: z.number().nullish(),
  settled: z.number().nullish(),
}

export function outcomeFrom({
  outcome,
  measure,
  reported,
  confirmed,
  proven,
  settled,
}: z.output<z.ZodObject<typeof toldFigures>>): Pick<Told, 'outcome' | 'figures'> {
  return {
    outcome: outcome ?? null,
    figures:
      measure == null || reported == null
        ? null
        : {
            measure,
            reported,
            confirmed: confirmed ?? undefined,
            proven: proven ?? undefined,
            settled: settled ?? undefined,
          },
  }
}
