/**
 * Loaded into an app before anything else (`--import`): how long its thread was not free. On SIGUSR2 it says what was
 * the longest since the last time, and begins anew.
 *   GAP <milliseconds by the clock> <milliseconds of work of this thread>
 * The clock also counts what other processes did meanwhile; the work does not.
 */
const everyMs = 4
let [clockMs, workMs] = [0, 0]
let [lastAt, lastWork] = [performance.now(), process.threadCpuUsage()]

setInterval(() => {
  const [now, work] = [performance.now(), process.threadCpuUsage()]
  clockMs = Math.max(clockMs, now - lastAt - everyMs)
  workMs = Math.max(workMs, (work.user + work.system - lastWork.user - lastWork.system) / 1_000)
  ;[lastAt, lastWork] = [now, work]
}, everyMs).unref()

process.on('SIGUSR2', () => {
  console.log(`GAP ${clockMs.toFixed(1)} ${workMs.toFixed(1)}`)
  ;[clockMs, workMs] = [0, 0]
})
