import { type LineProcess, startProcess } from './line-process.ts'

export type AppProcess = LineProcess & { origin: string }

/** The real app, as `npm start` starts it, on a free port. Needs what `npm run build` makes. */
export async function startApp(env: Record<string, string>, nodeArgs: readonly string[] = []): Promise<AppProcess> {
  const app = launchApp(env, nodeArgs)
  const line = await app.line('Imarika: ')
  return { ...app, origin: /http:\/\/localhost:\d+/.exec(line)?.[0] ?? '' }
}

/** The same without waiting for its address: a start that may be refused. */
export function launchApp(env: Record<string, string>, nodeArgs: readonly string[] = []): LineProcess {
  return startProcess(process.execPath, [...nodeArgs, 'server/start.ts'], {
    env: { ...process.env, PORT: '0', NODE_ENV: 'production', ...env },
  })
}

export type Answer =
  | { kind: 'receipt'; code: string }
  /** The form again; `says` is the first heading. */
  | { kind: 'form'; status: number; text: string; actKey: string; says: string }
  | { kind: 'other'; status: number; body: string }

/** Somebody at the form that reports an error, with scripts off: opens it, fills it, and looks at what comes back. */
export class Reporter {
  readonly text: string
  actKey = ''
  readonly #address: string

  constructor(origin: string, text: string) {
    this.text = text
    this.#address = `${origin}/en/report-an-error`
  }

  async open(): Promise<void> {
    const answer = readAnswer(await fetch(this.#address))
    const form = await answer
    if (form.kind !== 'form') throw new Error(`The form did not come: ${JSON.stringify(form).slice(0, 300)}`)
    this.actKey = form.actKey
  }

  /** Sends what stands in the form now, with the act key that stands in it. */
  async send(): Promise<Answer> {
    const body = new FormData()
    for (const [name, value] of Object.entries({
      act_key: this.actKey,
      text: this.text,
      correction: '',
      contact: '',
    })) {
      body.set(name, value)
    }
    const headers = { Origin: new URL(this.#address).origin }
    const answer = await readAnswer(await fetch(this.#address, { method: 'POST', body, headers, redirect: 'manual' }))
    if (answer.kind === 'form') this.actKey = answer.actKey
    return answer
  }
}

async function readAnswer(response: Response): Promise<Answer> {
  const body = await response.text()
  const [, code] = /\/report-an-error\/([0-9A-Z]{10})$/.exec(response.headers.get('location') ?? '') ?? []
  if (code) return { kind: 'receipt', code }
  const [, actKey] = /name="act_key" value="([^"]+)"/.exec(body) ?? []
  const [, text] = /<textarea[^>]*name="text"[^>]*>([^<]*)<\/textarea>/.exec(body) ?? []
  if (actKey === undefined || text === undefined) return { kind: 'other', status: response.status, body }
  const [, says = ''] = /<h[12][^>]*>(.*?)<\/h[12]>/s.exec(body) ?? []
  return { kind: 'form', status: response.status, text, actKey, says: says.replace(/<[^>]*>/g, '').trim() }
}
