import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanFileName } from '#app/domain/files/clean-file-name.ts'
import { fileRefusals } from '#app/domain/files/file-kind.ts'
import { readJpeg, readPng, readWebp } from '#app/domain/files/image-size.ts'
import { checkFile } from '#app/services/files/check-file.server.ts'
import { hostileFiles, soundFiles } from '../../fixtures/files/corpus.ts'
import { makePdf, makePng, makeZip, objectStream } from '../../fixtures/files/make-files.ts'
import { jpeg, webpExtended, webpLossless, webpLossy } from '../../fixtures/files/pictures.ts'

test.each(hostileFiles.map(file => [file.what, file] as const))(
  'refused: %s',
  async (_what, { name, bytes, reason }) => {
    expect(await checkFile(bytes, name)).toEqual({ ok: false, reason })
  },
)

test('the corpus has at least 40 files, and one for each reason', () => {
  expect(hostileFiles.length).toBeGreaterThanOrEqual(40)
  expect(new Set(hostileFiles.map(({ reason }) => reason))).toEqual(new Set(fileRefusals))
})

test.each(soundFiles)('taken: $name', async ({ name, bytes, kept }) => {
  expect(await checkFile(bytes, name)).toMatchObject({ ok: true, name: kept ?? name })
})

test('the sizes of pictures are read as their makers wrote them', () => {
  expect(readPng(makePng(200, 100))).toEqual({ width: 200, height: 100 })
  for (const bytes of [webpLossy, webpLossless, webpExtended]) expect(readWebp(bytes)).toEqual({ width: 12, height: 7 })
  expect(readJpeg(jpeg)).toEqual({ width: 12, height: 7 })
})

test('an archive in a picture or PDF is only refused because it is there: the same file without it is taken', async () => {
  expect((await checkFile(makePng(4, 4), 'a.png')).ok).toBe(true)
  expect((await checkFile(makePdf(), 'a.pdf')).ok).toBe(true)
  expect(makeZip([{ name: 'a', data: 'b' }]).includes('PK\x05\x06')).toBe(true)
})

test('the tables of this project are taken', async () => {
  for (const file of ['locales/ar/mail.json', 'docs/personal-data.md', 'README.md'])
    expect((await checkFile(readFileSync(file), 'notes.txt')).ok, file).toBe(true)
})

test('whatever comes, the answer comes: no byte of a good file can be changed so that the check fails or lingers', async () => {
  const bases = [makePdf([objectStream('4 0 << >>')]), makePng(9, 9), jpeg, webpLossy, webpExtended]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...bases),
      fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 20 }),
      fc.nat(2000),
      async (base, changes, length) => {
        const bytes = Buffer.from(base.subarray(0, Math.max(1, length)))
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        const verdict = await checkFile(bytes, 'a')
        expect(verdict.ok || fileRefusals.includes(verdict.reason)).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})

test('a file made to keep the check busy is answered about as fast as one of its size', async () => {
  const most = 10 * 1024 * 1024 - 2000
  const fill = (unit: string) => unit.repeat(Math.floor(most / unit.length))
  const busy: [string, string][] = [
    ['a.pdf', makePdf([fill('/Type /ObjStm ')]).toString('latin1')],
    ['a.pdf', makePdf([fill('/Type /ObjStm stream\n')]).toString('latin1')],
    ['a.pdf', makePdf([`${fill('/Type /ObjStm ').slice(0, -60)} stream\nx\nendstream`]).toString('latin1')],
    ['a.pdf', makePdf([fill('/Type ')]).toString('latin1')],
    ['a.pdf', makePdf([fill('/XFA ')]).toString('latin1')],
    ['a.pdf', makePdf([fill(' ')]).toString('latin1')],
    ['a.pdf', makePdf([fill('#')]).toString('latin1')],
    ['a.pdf', makePdf(Array.from({ length: 2_000 }, () => objectStream('0'))).toString('latin1')],
    ['a.txt', fill(' ')],
    ['a.txt', fill('\n')],
    ['a.csv', fill(', ')],
    ['a.csv', fill(' ')],
    ['a.csv', fill('"')],
    ['a.csv', fill('\t')],
    ['a.csv', fill('\n')],
    ['a.jpg', `${jpeg.toString('latin1').slice(0, -2)}${fill('\xff\xd0')}`],
    ['a.jpg', `${jpeg.toString('latin1')}${fill('\xff')}`],
    ['a.jpg', fill(jpeg.toString('latin1'))],
    ['a.png', fill('\x89PNG\r\n\x1a\n')],
  ]
  for (const [index, [name, content]] of busy.entries()) {
    const bytes = Buffer.from(content.slice(0, 10 * 1024 * 1024), 'latin1')
    const started = performance.now()
    await checkFile(bytes, name)
    expect(performance.now() - started, `${index} ${name}`).toBeLessThan(2500)
  }
})

test('a name is clean for good: cleaning it again changes nothing, and nothing harmful is left', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), given => {
      const name = cleanFileName(given)
      expect(cleanFileName(name)).toBe(name)
      expect(name).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f/\\<>:"|?*;%]/u)
      expect(name).not.toMatch(/^[. ]|[. ]$/)
      expect([...name].length).toBeGreaterThan(0)
      expect([...name].length).toBeLessThanOrEqual(120)
    }),
    { numRuns: 2000 },
  )
})

test('joiners that a word needs stay', () => {
  expect(cleanFileName('می\u200cخواهم.pdf')).toBe('می\u200cخواهم.pdf')
  expect(cleanFileName('क्\u200dष.pdf')).toBe('क्\u200dष.pdf')
  expect(cleanFileName('\u200dreport\u200c.pdf')).toBe('report.pdf')
})
