import { parseArgs } from 'node:util'
import { z } from 'zod'
import { openBackend, serviceDb } from '#server/backend.ts'
import { readTold } from './told.ts'

const usage = `usage: npm run data:role -- <mail> <admin|coordinator|verifier|focal_point> [--country XX] [--employer <ref>] [--take]
  Gives a person, who has an account, a role on the platform, or takes it. A focal point needs a country, a verifier an
  employer: the last part of the address of its page, /organisations/<ref>.`

const answer = z.object({
  ok: z.boolean(),
  reason: z.enum(['person_unknown', 'input_invalid', 'country_unknown', 'plays_in_demonstration']).optional(),
})

const reasons = {
  person_unknown: 'Nobody has an account with this mail address.',
  input_invalid: `The role does not go with what was said of it.\n${usage}`,
  country_unknown: 'There is no such country; two capital letters name one, KE say.',
  plays_in_demonstration: 'Who plays in the demonstration never acts for what is real.',
}

/** Exit code 0, or 1 where nothing was changed. */
async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { country: { type: 'string' }, employer: { type: 'string' }, take: { type: 'boolean', default: false } },
  })
  const [mail, role, ...rest] = positionals
  if (mail === undefined || role === undefined || rest.length > 0) {
    console.error(usage)
    return 1
  }
  const { environment } = readTold(console.log)
  const backend = await openBackend(environment, console.log)
  try {
    const { data, error } = await serviceDb(backend, 'give a role').rpc('set_platform_role', {
      mail,
      role,
      country: (values.country ?? null) as string,
      employer: (values.employer ?? null) as string,
      is_taken: values.take,
    })
    if (error) throw new Error(`The role could not be written: ${error.message}`, { cause: error })
    const { ok, reason } = answer.parse(data)
    if (!ok) {
      console.error(reason ? reasons[reason] : 'Refused.')
      return 1
    }
    console.log(values.take ? `${mail} is no longer ${role}.` : `${mail} is ${role} now.`)
    return 0
  } finally {
    await backend.close()
  }
}

try {
  process.exitCode = await run()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
