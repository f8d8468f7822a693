import { randomUUID } from 'node:crypto'
import { pages } from '../pages.ts'
import { accountEffects } from './support/account-effects.ts'
import { foreign, type Headers, isRefused } from './support/foreign.ts'
import { manifest } from './support/manifest.ts'
import { formType, raw } from './support/raw.ts'
import { addressOf, expect, test } from './support/site.ts'

test('every route refuses every change that does not come from a page of ours', async ({ site }) => {
  const faults: string[] = []
  let tried = 0
  for (const { id } of manifest()) {
    const { kind, samples } = pages[id] ?? { kind: 'frame', samples: [] }
    const [sample] = samples
    if (!sample) continue
    const address = kind === 'redirect' ? `${site}${sample.path}` : addressOf(site, 'en', sample)
    for (const [name, headers] of Object.entries(foreign(site))) {
      const { status } = await raw(address, { method: 'POST', headers, body: 'text=x&act_key=x' })
      tried++
      if (!isRefused(status)) faults.push(`${id}, ${name}: ${status}`)
    }
  }
  console.log(`Refused: ${tried} requests from elsewhere`)
  expect(tried).toBeGreaterThan(100)
  expect(faults).toEqual([])
})

test('every route with an action is on the list that is attacked for writes', async () => {
  const withAction = manifest()
    .filter(({ hasAction }) => hasAction)
    .map(({ id }) => id)
  expect(withAction.toSorted()).toEqual(
    [...Object.keys(writes), ...Object.keys(accountEffects), ...actsOfPeople].toSorted(),
  )
})

/**
 * Acts of signed-in people. The first test sends each of them what comes from elsewhere; the server refuses it before any
 * router, and that no other command or table answers to ids of others is tried in tests/database/other-tenant.test.ts.
 */
const actsOfPeople = [
  'routes/$lang.applications.$code',
  'routes/$lang.awards.$ref',
  'routes/$lang.claims',
  'routes/$lang.commitments.$ref_.revise',
  'routes/$lang.continue.$key',
  'routes/$lang.deliveries.$ref.confirm',
  'routes/$lang.deliveries.$ref.correct',
  'routes/$lang.deliveries.$ref.dispute',
  'routes/$lang.deliveries.$ref.verify',
  'routes/$lang.my.$ref.commitments.new',
  'routes/$lang.my.$ref.deliveries.new',
  'routes/$lang.my.$ref.interests',
  'routes/$lang.my.$ref.members',
  'routes/$lang.my.$ref.needs.new',
  'routes/$lang.my.$ref.offers.new',
  'routes/$lang.my._index',
  'routes/$lang.needs.$ref',
  'routes/$lang.needs.$ref_.change',
  'routes/$lang.needs.$ref_.withdraw',
  'routes/$lang.notifications',
  'routes/$lang.offers.$ref_.apply',
  'routes/$lang.offers.$ref_.end',
  'routes/$lang.offers.$ref_.interest',
  'routes/$lang.organisations.$ref_.check',
  'routes/$lang.organisations.$ref_.claim',
  'routes/$lang.overview',
  'routes/$lang.register-organisation',
]

type Write = {
  path: string
  /** A body that would be taken, with its act key. */
  body: (key: string, text: string) => string
  /** Whether the answer says that the act is new, or known already under other words. */
  isNew: (status: number) => boolean
}

/** Each action, and how one sees whether it wrote: a key that is known already answers otherwise. */
const writes: Record<string, Write> = {
  'routes/$lang.report-an-error': {
    path: '/en/report-an-error?about=commitment:C01',
    body: (key, text) => new URLSearchParams({ act_key: key, text, correction: '', contact: '' }).toString(),
    isNew: status => status === 303,
  },
}

for (const [id, { path, body, isNew }] of Object.entries(writes)) {
  test(`a refused change leaves nothing behind: ${id}`, async ({ site }) => {
    const own = { Origin: site, 'Content-Type': formType }
    const post = (headers: Headers, key: string, text: string) =>
      raw(`${site}${path}`, { method: 'POST', headers, body: body(key, text) })

    // First that the way of looking works: after a change that was taken, other words under its key are not new.
    const taken = randomUUID()
    expect(isNew((await post(own, taken, 'first words')).status)).toBe(true)
    expect(isNew((await post(own, taken, 'other words')).status)).toBe(false)

    // One key for all attacks: had any of them written, the last change would not be new.
    const key = randomUUID()
    for (const [name, headers] of Object.entries(foreign(site)))
      expect(isRefused((await post(headers, key, 'from elsewhere')).status), name).toBe(true)
    expect(isNew((await post(own, key, 'from our own page')).status)).toBe(true)
  })
}

const openForms = {
  'routes/$lang.report-an-error': writes['routes/$lang.report-an-error']?.path ?? '',
  'routes/$lang.sign-up': '/en/sign-up',
  'routes/$lang.sign-in': '/en/sign-in',
  'routes/$lang.sign-in-by-mail': '/en/sign-in-by-mail',
  'routes/$lang.recovery': '/en/recovery',
  'routes/$lang.confirm': '/en/confirm',
}

for (const [id, path] of Object.entries(openForms)) {
  test(`field names made of dots, and bodies in odd shapes, break nothing: ${id}`, async ({ site }) => {
    const own = { Origin: site, 'Content-Type': formType }
    const bodies = [
      `${'a.'.repeat(1000)}a=1`,
      `text${'.x'.repeat(1000)}=1&text=`,
      `text${'[0]'.repeat(1000)}=1`,
      'text=&text=&text=',
      '__proto__=1&constructor=2&text.__proto__.x=3',
      '%ff%fe=%00',
      '',
      `text=${'%F0%9F%98%80'.repeat(3000)}`,
    ]
    for (const text of bodies) {
      const answer = await raw(`${site}${path}`, { method: 'POST', headers: own, body: text })
      expect(answer.status, text.slice(0, 40)).toBe(400)
      expect(answer.body).not.toMatch(/node_modules|\bat .+\.[jt]sx?:\d+/)
    }
    const multipart = { Origin: site, 'Content-Type': 'multipart/form-data; boundary=x' }
    for (const text of [
      '',
      '--x',
      '--x\r\n\r\n--x--',
      'no boundary at all',
      `--x\r\nContent-Disposition: form-data; name="text"; filename="a.txt"\r\n\r\nfile\r\n--x--\r\n`,
    ]) {
      const { status } = await raw(`${site}${path}`, { method: 'POST', headers: multipart, body: text })
      expect(status, JSON.stringify(text)).toBe(400)
    }
    expect((await raw(`${site}/health`)).status).toBe(200)
  })
}
