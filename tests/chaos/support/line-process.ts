import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { onTestFinished } from 'vitest'

export type LineProcess = {
  process: ChildProcess
  /** Everything said so far, on both channels; the last line may be half. */
  lines: string[]
  /** Waits for a line that begins so; refuses when the process ends before. */
  line(start: string, timeoutMs?: number): Promise<string>
  hasEnded: Promise<void>
  kill(signal?: NodeJS.Signals): Promise<void>
}

/** Another process that speaks in lines; ended with the test. A detached one is ended with all that it started. */
export function startProcess(program: string, args: readonly string[], options: SpawnOptions = {}): LineProcess {
  const child = spawn(program, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] })
  const send = (signal: NodeJS.Signals) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    process.kill(options.detached ? -child.pid : child.pid, signal)
  }
  onTestFinished(() => send('SIGKILL'))
  const lines: string[] = []
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    let text = ''
    stream?.on('data', (chunk: Buffer) => {
      const parts = (text + chunk.toString()).split('\n')
      text = parts.pop() ?? ''
      lines.push(...parts)
      for (const listener of listeners) listener()
    })
  }
  // Not `exit`: what it had said is read to the end first.
  const hasEnded = new Promise<void>(resolve => child.once('close', () => resolve()))
  const line = (start: string, timeoutMs = 120_000) =>
    new Promise<string>((resolve, reject) => {
      let read = 0
      const settle = (finish: () => void) => {
        listeners.delete(look)
        clearTimeout(timer)
        finish()
      }
      const fail = (why: string) =>
        settle(() => reject(new Error(`The process ${why} before it said "${start}":\n${lines.slice(-30).join('\n')}`)))
      const look = () => {
        for (; read < lines.length; read += 1) {
          const found = lines[read]
          if (found?.startsWith(start)) return settle(() => resolve(found))
        }
      }
      const timer = setTimeout(() => fail(`took more than ${timeoutMs} ms`), timeoutMs)
      listeners.add(look)
      look()
      void hasEnded.then(() => fail('ended'))
    })
  const kill = async (signal: NodeJS.Signals = 'SIGKILL') => {
    send(signal)
    await hasEnded
  }
  return { process: child, lines, line, hasEnded, kill }
}

/** A script of ours, run by the Node that runs the tests. */
export function startScript(name: string, args: readonly string[], env: Record<string, string> = {}): LineProcess {
  const script = new URL(`./${name}`, import.meta.url).pathname
  return startProcess(process.execPath, [script, ...args], { env: { ...process.env, ...env } })
}
