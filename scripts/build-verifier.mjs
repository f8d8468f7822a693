// Builds docs/allocation/verifier/index.html: one page that checks a record from the file system, without a network.
// node scripts/build-verifier.mjs [file]
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { build } from 'esbuild'

const root = resolve(import.meta.dirname, '..')
const limit = 60_000

const NAMES = { en: ['English', 'ltr'], fr: ['Français', 'ltr'], ar: ['العربية', 'rtl'] }

async function bundle(file) {
  const made = await build({
    entryPoints: [join(root, file)],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'error',
  })
  return made.outputFiles[0].text.trim()
}

/** Languages that have the page's words, English first: a language that is added later joins by itself. */
function readLanguages() {
  const folders = readdirSync(join(root, 'locales')).sort((a, b) => (a === 'en' ? -1 : b === 'en' ? 1 : a < b ? -1 : 1))
  return folders.flatMap(code => {
    const known = NAMES[code]
    if (!known) return []
    const words = JSON.parse(readFileSync(join(root, `locales/${code}/verifier.json`), 'utf8'))
    return [{ code, name: known[0], dir: known[1], words }]
  })
}

const sha256 = text => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Two letters out of 91 for 13 bits; the loader reads it. Closer than base64, and as safe inside HTML. */
function pack(bytes) {
  const letters = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter(
    letter => !'&<\\'.includes(letter),
  )
  let text = ''
  let bits = 0
  let held = 0
  const put = value => {
    text += letters[Math.floor(value / 91)] + letters[value % 91]
  }
  for (const byte of bytes) {
    bits = (bits << 8) | byte
    held += 8
    if (held < 13) continue
    held -= 13
    put(bits >> held)
    bits &= (1 << held) - 1
  }
  if (held > 0) put(bits << (13 - held))
  return text
}

const languages = readLanguages()
const style = await bundle('app/verifier/page/page.css')
const words = `const LANGUAGES=${JSON.stringify(languages)},STYLE=${JSON.stringify(style)};`
const script = words + (await bundle('app/verifier/page/page.ts'))
// The verifier travels packed, because the curve's arithmetic alone would fill the page. The loader unpacks it into an
// inline script; the policy names the hash of exactly that text, so nothing else runs, and nothing is fetched.
const bytes = deflateRawSync(script, { level: 9, memLevel: 9 })
const packed = pack(bytes)
const loader = await bundle('app/verifier/page/loader.ts')
const parts = {
  policy: `default-src 'none'; script-src ${sha256(script)} ${sha256(loader)}; style-src ${sha256(style)}; form-action 'none'; base-uri 'none'`,
  title: languages[0].words.title,
  packed,
  bytes: bytes.length,
  loader,
}
const page = readFileSync(join(root, 'app/verifier/page/page.template'), 'utf8').replace(
  /\{\{(\w+)\}\}/g,
  (_, name) => parts[name],
)
const target = resolve(process.argv[2] ?? join(root, 'docs/allocation/verifier/index.html'))
mkdirSync(dirname(target), { recursive: true })
writeFileSync(target, page)
const size = Buffer.byteLength(page)
console.log(`${relative(root, target)} ${size} bytes (script ${script.length}, packed ${packed.length})`)
if (size > limit) {
  console.error(`more than ${limit} bytes`)
  process.exitCode = 1
}
