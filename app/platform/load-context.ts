import '@remix-run/node'
import type { Db } from './database.server.ts'

/** Why a page asks for the client that passes row-level security; each use is named here. */
export type ServiceReason =
  | 'count a limit'
  | 'end a second factor'
  | 'write to an outbox'
  | 'show the outbox'
  | 'keep a form'

/** What the server hands to every loader and action. */
export type Backend = {
  /** Where supabase-js believes it speaks to. */
  url: string
  anonKey: string
  /** In process for the embedded gateway; the platform's own for a Supabase. */
  fetch: typeof fetch
}

declare module '@remix-run/node' {
  interface AppLoadContext {
    backend: Backend
    /** For the content policy: one per response. */
    nonce: string
    /** Scheme and host under which readers reach us; links and `hreflang` are made from it. */
    publicUrl: string
    now(): Date
    /** The address a request came from, as far as it can be believed; the measure of limits. */
    clientAddress: string
    /** Whether the peer itself is this machine: no forwarded header can say so. */
    isLoopbackPeer: boolean
    /** Whether mails that wait may be shown: there is no mail server, and who asks sits at this machine. */
    hasOutboxPage: boolean
    /** Puts a cookie on the answer, whatever answer that becomes. */
    setCookie(line: string): void
    /** The client of the service role, for what no reader may do alone. */
    serviceDb(reason: ServiceReason): Db
  }
}
