import { z } from 'zod'

const hex = z.string().regex(/^(?:[0-9a-f]{2})*$/)
const place = [z.string(), z.uuid(), z.number().int()] as const

/** What the database answers when it is asked for the audit: arrays, since there may be millions. */
const link = z
  .tuple([
    ...place,
    z.literal(1),
    hex,
    hex,
    z.string(),
    z.string(),
    z.string().nullable(),
    z.string(),
    z.boolean().nullable(),
  ])
  .transform(([chain, subject, position, , hash, previousHash, at, command, actor, details, mayBeDemonstration]) => ({
    kind: 'link' as const,
    ...{ chain, subject, position, hash, previousHash, at, command, actor, details },
    mayBeDemonstration: mayBeDemonstration === true,
  }))

const sealed = z
  .tuple([...place, z.literal(2), hex, z.number().int()])
  .transform(([chain, subject, position, , hash, seal]) => ({
    kind: 'sealed' as const,
    ...{ chain, subject, position, hash, seal },
  }))

const head = z
  .tuple([...place, z.literal(3), hex, z.number().int(), z.boolean()])
  .transform(([chain, subject, position, , hash, sealedPosition, isDemonstration]) => ({
    kind: 'head' as const,
    ...{ chain, subject, position, hash, sealedPosition, isDemonstration },
  }))

export const auditRow = z.union([link, sealed, head])
export type AuditRow = z.output<typeof auditRow>
export type Link = z.output<typeof link>

export const sealRow = z
  .tuple([z.number().int(), z.string(), z.number().int(), hex, hex, hex])
  .transform(([position, at, heads, root, previousHash, hash]) => ({ position, at, heads, root, previousHash, hash }))
export type Seal = z.output<typeof sealRow>

export const leafRow = z
  .tuple([z.number().int(), ...place, hex])
  .transform(([seal, chain, subject, position, hash]) => ({ seal, chain, subject, position, hash }))
export type Leaf = z.output<typeof leafRow>
