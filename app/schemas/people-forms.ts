import { z } from 'zod'
import { mailAddress } from './account-fields.ts'
import { optionalLine, written } from './written.ts'

const roles = ['owner', 'editor', 'reviewer', 'viewer'] as const

/** Why somebody should act for an organisation, in their own words. */
export const statementSchema = z.object({ statement: written(2000).min(3) })

export const inviteSchema = z.object({ mail: mailAddress, role: z.enum(roles) })

export const changeMemberSchema = z.object({ member: z.uuid(), role: z.enum([...roles, 'none']) })

export const decideMembershipSchema = z.object({
  id: z.uuid(),
  outcome: z.enum(['approved', 'refused']),
  role: z.enum([...roles, '']).transform(role => role || null),
  reason: written(2000).min(3),
})

/** A record that is named by its id alone, with nothing to fill in. */
export const idSchema = z.object({ id: z.uuid() })

export const checkOrganisationSchema = z.object({
  outcome: z.enum(['verified', 'refused']),
  reason: written(4000).min(3),
  parent: optionalLine(200),
  accountable: optionalLine(200),
})
