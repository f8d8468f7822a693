import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { type SourceWords, sourceWords } from './file-schemas.ts'

const rows = z.array(z.unknown())
const meta = z.looseObject({ assembled: z.string().optional(), revisionReason: z.string().optional() })

const shapes = {
  'countries.json': z.object({ meta, countries: rows }),
  'group-memberships.json': z.object({ meta, rows }),
  'institutions.json': z.object({ meta, rows }),
  'organisations.json': z.object({ meta, organisations: rows }),
  'action-plan-2025.json': z.object({
    meta: z.object({ title: z.string(), official: z.record(z.string(), z.string()), warning: z.string() }),
    points: rows,
  }),
  'measures.json': z.object({ meta, measures: rows }),
  'topics.json': z.object({ meta, topics: rows, sourceWords: z.record(z.string(), z.array(z.string())) }),
  'source-words.json': sourceWords,
  'real-commitments.json': z.object({ meta, commitments: rows }),
  'point-mappings.json': z.object({ meta: z.looseObject({ framework: z.string() }), rows }),
  'commitment-notes.json': z.object({ meta, notes: rows }),
  'real-offers.json': z.object({ meta, offers: rows }),
  'offer-facts.json': z.object({ meta, rows }),
  'offer-rules.json': z.object({ meta, rows }),
}

export type FileName = keyof typeof shapes
export type DataFiles = { [Name in FileName]: z.infer<(typeof shapes)[Name]> } & { 'source-words.json': SourceWords }

/** Where the files lie in the project. */
export const dataFolder = new URL('../../data/', import.meta.url)

/** SHA-256 of each file and of the import itself: when none differs from the last run, there is nothing to do. */
export function hashFiles(folder: URL = dataFolder): Record<string, string> {
  const hashes: Record<string, string> = {}
  for (const name of Object.keys(shapes)) hashes[name] = sha256(readFileSync(new URL(name, folder)))
  const code = createHash('sha256')
  for (const name of readdirSync(new URL('./', import.meta.url)).sort()) {
    code.update(name).update(readFileSync(new URL(name, import.meta.url)))
  }
  hashes['scripts/data'] = code.digest('hex')
  return hashes
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** All files of `data/`; one that is missing, is no JSON or has another frame is an error that names it. */
export function readDataFiles(folder: URL = dataFolder): DataFiles {
  const files: Record<string, unknown> = {}
  for (const [name, shape] of Object.entries(shapes)) {
    const parsed = shape.safeParse(readJson(name, folder))
    if (!parsed.success) throw new Error(`data/${name}: ${z.prettifyError(parsed.error)}`)
    files[name] = parsed.data
  }
  return files as DataFiles
}

function readJson(name: string, folder: URL): unknown {
  try {
    return JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
  } catch (error) {
    throw new Error(`data/${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
