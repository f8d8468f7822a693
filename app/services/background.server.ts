import { sealAudit } from '#app/data/audit.server.ts'
import { removeExpiredFiles } from '#app/data/files.server.ts'
import { sweepMail } from '#app/data/outbox.server.ts'
import { sweepParkedPosts } from '#app/data/parked-posts.server.ts'
import { keepTime, mailNotifications } from '#app/data/today.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { MailWorker, MailWorkerOptions } from '#app/platform/mail-worker.ts'
import { jobRunner, type RunJob } from './job-runner.server.ts'
import { startMailWorker } from './mail/mail-worker.server.ts'
import { tellMatches } from './needs/tell-matches.server.ts'

const everyMs = 60 * 60 * 1000
const tellEveryMs = 60 * 1000

/**
 * All that works beside the requests: mails are sent, and once an hour, and at the start, what is kept no longer goes.
 * Each process runs it; the database hands each piece of work to one of them.
 */
export function startBackground(options: MailWorkerOptions): MailWorker {
  const mail = startMailWorker(options)
  const run = jobRunner(options.log)
  let work: Promise<void> = Promise.resolve()
  const tidy = () => {
    work = tidyUp(options.db, run)
  }
  const timer = setInterval(tidy, everyMs)
  timer.unref()
  tidy()
  let telling: Promise<void> | null = null
  const tell = () => {
    telling ??= tellPeople(options, mail, run).finally(() => {
      telling = null
    })
  }
  const tellTimer = setInterval(tell, tellEveryMs)
  tellTimer.unref()
  return {
    wake() {
      mail.wake()
      tell()
    },
    async stop() {
      clearInterval(timer)
      clearInterval(tellTimer)
      await Promise.all([mail.stop(), work, telling])
    },
  }
}

/** What newly opened offers fit, and copies by mail of what people were told since; the audit is sealed. */
export async function tellPeople(
  { db, now }: Pick<MailWorkerOptions, 'db' | 'now'>,
  mail: Pick<MailWorker, 'wake'>,
  run: RunJob,
): Promise<void> {
  await run('Telling what fits', () => tellMatches(db, now().toISOString().slice(0, 10) as IsoDate))
  await run('Copies by mail', async () => {
    if ((await mailNotifications(db)) > 0) mail.wake()
  })
  await run('Sealing the audit', () => sealAudit(db))
}

/** What its time has come for, addresses of old mails, forms that nobody came back for, and files that nothing needs. */
export async function tidyUp(db: MailWorkerOptions['db'], run: RunJob): Promise<void> {
  await run('Keeping time', () => keepTime(db))
  await run('Forgetting mails', () => sweepMail(db))
  await run('Forgetting kept forms', () => sweepParkedPosts(db))
  await run('Removing files', async () => {
    while ((await removeExpiredFiles(db)) > 0);
  })
}
