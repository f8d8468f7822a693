import { resolve } from 'node:path'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import remixConfig from '../../remix.config.js'

/** The app as it is, but for the translator: tests/bench/plain-translator.ts stands in its place. */
export default defineConfig({
  plugins: [
    {
      name: 'plain-translator',
      enforce: 'pre',
      resolveId(source, importer) {
        const isTranslator = /(^|\/)translator\.ts$/.test(source) && !importer?.includes('/tests/bench/')
        return isTranslator ? resolve('tests/bench/plain-translator.ts') : null
      },
    },
    remix({ ...remixConfig, buildDirectory: '.cache/bench/build' }),
  ],
  build: { target: 'es2022' },
})
