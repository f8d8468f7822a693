import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPostgres } from '../support/postgres-programs.ts'
import { amina, boris, type StorageTarget, storageTargets } from './storage-targets.ts'

const open = Object.entries(storageTargets).filter(([name]) => hasPostgres || !name.includes('PostgreSQL'))

/** Sizes at which a store begins another part, and the limit of the bucket. */
const sizes = [0, 1, 262_143, 262_144, 262_145, 400_000]
const text = { contentType: 'text/plain' }
const key = (name: string, who = amina) => `${who}/${name}`
const bytesOf = async (blob: Blob | null) => Buffer.from(await (blob ?? new Blob()).arrayBuffer())
const errorOf = (error: unknown) => {
  const { status, statusCode, message } = error as { status: number; statusCode: string; message: string }
  return { status, statusCode, message }
}

describe.each(open)('%s', (_name, openTarget) => {
  let target: StorageTarget
  beforeAll(async () => {
    target = await openTarget()
  })
  afterAll(() => target.close())
  const notes = (who: 'amina' | 'boris' | 'anon' | 'service' = 'amina') => target[who].storage.from('notes')

  test.each(sizes)('what was uploaded comes back byte by byte: %i bytes', async size => {
    const bytes = randomBytes(size)
    const name = key(`size-${size}.txt`)
    const { data, error } = await notes().upload(name, bytes, { ...text, cacheControl: '0' })
    expect(error).toBeNull()
    expect(data).toEqual({ path: name, fullPath: `notes/${name}`, id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    const back = await notes().download(name)
    expect(back.error).toBeNull()
    expect((await bytesOf(back.data)).equals(bytes)).toBe(true)
    expect(back.data?.type).toBe('text/plain')
  })

  test('a stream is taken as it comes, in pieces of any size', async () => {
    const pieces = Array.from({ length: 300 }, (_, index) => randomBytes(1 + ((index * 37) % 1900)))
    const stream = new Blob(pieces).stream()
    const { error } = await notes().upload(key('stream.txt'), stream, { ...text, duplex: 'half' })
    expect(error).toBeNull()
    const { data } = await notes().download(key('stream.txt'))
    expect((await bytesOf(data)).equals(Buffer.concat(pieces))).toBe(true)
  })

  test('the answer says what the file is, and its tag is the hash of its bytes', async () => {
    const bytes = Buffer.from('Habari ya leo')
    await notes().upload(key('headers.txt'), bytes, { ...text, cacheControl: '0' })
    const response = await target.fetch(`${target.url}/storage/v1/object/notes/${key('headers.txt')}`, {
      headers: { apikey: target.serviceKey },
    })
    expect(response.headers.get('content-type')).toBe('text/plain')
    expect(response.headers.get('content-length')).toBe(String(bytes.length))
    expect(response.headers.get('cache-control')).toBe('max-age=0')
    expect(response.headers.get('etag')).toBe(`"${createHash('sha256').update(bytes).digest('hex')}"`)
    expect(Date.parse(response.headers.get('last-modified') ?? '')).toBeGreaterThan(Date.now() - 60_000)
    expect(await response.text()).toBe('Habari ya leo')
  })

  test('the same name again is refused, and the first bytes stay', async () => {
    await notes().upload(key('once.txt'), 'first', text)
    const before = await target.stored()
    const { error } = await notes().upload(key('once.txt'), 'second', text)
    expect(errorOf(error)).toEqual({ status: 400, statusCode: '409', message: 'The resource already exists' })
    expect(await (await notes().download(key('once.txt'))).data?.text()).toBe('first')
    expect(await target.stored()).toEqual(before)
  })

  test('one byte more than the bucket takes is refused, and nothing of it is kept', async () => {
    const before = (await target.stored()).sort()
    const { error } = await notes().upload(key('big.txt'), randomBytes(400_001), text)
    expect(errorOf(error)).toMatchObject({ status: 400, statusCode: '413' })
    expect((await target.stored()).sort()).toEqual(before)
    expect((await notes().download(key('big.txt'))).error).not.toBeNull()
  })

  test('a type that the bucket does not take, and a bucket that does not exist, are refused', async () => {
    const html = await notes().upload(key('page.html'), '<p>', { contentType: 'text/html' })
    expect(errorOf(html.error)).toMatchObject({ status: 400, statusCode: '415' })
    const { error } = await target.amina.storage.from('nowhere').upload('a.txt', 'a', text)
    expect(errorOf(error)).toEqual({ status: 400, statusCode: '404', message: 'Bucket not found' })
  })

  test.each(['ключ.txt', 'a\u202eb.txt', `${'a'.repeat(1025)}`])(
    'a key outside the rules is refused: %j',
    async name => {
      const { error } = await target.service.storage.from('other').upload(name, 'a', text)
      expect(errorOf(error)).toMatchObject({ status: 400, statusCode: '400' })
    },
  )

  test('a name that climbs out of the folder is a name like any other and reaches nothing', async () => {
    for (const name of ['..%2f..%2fkeys.json', '%2e%2e/keys.json', 'a/..%2f..%2f..%2fetc%2fpasswd']) {
      const response = await target.fetch(`${target.url}/storage/v1/object/notes/${name}`, {
        headers: { apikey: target.serviceKey },
      })
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(await response.text()).not.toMatch(/root:|PRIVATE|sb_secret/)
    }
  })

  test('nobody writes into, reads, lists or removes what the policies do not give them', async () => {
    await notes().upload(key('mine.txt'), 'mine', text)
    const before = (await target.stored()).sort()
    for (const who of ['boris', 'anon'] as const) {
      const upload = await notes(who).upload(key(`by-${who}.txt`), 'x', text)
      expect(errorOf(upload.error)).toEqual({
        status: 400,
        statusCode: '403',
        message: 'new row violates row-level security policy',
      })
      const download = await notes(who).download(key('mine.txt'))
      expect((download.error as unknown as { originalError?: { status: number } }) ?? null).not.toBeNull()
      expect((await notes(who).list(amina)).data).toEqual([])
      expect(await notes(who).remove([key('mine.txt')])).toEqual({ data: [], error: null })
    }
    expect((await target.stored()).sort()).toEqual(before)
    expect(await (await notes().download(key('mine.txt'))).data?.text()).toBe('mine')
    const other = await target.amina.storage.from('other').upload('a.txt', 'x', text)
    expect(errorOf(other.error)).toMatchObject({ statusCode: '403' })
  })

  test('bytes of whoever may not write are not even read', async () => {
    let isRead = false
    const body = new ReadableStream(
      {
        pull(controller) {
          isRead = true
          controller.close()
        },
      },
      { highWaterMark: 0 },
    )
    await notes('boris').upload(key('unread.txt'), body, { ...text, duplex: 'half' })
    expect(isRead).toBe(false)
  })

  test('the service role passes the policies', async () => {
    expect((await notes('service').upload(key('by-service.txt', boris), 'x', text)).error).toBeNull()
    expect(await (await notes('boris').download(key('by-service.txt', boris))).data?.text()).toBe('x')
  })

  test('what is removed is gone with its bytes; what may not be removed is passed over', async () => {
    await notes().upload(key('gone.txt'), 'x', text)
    await notes().upload(key('kept.pdf'), '%PDF-', { contentType: 'application/pdf' })
    const count = (await target.stored()).length
    const { data, error } = await notes().remove([key('gone.txt'), key('kept.pdf'), key('never.txt')])
    expect(error).toBeNull()
    expect(data?.map(({ name }) => name)).toEqual([key('gone.txt')])
    expect(await target.stored()).toHaveLength(count - 1)
    expect((await notes().download(key('gone.txt'))).error).not.toBeNull()
    expect((await notes().download(key('kept.pdf'))).error).toBeNull()
  })

  test('a list shows one level: files with their facts, folders without', async () => {
    const inFolder = (name: string) => key(`tree/${name}`)
    for (const name of ['b.txt', 'a.txt', 'C.txt', 'deep/x.txt', 'deep/er/y.txt', 'a_b.txt'])
      await notes().upload(inFolder(name), 'x', text)
    const { data } = await notes().list(key('tree'))
    expect(data?.map(({ name, id }) => [name, id === null])).toEqual([
      ['C.txt', false],
      ['a.txt', false],
      ['a_b.txt', false],
      ['b.txt', false],
      ['deep', true],
    ])
    expect(data?.[0]?.metadata).toMatchObject({ size: 1, mimetype: 'text/plain' })
    const names = async (options: Parameters<ReturnType<typeof notes>['list']>[1], folder = 'tree') =>
      (await notes().list(key(folder), options)).data?.map(({ name }) => name)
    expect(await names({ limit: 2, offset: 1 })).toEqual(['a.txt', 'a_b.txt'])
    expect(await names({ sortBy: { column: 'name', order: 'desc' }, limit: 1 })).toEqual(['deep'])
    expect(await names({ search: 'a_' })).toEqual(['a_b.txt'])
    expect(await names({}, 'tree/deep')).toEqual(['er', 'x.txt'])
    expect(await names({}, 'tre')).toEqual([])
  })

  test('what was left over is removed at the next start, what belongs to a row is not', async () => {
    await notes().upload(key('survivor.txt'), 'x', text)
    const before = (await target.stored()).sort()
    const lost = randomUUID()
    if (target.folder === null) await target.db.query("insert into private.file_chunks values ($1, 0, 'x')", [lost])
    else {
      const old = new Date(Date.now() - 2 * 60 * 60 * 1000)
      for (const name of [lost, `${randomUUID()}.part`]) {
        writeFileSync(join(target.folder, name), 'x')
        utimesSync(join(target.folder, name), old, old)
      }
      writeFileSync(join(target.folder, 'README'), 'not ours')
      writeFileSync(join(target.folder, `${randomUUID()}.part`), 'another process writes this now')
    }
    await target.reopen()
    const after = await target.stored()
    expect(after).not.toContain(lost)
    expect(after.filter(name => !before.includes(name)).map(name => name.replace(/^.*(?=\.part$)/, ''))).toEqual(
      target.folder === null ? [] : expect.arrayContaining(['README', '.part']),
    )
    expect(before.filter(name => !after.includes(name))).toEqual([])
    expect(await (await notes().download(key('survivor.txt'))).data?.text()).toBe('x')
  })

  test('a file in the folder is for its owner alone and has no name of a person’s choosing', async () => {
    if (target.folder === null) return
    const { statSync } = await import('node:fs')
    for (const name of readdirSync(target.folder).filter(each => each !== 'README' && !each.endsWith('.part'))) {
      expect(name).toMatch(/^[0-9a-f-]{36}$/)
      expect(statSync(join(target.folder, name)).mode & 0o077).toBe(0)
    }
  })

  test('an upload that breaks off leaves nothing', async () => {
    const before = (await target.stored()).sort()
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(1000))
      },
      pull(controller) {
        controller.error(new Error('gone'))
      },
    })
    const { error } = await notes().upload(key('broken.txt'), body, { ...text, duplex: 'half' })
    expect(error).not.toBeNull()
    expect((await target.stored()).sort()).toEqual(before)
  })

  test.each([
    ['info', () => notes().info(key('a.txt'))],
    ['update', () => notes().update(key('a.txt'), 'x', text)],
    ['upsert', () => notes().upload(key('a.txt'), 'x', { ...text, upsert: true })],
    ['a form', () => notes().upload(key('a.txt'), new Blob(['x'], { type: 'text/plain' }))],
    ['move', () => notes().move('a', 'b')],
    ['copy', () => notes().copy('a', 'b')],
    ['signed address', () => notes().createSignedUrl('a', 60)],
    ['signed addresses', () => notes().createSignedUrls(['a'], 60)],
    ['signed upload', () => notes().createSignedUploadUrl('a')],
    ['list by time', () => notes().list('', { sortBy: { column: 'created_at' } })],
    ['buckets', () => target.service.storage.listBuckets()],
    ['new bucket', () => target.service.storage.createBucket('x')],
    ['bucket', () => target.service.storage.emptyBucket('notes')],
  ])('not supported, and says so: %s', async (_what, call) => {
    const { error } = await call()
    expect((error as unknown as { status?: number })?.status).toBe(501)
    expect(error?.message).toContain('not supported in embedded mode')
  })
})
