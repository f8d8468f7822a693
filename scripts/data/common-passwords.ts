import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { foldPassword, makeFilter } from '#embedded/auth/common-passwords.ts'

/** `node scripts/data/common-passwords.ts <list> …`: makes the filter anew from lists with one password a line. */
const passwords = new Set<string>()
for (const file of process.argv.slice(2)) {
  const bytes = readFileSync(file)
  for (const line of bytes.toString('utf8').split(/\r?\n/)) if (line !== '') passwords.add(foldPassword(line))
  console.log(`${createHash('sha256').update(bytes).digest('hex')}  ${file}: ${passwords.size} passwords so far`)
}
const filter = makeFilter(passwords)
writeFileSync(new URL('../../data/passwords/common.bloom', import.meta.url), filter)
console.log(`${createHash('sha256').update(filter).digest('hex')}  common.bloom, ${filter.length} bytes`)
