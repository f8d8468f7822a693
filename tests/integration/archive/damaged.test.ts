import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Cells, FORMAT, type Head, NOTICE } from '#scripts/archive/archive-format.ts'
import { importArchive } from '#scripts/archive/import-archive.ts'
import { checkArchive, readArchive } from '#scripts/archive/read-archive.ts'
import { createArchive } from '#scripts/archive/write-archive.ts'
import { mountSmallDisk } from '../../chaos/support/disk.ts'
import { makeFolder, told } from './site.ts'

const head: Head = {
  imarika_archive: FORMAT,
  notice: NOTICE,
  made_at: '2026-11-25T08:00:00.000Z',
  engine: 'PostgreSQL 18',
  migrations: [{ version: '20261124100000', name: 'ground', sha256: null }],
  with_keys: true,
}

type Written = { tables: Record<string, Cells[]>; files: Record<string, Buffer> }

async function write({ tables, files }: Written): Promise<string> {
  const file = join(makeFolder(), 'test.imarika')
  const archive = createArchive(file, head)
  for (const [name, rows] of Object.entries(tables)) {
    await archive.table(name, ['a', 'b'])
    await archive.rows(rows)
  }
  await archive.sequence('public.one_id_seq', '7')
  await archive.keys({ anonKey: 'a' })
  for (const [name, bytes] of Object.entries(files)) await archive.file(name, 'text/plain', bytes)
  await archive.finish()
  return file
}

async function readBack(file: string): Promise<Written> {
  const back: Written = { tables: {}, files: {} }
  let rows: Cells[] = []
  for await (const part of readArchive(file)) {
    if (part.kind === 'table') {
      rows = []
      back.tables[part.name] = rows
    } else if (part.kind === 'rows') rows.push(...part.rows)
    else if (part.kind === 'file') back.files[part.name] = Buffer.from(part.bytes)
  }
  return back
}

const example: Written = {
  tables: {
    'public.one': [
      ['1', null],
      ['2', 'zwei \u2028 "\\ \u0000'],
    ],
    'public.two': [['3', 'drei']],
  },
  files: { 'files/a': randomBytes(300_000), 'files/b': randomBytes(262_144) },
}

/** The lines of an archive changed, with or without a hash that agrees. */
async function rewritten(change: (lines: string[]) => string[], isForged: boolean): Promise<string> {
  const file = await write(example)
  let lines = change(
    gunzipSync(readFileSync(file))
      .toString()
      .split(/(?<=\n)/),
  )
  if (isForged) {
    const before = lines.slice(0, -1)
    const sha256 = createHash('sha256').update(before.join('')).digest('hex')
    lines = [...before, (lines.at(-1) ?? '').replace(/"sha256":"\w+"/, `"sha256":"${sha256}"`)]
  }
  writeFileSync(file, gzipSync(lines.join('')))
  return file
}

const rows = fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.option(fc.string({ unit: 'binary' }))), {
  maxLength: 30,
})

test('what is written is read back, whatever the values and the bytes', async () => {
  const written = fc.record({
    tables: fc.dictionary(fc.stringMatching(/^public\.[a-z]{1,9}$/), rows, { maxKeys: 4 }),
    files: fc.dictionary(
      fc.stringMatching(/^files\/[a-z]{1,9}$/),
      fc.nat({ max: 600_000 }).map(size => randomBytes(size)),
      { maxKeys: 3 },
    ),
  })
  const property = fc.asyncProperty(written, async ({ tables, files }) => {
    const back = await readBack(await write({ tables, files }))
    expect(back).toEqual({ tables: { ...tables }, files: { ...files } })
  })
  await fc.assert(property, { numRuns: 30 })
})

test('an archive is for its owner alone, has its name only when it is whole, and takes no other place', async () => {
  const folder = makeFolder()
  const file = join(folder, 'test.imarika')
  const abandoned = createArchive(file, head)
  await abandoned.table('public.one', ['a'])
  expect(readdirSync(folder)).toEqual(['test.imarika.part'])
  await abandoned.abandon()
  expect(readdirSync(folder)).toEqual([])
  // As a killed run leaves it, with rights that are too wide.
  writeFileSync(`${file}.part`, 'rest', { mode: 0o644 })
  const archive = createArchive(file, head)
  await archive.finish()
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['test.imarika'])
  expect(() => createArchive(file, head)).toThrow('is there already')
  await checkArchive(file)
})

const isRoot = process.getuid?.() === 0

test.skipIf(!isRoot)('a disk that is full is told by its name, and leaves no archive', async () => {
  const disk = mountSmallDisk(1)
  const archive = createArchive(join(disk.folder, 'test.imarika'), head)
  const writing = async () => {
    for (let n = 0; n < 8; n += 1) await archive.file(`files/${n}`, 'text/plain', randomBytes(262_144))
    await archive.finish()
  }
  await expect(writing()).rejects.toThrow('ENOSPC')
  await archive.abandon()
  expect(readdirSync(disk.folder)).toEqual([])
})

test('whichever byte is changed, the archive is refused or holds the same', async () => {
  const file = await write(example)
  const whole = readFileSync(file)
  const same = await readBack(file)
  let refused = 0
  const step = Math.ceil(whole.length / 150)
  for (let at = 0; at < whole.length; at += at < 20 || at > whole.length - 20 ? 1 : step) {
    const changed = Buffer.from(whole)
    changed[at] = (changed[at] ?? 0) ^ 0x55
    writeFileSync(file, changed)
    try {
      // The bytes of gzip's own head that say when and where it was made.
      expect(await readBack(file)).toEqual(same)
    } catch (error) {
      expect(String(error)).toMatch(/ArchiveError: (The archive is (damaged|cut off)|This is no archive)/)
      refused += 1
    }
  }
  expect(refused).toBeGreaterThan(140)
})

test('wherever it is cut, and whatever is put behind it, it is refused', async () => {
  const file = await write(example)
  const whole = readFileSync(file)
  for (let length = 0; length < whole.length; length += 1 + Math.floor(whole.length / 41)) {
    writeFileSync(file, whole.subarray(0, length))
    await expect(checkArchive(file)).rejects.toThrow(/cut off|empty/)
  }
  writeFileSync(file, whole.subarray(0, -1))
  await expect(checkArchive(file)).rejects.toThrow('cut off')
  writeFileSync(file, Buffer.concat([whole, Buffer.from('more')]))
  await expect(checkArchive(file)).rejects.toThrow('damaged')
  writeFileSync(file, Buffer.concat([whole, gzipSync('["1","2"]\n')]))
  await expect(checkArchive(file)).rejects.toThrow('follows its end')
})

const row = (lines: string[]) => lines.findIndex(line => line.startsWith('["3"'))
const without = (at: number) => (lines: string[]) => lines.filter((_, n) => n !== (at < 0 ? lines.length + at : at))
const changes: Record<string, [(lines: string[]) => string[], RegExp, RegExp]> = {
  'a line that comes twice': [
    lines => lines.flatMap((line, n) => (n === row(lines) ? [line, line] : [line])),
    /hash/,
    /public\.two/,
  ],
  'a line that is missing': [lines => without(row(lines))(lines), /hash/, /public\.two/],
  'a table that is missing': [
    lines => lines.filter((_, n) => n !== row(lines) && n !== row(lines) - 1),
    /hash/,
    /public\.two/,
  ],
  'a table that comes twice': [lines => lines.toSpliced(row(lines), 0, lines[row(lines) - 1] ?? ''), /twice/, /twice/],
  'a value too many': [
    lines => lines.map(line => line.replace('["3"', '["3","4"')),
    /too many values/,
    /too many values/,
  ],
  'a number for a text': [
    lines => lines.map(line => line.replace('["3"', '[3')),
    /none that an archive has/,
    /none that an archive has/,
  ],
  'a row before any table': [lines => lines.toSpliced(1, 0, '["1"]\n'), /row of no table/, /row of no table/],
  'bytes before any file': [lines => lines.toSpliced(1, 0, '"AAAA"\n'), /bytes of no file/, /bytes of no file/],
  'a last line that is missing': [without(-2), /hash|not those written/, /not those written/],
  'no end': [without(-1), /last line is missing/, /last line is missing/],
  'an end that comes twice': [
    lines => [...lines, lines.at(-1) ?? ''],
    /follows its end/,
    /none that an archive has|hash|follows/,
  ],
  'a wrong count of files': [
    lines => lines.map(line => line.replace('"files":2', '"files":3')),
    /files/,
    /3 files, and holds 2/,
  ],
  'another file in place of one': [
    lines => lines.map(line => (line.startsWith('"') ? `"${randomBytes(262_144).toString('base64')}"\n` : line)),
    /not those written/,
    /not those written/,
  ],
  'no line of JSON': [lines => lines.toSpliced(2, 1, '{"table"\n'), /cannot be read/, /cannot be read/],
  'a head without migrations': [
    lines => [lines[0]?.replace('"migrations"', '"m"') ?? '', ...lines.slice(1)],
    /first line/,
    /first line/,
  ],
}

for (const [what, [change, plain, forged]] of Object.entries(changes)) {
  test(`${what} is refused, also under a hash made to agree`, async () => {
    await expect(checkArchive(await rewritten(change, false))).rejects.toThrow(plain)
    await expect(checkArchive(await rewritten(change, true))).rejects.toThrow(forged)
  })
}

test('a newer format is refused by its number, and another file as none of ours', async () => {
  const newer = (lines: string[]) => [
    lines[0]?.replace(`"imarika_archive":${FORMAT}`, '"imarika_archive":2') ?? '',
    ...lines.slice(1),
  ]
  await expect(checkArchive(await rewritten(newer, true))).rejects.toThrow(
    'has format 2; this version of Imarika reads format 1',
  )
  const file = join(makeFolder(), 'other')
  await expect(checkArchive(file)).rejects.toThrow('There is no file')
  writeFileSync(file, 'a text')
  await expect(checkArchive(file)).rejects.toThrow('is no archive')
  writeFileSync(file, gzipSync('{"a":1}\n'))
  await expect(checkArchive(file)).rejects.toThrow('no archive of Imarika')
  writeFileSync(file, gzipSync(Buffer.alloc(80 * 1024 * 1024, 0x20)))
  await expect(checkArchive(file)).rejects.toThrow('far too long')
})

test('a damaged archive is refused before anything is made', async () => {
  const dataDir = join(makeFolder(), 'new')
  const file = await rewritten(lines => lines.toSpliced(row(lines), 1), false)
  await expect(importArchive(told({ dataDir }), file)).rejects.toThrow('damaged')
  expect(existsSync(dataDir)).toBe(false)
})
