import { randomUUID } from 'node:crypto'
import { players } from '#scripts/demonstration/cast.ts'
import { sessionCookies } from './support/accounts.ts'
import { borrowedIds, plainAnswer } from './support/borrowed-ids.ts'
import { FormClient } from './support/form-client.ts'
import { type PageOfPeople, pagesOfPeople } from './support/pages-of-people.ts'
import { expect, filled, test } from './support/site.ts'

/** What a page of some people answers to everybody else: what it answers about a record that is nowhere. */

type Who = (typeof players)[number]['part'] | 'member' | 'half' | 'nobody'

const everybody: Who[] = [...players.map(({ part }) => part), 'member', 'half', 'nobody']

function clientOf(site: string, who: Who): FormClient {
  const client = new FormClient(site)
  if (who !== 'nobody') for (const { name, value } of sessionCookies(site, who)) client.jar.set(name, value)
  return client
}

/** What is said, and in which place; a page's own weight hangs on the length of its address. */
const said = (client: FormClient, ref: string): string => {
  const answer = plainAnswer(client, ref)
  const [status = ''] = answer.split('\n', 1)
  const main = /<main[\s>].*<\/main>/s.exec(answer)?.[0] ?? ''
  return `${status} ${client.headers.get('location') ?? ''} ${main.replace(/<svg.*?<\/svg>/gs, '')}`
}

const addressAt = ({ path }: PageOfPeople, ref: string) => `/en${filled({ path: path.replace('{ref}', ref) })}`

test('every route whose ids are tried through its page has its line, and no other', () => {
  const throughPage = Object.entries(borrowedIds).filter(([, how]) => how === 'by everybody of the demonstration')
  expect(throughPage.map(([route]) => route).toSorted()).toEqual(Object.keys(pagesOfPeople).toSorted())
})

for (const [route, page] of Object.entries(pagesOfPeople)) {
  test(`whom a page is not for cannot tell its record from none, and nobody takes their form: ${route}`, async ({
    site,
  }) => {
    const ref = filled({ path: `{${page.record}}` })
    const insiders = new Set<Who>(page.for)
    const body = { act_key: randomUUID(), intent: 'x' }
    const asked = async (who: Who, at: string) => {
      const got = await clientOf(site, who).get(addressAt(page, at))
      return { status: got.status, answer: said(got, at) }
    }
    const sent = async (who: Who, at: string, fields: Record<string, string>) => {
      const answered = await clientOf(site, who).post(addressAt(page, at), fields)
      return { status: answered.status, answer: said(answered, at) }
    }
    for (const who of insiders) {
      expect((await asked(who, ref)).status, who).toBe(200)
      // An empty form of theirs is read and found wanting; that it is not lost to sight is the control of what follows.
      if (page.takesForm) expect((await sent(who, ref, body)).status, who).not.toBe(404)
    }
    const [owner = 'nobody'] = page.for
    const before = await asked(owner, ref)
    const form = (await clientOf(site, owner).get(addressAt(page, ref))).hiddenFields()
    const bodies = [body, { ...Object.fromEntries(form), act_key: randomUUID() }]
    for (const who of everybody.filter(one => !insiders.has(one))) {
      const isTold = page.told?.some(one => one === who) ?? false
      if (!isTold) expect((await asked(who, ref)).answer, who).toBe((await asked(who, page.nowhere)).answer)
      // A form without a session is kept, and from one place not without end: of these one is enough.
      const sends = who === 'nobody' || who === 'half' ? bodies.slice(1) : bodies
      for (const fields of page.takesForm ? sends : []) {
        const { status, answer } = await sent(who, ref, fields)
        if (isTold) expect(status, who).toBeGreaterThanOrEqual(400)
        else expect(answer, who).toBe((await sent(who, page.nowhere, fields)).answer)
      }
    }
    expect((await asked(owner, ref)).answer).toBe(before.answer)
  })
}
