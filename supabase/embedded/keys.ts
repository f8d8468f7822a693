import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from './engine/db.ts'
import { createSigningKey, type SigningKey } from './signing-key.ts'

/** What supabase-js sends as `apikey`: the public key speaks as anon, the secret one as service_role. */
export type ApiKeys = { anonKey: string; serviceKey: string }

/** With the keys that sign the tokens of users, the newest first: it signs, and all of them are believed. */
export type Keys = ApiKeys & { signing: SigningKey[] }

/** The keys of a data folder, made at random when it has none; in memory new ones for each process. */
export function openKeys(dataDir: string | null): Keys {
  if (dataDir === null) return createKeys()
  const file = join(dataDir, 'keys.json')
  if (!existsSync(file)) return saveKeys(file, createKeys())
  const keys = parseKeys(readFileSync(file, 'utf8'), `The file ${file}`)
  return keys.signing.length > 0 ? keys : saveKeys(file, { ...keys, signing: [createSigningKey()] })
}

/** The keys in the database itself. Whichever of many processes comes first makes them for all. */
export async function openKeysInDatabase(db: Db): Promise<Keys> {
  const insert = 'insert into private.keys (keys) values ($1) on conflict do nothing'
  await db.query(insert, [JSON.stringify(createKeys())])
  const [row] = await db.query('select keys from private.keys', [])
  return parseKeys(row?.keys ?? '', 'The table private.keys')
}

export function createKeys(): Keys {
  const random = () => randomBytes(24).toString('base64url')
  return {
    anonKey: `sb_publishable_${random()}`,
    serviceKey: `sb_secret_${random()}`,
    signing: [createSigningKey()],
  }
}

export function saveKeys(file: string, keys: Keys): Keys {
  const temporary = `${file}.new`
  const descriptor = openSync(temporary, 'w', 0o600)
  writeSync(descriptor, `${JSON.stringify(keys, null, 2)}\n`)
  fsyncSync(descriptor)
  closeSync(descriptor)
  renameSync(temporary, file)
  return keys
}

export function parseKeys(text: string, place: string): Keys {
  const { anonKey, serviceKey, signing } = JSON.parse(text) as Partial<Keys>
  if (!anonKey?.startsWith('sb_publishable_') || !serviceKey?.startsWith('sb_secret_')) {
    throw new Error(`${place} does not hold the two keys.`)
  }
  return { anonKey, serviceKey, signing: signing ?? [] }
}
