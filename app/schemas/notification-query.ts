import { z } from 'zod'

const key = /^(\d{4}-\d\d-\d\dT[\d:.]{8,15}(?:Z|[+-]\d\d:\d\d))_([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/

/** Instant and id of the last notification of the page before. */
export const notificationQuerySchema = z.object({
  after: z
    .string()
    .nullish()
    .transform(text => {
      const [, createdAt, id] = key.exec(text ?? '') ?? []
      return createdAt === undefined || id === undefined ? null : { createdAt, id }
    }),
})
