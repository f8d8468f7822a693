import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** A folder of its own for one test, removed afterwards. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'imarika-embedded-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

/** A folder with the given migration files. */
export function makeMigrations(files: Record<string, string>): string {
  const folder = makeFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** One migration with one table. */
export const migrationsDir = fileURLToPath(new URL('./migrations', import.meta.url))

export type Child = {
  process: ChildProcess
  line: (text: string) => Promise<void>
  lines: string[]
  killHard(): Promise<void>
}

/** Another process that opens the data folder; `line` waits until it has said something. */
export function startChild(mode: 'hold' | 'write', dataDir: string, databaseUrl?: string): Child {
  const script = fileURLToPath(new URL('./child.ts', import.meta.url))
  const place = databaseUrl === undefined ? [] : [databaseUrl]
  const process_ = spawn(process.execPath, [script, mode, dataDir, migrationsDir, ...place], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => {
    process_.kill('SIGKILL')
  })
  const lines: string[] = []
  const listeners = new Set<() => void>()
  let text = ''
  const read = (chunk: Buffer) => {
    text += chunk.toString()
    const parts = text.split('\n')
    text = parts.pop() ?? ''
    lines.push(...parts)
    for (const listener of listeners) listener()
  }
  process_.stdout.on('data', read)
  process_.stderr.on('data', read)
  const hasEnded = new Promise<void>(resolve => process_.on('exit', () => resolve()))
  const line = (wanted: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (lines.some(each => each.includes(wanted))) resolve()
      }
      listeners.add(look)
      look()
      void hasEnded.then(() => reject(new Error(`The child ended before it said "${wanted}":\n${lines.join('\n')}`)))
    })
  const killHard = async () => {
    process_.kill('SIGKILL')
    await hasEnded
  }
  return { process: process_, line, lines, killHard }
}
