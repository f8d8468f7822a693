import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { openPg } from '#embedded/engine/pg-db.ts'

/**
 * Splinter, the linter behind the advice that a Supabase project gets. Two ways to ask it, neither of which ships with
 * us: the language server for PostgreSQL carries it (npm, an optional package for this machine), and SPLINTER_SQL may
 * name a copy of its own file, which knows later rules too.
 */
export type Finding = { level: 'error' | 'warning' | 'info'; name: string; text: string }
export type Splinter = { name: string; lacks: string[]; lint(url: string): Promise<Finding[]> }

const run = promisify(execFile)

const binary =
  process.env.TEST_POSTGRES_LANGUAGE_SERVER ??
  resolve(
    `node_modules/@postgres-language-server/cli-${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/postgres-language-server`,
  )

const carried: Splinter = {
  name: 'the language server',
  lacks: ['anon_security_definer_function_executable', 'authenticated_security_definer_function_executable'],
  lint: async url => {
    const { stdout } = await run(
      binary,
      ['dblint', `--connection-string=${url}?sslmode=disable`, '--reporter=json', '--max-diagnostics=none'],
      { maxBuffer: 64 * 1024 * 1024 },
    ).catch((failure: { stdout?: string; message: string }) => {
      // It ends with 1 where it found errors.
      if (failure.stdout?.startsWith('{')) return { stdout: failure.stdout }
      throw new Error(failure.message)
    })
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: { severity: string; message: string; category: string }[]
    }
    return diagnostics
      .filter(({ category }) => category.startsWith('splinter/'))
      .map(({ severity, message, category }) => ({
        level: severity === 'error' || severity === 'warning' ? severity : 'info',
        name: (category.split('/').at(-1) ?? '').replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
        text: message,
      }))
  },
}

const fromFile = (file: string): Splinter => ({
  name: 'its own file',
  lacks: [],
  lint: async url => {
    const db = openPg({ url, pool: 1, waitMs: 10_000 })
    try {
      const text = readFileSync(file, 'utf8').replace(/^\s*set local search_path = '';/, '')
      const results = await db.transaction([
        { text: "set local search_path = ''; set local pgrst.db_schemas = 'public'" },
        { text: `select level, name, detail from (${text}) s`, params: [] },
      ])
      return (results[1] ?? []).map(({ level, name, detail }) => ({
        level: level === 'ERROR' ? 'error' : level === 'WARN' ? 'warning' : 'info',
        name: name ?? '',
        text: detail ?? '',
      }))
    } finally {
      await db.close()
    }
  },
})

export const splinters: Splinter[] = [
  ...(existsSync(binary) ? [carried] : []),
  ...(process.env.SPLINTER_SQL === undefined ? [] : [fromFile(process.env.SPLINTER_SQL)]),
]
