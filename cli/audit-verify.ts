import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { verifyAudit } from '#scripts/audit/verify-audit.ts'
import type { Fault, FaultCode } from '#scripts/audit/verify-chains.ts'
import { describeDatabase, openBackend, serviceDb } from '#server/backend.ts'
import { readTold } from './told.ts'

const usage = `usage: npm run audit:verify -- [--published <file>]
  Recomputes every chain and every seal of the audit in the database that the environment names. The file is
  /en/audit.json as somebody kept it: only that shows a past that was rewritten throughout, with all its seals.
  Exit code 0: all holds. 1: something does not. 2: it could not be read.`

const publishedFile = z.object({
  days: z.array(z.object({ position: z.number().int(), hash: z.string() })),
})

const words: Record<FaultCode, string> = {
  link_altered: 'a link says something else than it was made of',
  link_out_of_order: 'a link does not follow the one before',
  tail_differs: 'a chain ends elsewhere than its head',
  sealed_link_missing: 'a sealed link is gone',
  sealed_link_differs: 'a sealed link is another',
  seal_forgotten: 'a head was sealed, and no seal knows of it',
  not_demonstration: 'a chain of the demonstration was written in by somebody real',
  seal_missing: 'a seal is gone',
  seal_altered: 'a seal does not follow, or says something else than it was made of',
  seal_leaves_differ: 'a seal holds other heads than its root',
  published_seal_missing: 'a published seal is gone',
  published_seal_differs: 'a published seal is another',
}

async function run(): Promise<number> {
  const { values } = parseArgs({ options: { published: { type: 'string' }, help: { type: 'boolean' } } })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const published = values.published ? publishedFile.parse(JSON.parse(readFileSync(values.published, 'utf8'))).days : []
  const { environment } = readTold(() => {})
  console.log(`In: ${describeDatabase(environment)}`)
  const backend = await openBackend(environment, () => {})
  try {
    const found = await verifyAudit(serviceDb(backend, 'verify the audit'), published)
    console.log(`${found.links} links in ${found.chains} chains, ${found.demonstration} of them of the demonstration.`)
    console.log(`${found.seals} seals; ${found.unsealed} links wait for the next.`)
    if (found.last) console.log(`Last seal: ${found.last.position}, ${found.last.at}, ${found.last.hash}`)
    if (published.length > 0) console.log(`Held against ${published.length} published seals.`)
    for (const fault of found.faults) console.log(describeFault(fault))
    if (found.faultCount > found.faults.length) console.log(`and ${found.faultCount - found.faults.length} more`)
    console.log(found.faultCount === 0 ? 'All holds.' : `${found.faultCount} faults.`)
    return found.faultCount === 0 ? 0 : 1
  } finally {
    await backend.close()
  }
}

const describeFault = ({ code, where }: Fault) => `${code}: ${words[code]} (${where})`

try {
  process.exitCode = await run()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
