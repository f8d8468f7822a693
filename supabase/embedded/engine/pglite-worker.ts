import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { citext } from '@electric-sql/pglite/contrib/citext'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import { DbError, type DbErrorFields } from './db.ts'
import { diskFull, hasRoom } from './disk-room.ts'
import { DurableNodeFs } from './durable-node-fs.ts'
import { Maintenance } from './maintenance.ts'
import { runQuery, runTransaction, type Send } from './run-transaction.ts'
import { keepTemplate, readTemplate } from './template.ts'
import { send } from './wire.ts'
import type { WorkerOptions, WorkerReply, WorkerRequest, WorkerStats } from './worker-messages.ts'

const options = workerData as WorkerOptions
const port = parentPort
if (port === null) throw new Error('pglite-worker.ts runs only as a worker thread')

const fs = options.folder === null ? null : new DurableNodeFs(options.folder)
const settings = ['shared_buffers=16MB', 'max_wal_size=64MB', 'min_wal_size=32MB', 'wal_sync_method=fsync']
const startParams = PGlite.defaultStartParams.filter(parameter => parameter !== '-F' || !options.fsync)
const isNew = options.folder === null || !existsSync(join(options.folder, 'PG_VERSION'))
const template = options.template && isNew ? readTemplate() : null
const pg = await PGlite.create({
  ...(fs === null ? {} : { fs }),
  ...(template === null ? {} : { loadDataDir: template }),
  extensions: { citext, pg_trgm, pgcrypto, unaccent },
  startParams: [...startParams, ...settings.flatMap(setting => ['-c', setting])],
})
if (options.template && isNew && template === null) await keepTemplate(pg)
const session: Send = statements => send(pg, statements)
const maintenance = new Maintenance(session, options.maintenance)

const begun = new BigInt64Array(options.begun)

// One session: everything waits in one line.
let line: Promise<void> = Promise.resolve()
const enqueue = (work: () => Promise<void>): void => {
  line = line
    .then(work)
    .catch((error: unknown) => port.postMessage({ id: -1, error: toFields(error) } satisfies WorkerReply))
}

function toFields(error: unknown): DbErrorFields {
  if (error instanceof DbError) {
    return { code: error.code, message: error.message, detail: error.detail, hint: error.hint }
  }
  return { code: 'XX000', message: error instanceof Error ? error.message : String(error), detail: null, hint: null }
}

async function answer(request: WorkerRequest): Promise<unknown> {
  switch (request.kind) {
    case 'query':
      return runQuery(session, request.statement)
    case 'transaction':
      return runTransaction(session, request.statements, request.options)
    case 'stats':
      return {
        fsyncs: fs?.fsyncs ?? 0,
        checkpoints: maintenance.checkpoints,
        vacuumed: maintenance.vacuumed,
      } satisfies WorkerStats
    case 'close':
      clearInterval(timer)
      return pg.close()
  }
}

const isTight = () => options.folder !== null && !hasRoom(options.folder)

port.on('message', (request: WorkerRequest) => {
  const isWrite = request.kind === 'query' || (request.kind === 'transaction' && request.options.readOnly !== true)
  enqueue(async () => {
    const reply: WorkerReply = { id: request.id }
    Atomics.store(begun, 0, BigInt(request.id))
    if (isWrite && isTight()) return port.postMessage({ ...reply, error: toFields(diskFull()) } satisfies WorkerReply)
    try {
      reply.value = await answer(request)
    } catch (error) {
      reply.error = toFields(error)
      if (!(error instanceof DbError)) reply.isBroken = true
    }
    port.postMessage(reply)
    if (isWrite) await maintenance.afterWrite(Date.now())
  })
})

// PGlite resolves by microtasks alone: only a new turn of the event loop lets a waiting request in.
function keepHouse(): void {
  if (!maintenance.hasWork || isTight()) return
  enqueue(async () => {
    if (await maintenance.step(Date.now())) setImmediate(keepHouse)
  })
}

const timer = setInterval(keepHouse, options.maintenance.tickMs)

port.postMessage({ id: 0 } satisfies WorkerReply)
