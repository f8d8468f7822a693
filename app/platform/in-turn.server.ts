/** Those who may wait for their turn; the next one is asked to come back. */
const mostWaiting = 8
const retrySeconds = '20'

let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/**
 * Runs the dear reads of a data twin one after the other. One session may serve all readers: side by side, a few
 * downloads of thousands of rows would hold it for a minute, and every page with it. Who has gone away is passed over.
 */
export async function inTurn<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value> {
  if (waiting >= mostWaiting) throw new Response(null, { status: 503, headers: { 'Retry-After': retrySeconds } })
  waiting += 1
  const turn = last.then(() => {
    signal.throwIfAborted()
    return work()
  })
  last = turn.catch(() => {})
  try {
    return await turn
  } finally {
    waiting -= 1
  }
}
