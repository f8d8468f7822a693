import { z } from 'zod'
import { choiceParam, codeParam, textParam } from './read-query.ts'

/** For which of their organisations somebody applies, by its ref. */
export const applyQuerySchema = z.object({ as: codeParam })

/** What was just done with an application, an award or an offer. */
export const appliedQuerySchema = z.object({
  done: choiceParam([
    'sent',
    'withdrawn',
    'decided',
    'accepted',
    'declined',
    'taken_back',
    'published',
    'closed',
    'cancelled',
  ]),
})

/** A code as somebody read or typed it. */
export const codeQuerySchema = z.object({ code: textParam })
