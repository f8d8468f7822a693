import { accessSync, constants } from 'node:fs'

/** What the process was told, read once and checked before anything starts. */
export type Environment = {
  host: string
  port: number
  /** Scheme and host that links are made from. */
  publicUrl: string
  isLoopback: boolean
  /** The folder of the built-in database; nothing is made in it with another one. */
  dataDir: string
  /** A PostgreSQL in place of the built-in database. */
  postgres: { url: string; pool: number } | null
  supabase: { url: string; anonKey: string; serviceKey: string } | null
  /** A folder for the bytes of files; else they lie with the rest of the data. */
  storageDir: string | null
  /** Mail goes to this server; without one it stays in the outbox. */
  smtpUrl: string | null
  /** The sender of mails. */
  mailFrom: string
  /** How many proxies of our own stand in front and add to X-Forwarded-For. */
  proxies: number
  isDev: boolean
  /** Whether a start on this machine founds the demonstration world. */
  hasDemonstration: boolean
  now: () => Date
}

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '::1'])

/** Throws with one plain sentence where a start would not be safe. */
export function readEnvironment(env: NodeJS.ProcessEnv, argv: readonly string[]): Environment {
  const host = env.HOST || '127.0.0.1'
  const isLoopback = loopbackHosts.has(host)
  const port = readPort(env.PORT)
  const isDev = argv.includes('--dev')
  if (!isLoopback) requireForPublicHost(env)
  if (!isLoopback && isDev) throw new Error('HOST: the development server is for this machine alone, use `npm start`.')
  if (env.DATABASE_URL && env.SUPABASE_URL)
    throw new Error('DATABASE_URL and SUPABASE_URL name two databases. Unset one of them.')
  return {
    host,
    port,
    publicUrl: env.PUBLIC_URL ? readOrigin(env.PUBLIC_URL) : `http://localhost:${port}`,
    isLoopback,
    dataDir: env.DATA_DIR || '.data',
    postgres: readPostgres(env),
    supabase: readSupabase(env),
    storageDir: env.STORAGE_DIR || null,
    smtpUrl: readSmtp(env.SMTP_URL),
    mailFrom: env.MAIL_FROM || 'Imarika <imarika@localhost>',
    proxies: readProxies(env.PROXIES),
    isDev,
    // Behind a proxy the server listens here alone and others reach it all the same.
    hasDemonstration: isLoopback && !isForOthers(env.PUBLIC_URL) && env.DEMONSTRATION !== 'no',
    now: readClock(env, isLoopback),
  }
}

/** Whether the address under which readers come is not this machine's own name. */
const isForOthers = (publicUrl: string | undefined): boolean =>
  Boolean(publicUrl) &&
  URL.canParse(publicUrl ?? '') &&
  !loopbackHosts.has(new URL(publicUrl ?? '').hostname.replace(/^\[|\]$/g, ''))

function readPort(text: string | undefined): number {
  const port = text === undefined || text === '' ? 3000 : Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT: ${text} is not a port (0 to 65535).`)
  return port
}

function requireForPublicHost(env: NodeJS.ProcessEnv): void {
  if (!env.PUBLIC_URL)
    throw new Error('HOST is not this machine alone, so PUBLIC_URL must say under which address readers reach it.')
  if (!env.SMTP_URL) throw new Error('HOST is not this machine alone, so SMTP_URL must name a mail server.')
}

function readOrigin(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new Error(`PUBLIC_URL: ${text} is not an http(s) address.`)
  return new URL(text).origin
}

function readPostgres({ DATABASE_URL: url, DATABASE_POOL: size }: NodeJS.ProcessEnv): Environment['postgres'] {
  if (!url) return null
  // The address may hold a password, so it is never repeated.
  if (!URL.canParse(url) || !/^postgres(?:ql)?:$/.test(new URL(url).protocol))
    throw new Error('DATABASE_URL: it must be an address such as postgres://user:password@db.example.org:5432/imarika.')
  if (new URL(url).searchParams.has('options'))
    throw new Error('DATABASE_URL: leave out "options", which Imarika sets itself.')
  requireEncryptionWeKnow(new URL(url).searchParams)
  const pool = size ? Number(size) : 10
  if (!Number.isInteger(pool) || pool < 1 || pool > 200)
    throw new Error(`DATABASE_POOL: ${size} is not a number of connections (1 to 200).`)
  return { url, pool }
}

/** Read here, since npm `pg` takes libpq's other modes for `verify-full` today and for less from its next version. */
function requireEncryptionWeKnow(parameters: URLSearchParams): void {
  const mode = parameters.get('sslmode')
  if (mode !== null && mode !== 'verify-full' && mode !== 'disable')
    throw new Error('DATABASE_URL: sslmode must be verify-full, encrypted and checked, or disable.')
  for (const name of ['sslrootcert', 'sslcert', 'sslkey']) {
    const file = parameters.get(name)
    if (file && !isReadable(file)) throw new Error(`DATABASE_URL: ${name} names ${file}, which cannot be read.`)
  }
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK)
    return true
  } catch {
    return false
  }
}

function readSupabase(env: NodeJS.ProcessEnv): Environment['supabase'] {
  if (!env.SUPABASE_URL) return null
  const { SUPABASE_ANON_KEY: anonKey, SUPABASE_SERVICE_KEY: serviceKey } = env
  if (!anonKey || !serviceKey)
    throw new Error('SUPABASE_URL needs SUPABASE_ANON_KEY and SUPABASE_SERVICE_KEY beside it.')
  return { url: env.SUPABASE_URL, anonKey, serviceKey }
}

/** Checks may hold the clock still; a public server never does. */
function readClock(env: NodeJS.ProcessEnv, isLoopback: boolean): () => Date {
  if (!env.IMARIKA_NOW) return () => new Date()
  if (!isLoopback) throw new Error('IMARIKA_NOW is for checks on this machine alone.')
  const fixed = new Date(env.IMARIKA_NOW)
  if (Number.isNaN(fixed.getTime())) throw new Error(`IMARIKA_NOW: ${env.IMARIKA_NOW} is not a time.`)
  return () => fixed
}

function readSmtp(text: string | undefined): string | null {
  if (!text) return null
  if (!URL.canParse(text) || !/^smtps?:$/.test(new URL(text).protocol)) {
    throw new Error('SMTP_URL: it must be an address such as smtps://user:password@mail.example.org:465.')
  }
  return text
}

function readProxies(text: string | undefined): number {
  const count = text ? Number(text) : 0
  if (!Number.isInteger(count) || count < 0 || count > 9)
    throw new Error(`PROXIES: ${text} is not a number from 0 to 9.`)
  return count
}
