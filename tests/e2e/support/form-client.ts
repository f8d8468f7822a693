/** Fills in forms as a browser without scripts does: keeps cookies, follows what leads on, sends hidden fields along. */
export class FormClient {
  readonly origin: string
  readonly jar = new Map<string, string>()
  address = ''
  status = 0
  html = ''
  headers = new Headers()

  constructor(origin: string) {
    this.origin = origin
  }

  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async get(path: string): Promise<this> {
    return this.#ask(new URL(path, this.origin).href)
  }

  /** Sends the first posting form of `main`, or the one with `button`; its hidden fields go along. */
  async send(fields: Record<string, string>): Promise<this> {
    const main = /<main[\s>].*<\/main>/s.exec(this.html)?.[0] ?? ''
    const form = /<form\b[^>]*method="post"[^>]*>.*?<\/form>/s.exec(main)?.[0]
    if (!form) throw new Error(`No form that posts at ${this.address} (${this.status})`)
    const values = [...hiddenIn(form)]
    const action = attribute(/^<form[^>]*>/.exec(form)?.[0] ?? '', 'action') || this.address
    const body = new URLSearchParams([...values.filter(([name]) => name), ...Object.entries(fields)])
    return this.#ask(new URL(action, this.address).href, body)
  }

  /** What the page itself puts into its forms, by name. */
  hiddenFields(): Map<string, string> {
    return new Map(hiddenIn(/<main[\s>].*<\/main>/s.exec(this.html)?.[0] ?? ''))
  }

  /** One post, with no form before it. */
  async post(path: string, fields: Record<string, string>): Promise<this> {
    return this.#ask(new URL(path, this.origin).href, new URLSearchParams(fields), false)
  }

  async #ask(address: string, body?: URLSearchParams, follows = true): Promise<this> {
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { Cookie: this.cookie, Origin: this.origin },
      ...(body ? { method: 'POST', body } : {}),
    })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    const next = response.headers.get('Location')
    if (next && follows) {
      await response.arrayBuffer()
      return this.#ask(new URL(next, address).href)
    }
    this.address = address
    this.status = response.status
    this.headers = response.headers
    this.html = await response.text()
    return this
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (value === '' || /;\s*max-age=0/i.test(line)) this.jar.delete(name)
    else this.jar.set(name, value)
  }
}

const hiddenIn = (html: string): [name: string, value: string][] =>
  [...html.matchAll(/<input type="hidden"[^>]*>/g)].map(([input]) => [
    attribute(input, 'name'),
    attribute(input, 'value'),
  ])

const marks: Record<string, string> = { '&quot;': '"', '&#x27;': "'", '&lt;': '<', '&gt;': '>', '&amp;': '&' }

const attribute = (tag: string, name: string): string =>
  (new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '').replace(/&\S{2,4};/g, mark => marks[mark] ?? mark)

/** The links of a kind in mails to an address that wait on the page for this machine, the newest first. */
export async function mailLinks(client: FormClient, mail: string, kind: string): Promise<string[]> {
  const { html } = await new FormClient(client.origin).get('/en/outbox')
  const parts = html.split(mail).slice(1)
  return parts.flatMap(part =>
    [...part.matchAll(/href="([^"]*\/auth\/confirm\?[^"]*)"/g)]
      .slice(0, 1)
      .map(([, href = '']) => href.replaceAll('&amp;', '&'))
      .filter(href => href.includes(`type=${kind}&`)),
  )
}
