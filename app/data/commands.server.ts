import { z } from 'zod'
import { type RefusalCode, refusalCodes } from '#app/domain/acts/refusal.ts'
import type { Db } from '#app/platform/database.server.ts'
import type { Database, Json } from './database.types.ts'
import { databaseFault } from './database-fault.ts'

/** Every command that the database offers: `register_organisation` for the function `cmd_register_organisation`. */
export type CommandName = {
  [Name in keyof Database['public']['Functions']]: Name extends `cmd_${infer Command}` ? Command : never
}[keyof Database['public']['Functions']]

export type CommandCall = {
  /** One for each form that was handed out: the same key with the same input gives the first receipt again. */
  actKey: string
  /** The version of the record that the sender read; null where the command makes a new one. */
  expectedVersion: number | null
  input: { [field: string]: Json }
}

export type CommandAnswer<Receipt> =
  | { ok: true; receipt: Receipt }
  /** `at`: when the key was used before; `field`: which input was refused; `state`: what the record is by now. */
  | { ok: false; reason: RefusalCode; at: string | null; field: string | null; state: string | null }

const refusal = z.object({
  ok: z.literal(false),
  reason: z.enum(refusalCodes),
  at: z.string().nullable().default(null),
  field: z.string().nullable().default(null),
  state: z.string().nullable().default(null),
})

/** Sends one command as the client's person. The database decides what must hold whoever calls. */
export async function runCommand<Receipt extends z.ZodType>(
  db: Db,
  command: CommandName,
  { actKey, expectedVersion, input }: CommandCall,
  receipt: Receipt,
): Promise<CommandAnswer<z.output<Receipt>>> {
  const name: `cmd_${CommandName}` = `cmd_${command}`
  // Generated types cannot say that an argument may be null.
  const expected_version = expectedVersion as number
  const { data, error } = await db.rpc(name, { act_key: actKey, expected_version, input })
  if (error) throw databaseFault(error)
  const answer = z.union([z.object({ ok: z.literal(true), receipt }), refusal]).parse(data)
  return answer as CommandAnswer<z.output<Receipt>>
}
