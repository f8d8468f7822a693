import { endSession } from '#app/data/account-commands.server.ts'
import { listSessions } from '#app/data/sessions.server.ts'
import { type Browser, readDevice, type System } from '#app/domain/accounts/device-of.ts'
import { type Refused, refuse } from '#app/domain/accounts/problem.ts'
import type { Visitor } from '#app/platform/visitor.server.ts'
import { readActKey } from './act-key.ts'

export type ShownSession = {
  id: string
  beganAt: string
  lastUsedAt: string
  browser: Browser
  system: System
  isThis: boolean
}

export async function readSessions(visitor: Visitor): Promise<ShownSession[]> {
  const sessions = await listSessions(visitor.session)
  return sessions.map(({ device, ...session }) => ({ ...session, ...readDevice(device) }))
}

/** Ends one session of the person, or all others, as the form says; one that is gone already is ended. */
export async function endSessions(visitor: Visitor, form: FormData): Promise<{ ok: true } | Refused> {
  const actKey = readActKey(form)
  const which = String(form.get('which') ?? '')
  if (actKey === null) return refuse({}, 'form.not_taken')
  const answer = await endSession(visitor.session, { actKey, which })
  return answer.ok ? { ok: true } : refuse({}, 'form.not_taken')
}
