import { createTransport } from 'nodemailer'
import type { RenderedMail } from './render-mail.ts'

export type SendOutcome = { ok: true } | { ok: false; error: string; isFinal: boolean }

export type Smtp = {
  send(mail: Outgoing): Promise<SendOutcome>
  close(): void
}

/** A rendered mail on its way. `id` makes the Message-ID, so that a mail sent twice can be known as one. */
export type Outgoing = { id: string; recipient: string; mail: RenderedMail }

/** Far less than the two minutes that a claim holds, so that no second worker starts while the first still sends. */
const patienceMs = 20_000

/**
 * The mail server named by an address such as `smtps://user:password@mail.example.org:465`. A password goes over the
 * network encrypted or not at all; `?requireTLS=false` in the address says otherwise.
 */
export function openSmtp({ smtpUrl, mailFrom }: { smtpUrl: string; mailFrom: string }): Smtp {
  const url = new URL(smtpUrl)
  const transport = createTransport({
    pool: true,
    maxConnections: 2,
    connectionTimeout: patienceMs / 2,
    greetingTimeout: patienceMs / 2,
    dnsTimeout: patienceMs / 2,
    socketTimeout: patienceMs,
    // Nothing in a mail may name a file or an address to read from.
    disableFileAccess: true,
    disableUrlAccess: true,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    ...(url.port && { port: Number(url.port) }),
    secure: url.protocol === 'smtps:',
    requireTLS: url.username !== '' && url.searchParams.get('requireTLS') !== 'false',
    ...(url.username && { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    ...(url.searchParams.get('tls.rejectUnauthorized') === 'false' && { tls: { rejectUnauthorized: false } }),
  })
  return {
    close: () => transport.close(),
    async send({ id, recipient, mail }) {
      if (!isPlainAddress(recipient)) return { ok: false, error: 'address', isFinal: true }
      try {
        await transport.sendMail({
          from: mailFrom,
          to: { name: '', address: recipient },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          messageId: `<${id}@${domainOf(mailFrom)}>`,
          // Answering machines stay silent.
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language.code },
        })
        return { ok: true }
      } catch (error) {
        return failureOf(error)
      }
    },
  }
}

/** One address and nothing else: no second one, no line of a header. */
export function isPlainAddress(text: string): boolean {
  return /^[^\s\p{Cc}\p{Cf}<>,;:"()[\]\\@]{1,64}@[^\s\p{Cc}\p{Cf}<>,;:"()[\]\\@]{1,255}$/u.test(text)
}

const domainOf = (from: string): string => /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'localhost'

/** The codes alone: what a server says in words may quote the address. A refused recipient stays refused. */
function failureOf(error: unknown): SendOutcome {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  const named = [code, responseCode].filter(part => typeof part === 'string' || typeof part === 'number').join(' ')
  const isFinal =
    (code === 'EENVELOPE' || code === 'EMESSAGE') && typeof responseCode === 'number' && responseCode >= 500
  return { ok: false, error: named || 'unknown', isFinal }
}
