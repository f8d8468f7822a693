import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** What supabase-js sends as `apikey`: the public key speaks as anon, the secret one as service_role. */
export type ApiKeys = { anonKey: string; serviceKey: string }

/** The keys of a data folder, made at random when it has none; in memory new ones for each process. */
export function openKeys(dataDir: string | null): ApiKeys {
  if (dataDir === null) return createKeys()
  const file = join(dataDir, 'keys.json')
  if (existsSync(file)) return parseKeys(readFileSync(file, 'utf8'), file)
  const keys = createKeys()
  const temporary = `${file}.new`
  const descriptor = openSync(temporary, 'w', 0o600)
  writeSync(descriptor, `${JSON.stringify(keys, null, 2)}\n`)
  fsyncSync(descriptor)
  closeSync(descriptor)
  renameSync(temporary, file)
  return keys
}

function createKeys(): ApiKeys {
  const random = () => randomBytes(24).toString('base64url')
  return { anonKey: `sb_publishable_${random()}`, serviceKey: `sb_secret_${random()}` }
}

function parseKeys(text: string, file: string): ApiKeys {
  const { anonKey, serviceKey } = JSON.parse(text) as Partial<ApiKeys>
  if (!anonKey?.startsWith('sb_publishable_') || !serviceKey?.startsWith('sb_secret_')) {
    throw new Error(`The file ${file} does not hold the two keys.`)
  }
  return { anonKey, serviceKey }
}
