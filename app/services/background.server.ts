import { sealAudit } from '#app/data/audit.server.ts'
import { removeExpiredFiles } from '#app/data/files.server.ts'
import { sweepMail } from '#app/data/outbox.server.ts'
import { sweepParkedPosts } from '#app/data/parked-posts.server.ts'
import { keepTime, mailNotifications } from '#app/data/today.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { MailWorker, MailWorkerOptions } from '#app/platform/mail-worker.ts'
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
  let work: Promise<void> = Promise.resolve()
  const tidy = () => {
    work = tidyUp(options).catch(error =>
      options.log(`Tidying up: ${error instanceof Error ? error.message : 'fault'}`),
    )
  }
  const timer = setInterval(tidy, everyMs)
  timer.unref()
  tidy()
  let telling: Promise<void> | null = null
  const tell = () => {
    telling ??= tellPeople(options, mail).finally(() => {
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
async function tellPeople({ db, log, now }: MailWorkerOptions, mail: MailWorker): Promise<void> {
  try {
    await tellMatches(db, now().toISOString().slice(0, 10) as IsoDate)
    if ((await mailNotifications(db)) > 0) mail.wake()
    await sealAudit(db)
  } catch (error) {
    log(`Telling people: ${error instanceof Error ? error.message : 'fault'}`)
  }
}

/** What its time has come for, addresses of old mails, forms that nobody came back for, and files that nothing needs. */
export async function tidyUp({ db }: Pick<MailWorkerOptions, 'db'>): Promise<void> {
  await keepTime(db)
  await sweepMail(db)
  await sweepParkedPosts(db)
  while ((await removeExpiredFiles(db)) > 0);
}
