import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export type RunningServer = { origin: string; stop(): Promise<void>; process: ChildProcess }

/** Starts the real server on a free port, as `npm start` does, and waits for its address. */
export async function startServer(env: Record<string, string>): Promise<RunningServer> {
  const child = spawn('node_modules/.bin/node', ['server/start.ts'], {
    env: { ...process.env, PORT: '0', IMARIKA_NOW: '2026-11-24T12:00:00Z', NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const address = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk
      const [, origin] = /Imarika: (http:\/\/localhost:\d+)/.exec(output) ?? []
      if (origin) resolve(origin)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', code => reject(new Error(`The server ended with ${code}:\n${output}`)))
    setTimeout(() => reject(new Error(`The server did not start within 90 s:\n${output}`)), 90_000).unref()
  })
  const stop = async () => {
    if (child.exitCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  try {
    return { origin: await address, stop, process: child }
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}
