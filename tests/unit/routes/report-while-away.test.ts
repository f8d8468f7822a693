import { randomUUID } from 'node:crypto'
import type { AppLoadContext } from '@remix-run/node'
import { expect, test, vi } from 'vitest'
import { action, loader } from '#app/routes/$lang.report-an-error/route.tsx'
import { serviceDb } from '#server/backend.ts'

/** What a gateway or a Supabase says in place of an answer. */
const states = {
  'a lost connection': { status: 503, code: '08006', message: 'Connection terminated unexpectedly' },
  'a server that stops': { status: 503, code: '57P01', message: 'terminating connection due to administrator command' },
  'no free connection': { status: 503, code: '53300', message: 'no connection to the database is free' },
  'a full disk': { status: 503, code: '53100', message: 'could not extend file: No space left on device' },
  'a statement that took too long': {
    status: 500,
    code: '57014',
    message: 'canceling statement due to statement timeout',
  },
  'nothing at all': null,
}

function awayContext(answer: (typeof states)[keyof typeof states]): AppLoadContext {
  const fetch = async () => {
    if (answer === null) throw new TypeError('fetch failed')
    return Response.json({ ...answer, details: null, hint: null }, { status: answer.status })
  }
  const backend = { url: 'http://db.invalid', anonKey: 'key', serviceKey: 'key', fetch, close: async () => {} }
  return {
    backend,
    publicUrl: 'http://localhost',
    setCookie: () => {},
    now: () => new Date(),
    clientAddress: '192.0.2.1',
    serviceDb: (reason: 'count a limit') => serviceDb(backend as never, reason),
  } as unknown as AppLoadContext
}

for (const [name, answer] of Object.entries(states)) {
  test(`${name}: a report that was sent comes back whole, under the key it was sent with`, async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const context = awayContext(answer)
    const form = new FormData()
    const actKey = randomUUID()
    for (const [field, value] of Object.entries({
      act_key: actKey,
      text: 'Wrong.',
      correction: '',
      contact: 'a@b.c',
    })) {
      form.set(field, value)
    }
    const address = 'http://localhost/en/report-an-error?about=offer:O05'
    const params = { lang: 'en' }
    const sent = await action({ request: new Request(address, { method: 'POST', body: form }), params, context })
    expect(sent).toMatchObject({ init: { status: 503, headers: { 'Retry-After': '5' } } })
    const shown = await loader({ request: new Request(address), params, context })
    expect(shown).toMatchObject({
      about: null,
      actKey,
      returned: { outcome: 'away', typed: { text: 'Wrong.', contact: 'a@b.c' } },
    })
    expect(warned).toHaveBeenCalled()
    expect(JSON.stringify(warned.mock.calls)).not.toContain('Wrong.')
  })

  test(`${name}: a page that cannot be had is answered with 503`, async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const request = new Request('http://localhost/en/report-an-error?about=offer:O05')
    const thrown = await loader({ request, params: { lang: 'en' }, context: awayContext(answer) }).catch(
      (error: unknown) => error,
    )
    expect(thrown).toBeInstanceOf(Response)
    expect((thrown as Response).status).toBe(503)
  })
}
