import '@remix-run/node'

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
  }
}
