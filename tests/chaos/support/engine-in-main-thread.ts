import { registerHooks } from 'node:module'

/** Loaded into an app (`--import`): PGlite without its thread, as the control of what the thread is good for. */
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context)
    const isEngine = found.url.endsWith('/engine/pglite-db.ts')
    return isEngine ? { ...found, url: new URL('./main-thread-pglite.ts', import.meta.url).href } : found
  },
})
