import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import remixConfig from './remix.config.js'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

/** Said at every build, and nothing follows from it: comments in zod, and routes whose browser part is empty here. */
const knownRemarks = new Set(['INVALID_ANNOTATION', 'EMPTY_BUNDLE'])

export default defineConfig({
  plugins: [remix(remixConfig)],
  build: {
    target: 'es2022',
    rollupOptions: {
      onwarn(warning, warn) {
        if (!knownRemarks.has(warning.code ?? '')) warn(warning)
      },
    },
  },
  server: { host: '127.0.0.1' },
})
