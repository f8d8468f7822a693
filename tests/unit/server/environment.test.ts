import { expect, test } from 'vitest'
import { describeDatabase } from '#server/backend.ts'
import { readEnvironment } from '#server/environment.ts'

const read = (env: Record<string, string> = {}, ...argv: string[]) =>
  readEnvironment(env as unknown as NodeJS.ProcessEnv, argv)

test('with nothing set it listens on this machine alone, on port 3000', () => {
  expect(read()).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://localhost:3000',
    isLoopback: true,
    dataDir: '.data',
    supabase: null,
    isDev: false,
  })
  expect(read({ HOST: '' }).host).toBe('127.0.0.1')
})

test('with another host it refuses to start without the address that readers use', () => {
  for (const host of ['0.0.0.0', '::', '192.0.2.7', 'imarika.example'])
    expect(() => read({ HOST: host, SMTP_URL: 'smtp://mail.example' })).toThrow('PUBLIC_URL')
})

test('with another host it refuses to start without a mail server', () => {
  expect(() => read({ HOST: '0.0.0.0', PUBLIC_URL: 'https://imarika.example' })).toThrow('SMTP_URL')
})

test('with another host, an address and a mail server it starts', () => {
  const env = read({ HOST: '0.0.0.0', PUBLIC_URL: 'https://imarika.example', SMTP_URL: 'smtp://mail.example' })
  expect(env).toMatchObject({ host: '0.0.0.0', isLoopback: false, publicUrl: 'https://imarika.example' })
})

test('with another host the development server refuses to start: it shows sources and stack traces', () => {
  const env = { HOST: '0.0.0.0', PUBLIC_URL: 'https://imarika.example', SMTP_URL: 'smtp://mail.example' }
  expect(() => read(env, '--dev')).toThrow('npm start')
  expect(read({}, '--dev').isDev).toBe(true)
})

test('the names of this machine are no other host', () => {
  for (const host of ['127.0.0.1', 'localhost', '::1']) expect(read({ HOST: host }).isLoopback).toBe(true)
})

test('links are made from PUBLIC_URL, of which only scheme, host and port count', () => {
  expect(read({ PUBLIC_URL: 'https://imarika.example:8443/some/path?x=1' }).publicUrl).toBe(
    'https://imarika.example:8443',
  )
  expect(() => read({ PUBLIC_URL: 'imarika.example' })).toThrow('PUBLIC_URL')
  expect(() => read({ PUBLIC_URL: 'javascript:alert(1)' })).toThrow('PUBLIC_URL')
})

test('a port is a whole number from 0 to 65535', () => {
  expect(read({ PORT: '0' }).port).toBe(0)
  expect(read({ PORT: '65535' }).port).toBe(65_535)
  for (const port of ['65536', '-1', '80a', '3.5']) expect(() => read({ PORT: port })).toThrow(`PORT: ${port}`)
})

test('a Supabase needs both of its keys', () => {
  const url = 'https://x.supabase.example'
  expect(() => read({ SUPABASE_URL: url })).toThrow('SUPABASE_ANON_KEY')
  expect(() => read({ SUPABASE_URL: url, SUPABASE_ANON_KEY: 'a' })).toThrow('SUPABASE_SERVICE_KEY')
  const env = read({ SUPABASE_URL: url, SUPABASE_ANON_KEY: 'a', SUPABASE_SERVICE_KEY: 'b' })
  expect(env.supabase).toEqual({ url, anonKey: 'a', serviceKey: 'b' })
})

test('a PostgreSQL is named by an address, with ten connections unless told otherwise', () => {
  const url = 'postgres://imarika:secret@db.example:5433/imarika'
  expect(read().postgres).toBeNull()
  expect(read({ DATABASE_URL: url }).postgres).toEqual({ url, pool: 10 })
  expect(read({ DATABASE_URL: url, DATABASE_POOL: '3' }).postgres?.pool).toBe(3)
  for (const size of ['0', '201', '2.5', 'many'])
    expect(() => read({ DATABASE_URL: url, DATABASE_POOL: size })).toThrow('DATABASE_POOL')
})

test('an address that is none of a PostgreSQL is refused, and its password is not repeated', () => {
  for (const url of ['db.example', 'mysql://u:secret@db.example/x', 'postgres://u:secret@h/x?options=-c%20a%3Db']) {
    expect(() => read({ DATABASE_URL: url })).toThrow('DATABASE_URL')
    expect(() => read({ DATABASE_URL: url })).not.toThrow('secret')
  }
})

test('a connection is encrypted and checked or neither, with files that can be read', () => {
  const at = (parameters: string) => () => read({ DATABASE_URL: `postgres://u:secret@db.example/x?${parameters}` })
  for (const ok of ['sslmode=verify-full', 'sslmode=disable', 'sslmode=verify-full&sslrootcert=package.json'])
    expect(at(ok), ok).not.toThrow()
  for (const mode of ['require', 'prefer', 'verify-ca', 'no-verify', ''])
    expect(at(`sslmode=${mode}`), mode).toThrow('sslmode must be verify-full')
  for (const name of ['sslrootcert', 'sslcert', 'sslkey'])
    expect(at(`sslmode=verify-full&${name}=missing.pem`), name).toThrow(`${name} names missing.pem`)
})

test('two databases are one too many', () => {
  expect(() => read({ DATABASE_URL: 'postgres://h/x', SUPABASE_URL: 'https://x.supabase.example' })).toThrow('two')
})

test('what is said of the database names it, and holds no secret', () => {
  const url = 'postgres://imarika:secret@db.example:5433/main'
  const keys = { SUPABASE_ANON_KEY: 'secret-a', SUPABASE_SERVICE_KEY: 'secret-b' }
  const environments: Record<string, string>[] = [
    {},
    { DATABASE_URL: url },
    { SUPABASE_URL: 'https://x.supabase.example', ...keys },
  ]
  expect(environments.map(env => describeDatabase(read(env)))).toEqual([
    'built-in, in .data/pglite',
    'PostgreSQL at db.example:5433/main as imarika, at most 10 connections',
    'Supabase at https://x.supabase.example',
  ])
})

test('the clock is held only on this machine, and only at a real time', () => {
  expect(read({ IMARIKA_NOW: '2026-11-24T12:00:00Z' }).now().toISOString()).toBe('2026-11-24T12:00:00.000Z')
  expect(() => read({ IMARIKA_NOW: 'soon' })).toThrow('IMARIKA_NOW')
  const open = { HOST: '0.0.0.0', PUBLIC_URL: 'https://imarika.example', SMTP_URL: 'smtp://mail.example' }
  expect(() => read({ ...open, IMARIKA_NOW: '2026-11-24T12:00:00Z' })).toThrow('IMARIKA_NOW')
})

test('development is asked for by name', () => {
  expect(read({}, 'node', 'server/start.ts', '--dev').isDev).toBe(true)
  expect(read({}, 'node', 'server/start.ts').isDev).toBe(false)
})
