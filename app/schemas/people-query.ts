import { z } from 'zod'
import { choiceParam } from './read-query.ts'

/** What was just done, as the address of the page that follows says it. */
export const doneQuerySchema = z.object({
  done: choiceParam([
    'registered',
    'joined',
    'withdrawn',
    'claimed',
    'waiting',
    'decided',
    'invited',
    'changed',
    'checked',
    'left',
  ]),
})
