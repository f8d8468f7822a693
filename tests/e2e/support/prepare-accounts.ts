// Makes accounts in a data folder before a server opens it: node tests/e2e/support/prepare-accounts.ts <folder>
// What no page can do: an account that is locked, and one that is confirmed without a mail.
import { createClient } from '@supabase/supabase-js'
import { openEmbedded } from '#embedded/open.ts'
import { password } from '../../pages.ts'

const [folder = ''] = process.argv.slice(2)
const backend = await openEmbedded({
  dataDir: `${folder}/pglite`,
  databaseUrl: null,
  migrationsDir: 'supabase/migrations',
})
const service = createClient(backend.url, backend.serviceKey, {
  auth: { persistSession: false, autoRefreshToken: false },
  global: { fetch: backend.fetch },
})
const make = async (email: string, isConfirmed: boolean) => {
  const { data, error } = await service.auth.admin.createUser({
    email,
    password,
    email_confirm: isConfirmed,
    user_metadata: { name: 'A', lang: 'en' },
  })
  if (error) throw error
  return data.user.id
}
for (const name of ['known0', 'guessed', 'many', 'planted', 'renewed', 'cookie', 'kept'])
  await make(`${name}@example.org`, true)
await make('unsure@example.org', false)
const locked = await make('locked@example.org', true)
await backend.db.query(`update auth.users set banned_until = now() + interval '1 day' where id = $1`, [locked])
await backend.close()
