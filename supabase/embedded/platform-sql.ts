import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('./platform/', import.meta.url)

/** What Supabase gives before the first migration, as far as the app uses it; each line may run again at every start. */
export const platformSql = readdirSync(folder)
  .filter(name => name.endsWith('.sql'))
  .sort()
  .map(name => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n')
