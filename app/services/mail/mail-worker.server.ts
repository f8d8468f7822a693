import type { MailWorker, MailWorkerOptions } from '#app/platform/mail-worker.ts'
import { deliverMail, type Round } from './deliver-mail.server.ts'
import { openSmtp } from './smtp.server.ts'

const usualPollMs = 15_000
const gatherMs = 50

/** Sends what waits in the outbox, in turns, until it is stopped. Any number of processes may run one each. */
export function startMailWorker(options: MailWorkerOptions): MailWorker {
  const { log, pollMs = usualPollMs } = options
  const smtp = options.smtpUrl === null ? null : openSmtp({ ...options, smtpUrl: options.smtpUrl })
  let isStopped = false
  let isWoken = false
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> = Promise.resolve()
  let isRunning = false
  let trouble: string | null = null

  /** A trouble is said once, and once that it is over. */
  const report = (now: string | null) => {
    if (now !== trouble) log(now === null ? 'Mail: goes out again.' : `Mail: waits, ${now}.`)
    trouble = now
  }

  const turn = async () => {
    try {
      let round: Round | null = null
      do {
        if (smtp === null) break
        isWoken = false
        round = await deliverMail({ ...options, smtp }, () => isStopped)
        if (round.givenUp > 0) log(`Mail: ${round.givenUp} given up (${round.reason}).`)
        if (round.later > 0) report(`the mail server refused (${round.reason})`)
        else if (round.sent > 0) report(null)
      } while (!isStopped && (isWoken || (round.claimed > 0 && round.later === 0)))
    } catch (error) {
      report(error instanceof Error ? error.message : 'unknown fault')
    }
  }

  const run = () => {
    timer = null
    isRunning = true
    running = turn().finally(() => {
      isRunning = false
      if (!isStopped) schedule(pollMs)
    })
  }

  const schedule = (ms: number) => {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(run, ms)
    timer.unref()
  }

  schedule(0)
  return {
    wake() {
      if (isStopped || smtp === null || isWoken) return
      isWoken = true
      if (!isRunning) schedule(gatherMs)
    },
    async stop() {
      isStopped = true
      if (timer !== null) clearTimeout(timer)
      await running
      smtp?.close()
    },
  }
}
