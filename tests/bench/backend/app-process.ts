// One app process under load. The first message names the database; it answers when it is warm. Each further message
// names a call and for how long to make it with 16 in flight; it answers with the calls a second.
import { openPg } from '#embedded/engine/pg-db.ts'
import { gatewayClients } from '../../contract/targets.ts'
import { calls, timed } from './calls.ts'

export type Order = { call: string; durationMs: number }

let answer = async (url: string | Order): Promise<unknown> => {
  const { user } = await gatewayClients(openPg({ url: String(url), waitMs: 20_000 }))
  for (const name of Object.keys(calls)) await timed(name, user, 200, 16)
  answer = async order => {
    const { call, durationMs } = order as Order
    const started = performance.now()
    let count = 0
    for (; performance.now() - started < durationMs; count += 160) await timed(call, user, 160, 16)
    return (count / (performance.now() - started)) * 1000
  }
  return 'warm'
}

process.on('message', (message: string | Order) => {
  answer(message).then(
    result => process.send?.(result),
    error => {
      console.error(error)
      process.exit(1)
    },
  )
})
