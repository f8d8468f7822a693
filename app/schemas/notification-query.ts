import { z } from 'zod'

/** The instant of the last notification of the page before. */
export const notificationQuerySchema = z.object({
  after: z
    .string()
    .nullish()
    .transform(text => (text && /^\d{4}-\d\d-\d\dT[\d:.]{8,15}(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : null)),
})
