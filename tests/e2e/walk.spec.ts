import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { mailOf, type Part } from '#scripts/demonstration/cast.ts'
import { ownServer } from './support/own-server.ts'
import { expect, test } from './support/site.ts'

let server: Awaited<ReturnType<typeof ownServer>>
test.beforeAll(async () => {
  test.setTimeout(180_000)
  server = await ownServer()
})
test.afterAll(() => server.stop())

const walks = [
  { name: 'in Arabic, without scripts', language: 'ar', width: 1280, javaScriptEnabled: false },
  { name: 'in French, with scripts, on a phone', language: 'fr', width: 360, javaScriptEnabled: true },
] as const

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)

type Answers = Record<string, string | string[]>

/** Fills fields by their names, whatever the language, and presses the form's first button. */
async function send(page: Page, answers: Answers, within = 'main form[method=post]'): Promise<void> {
  const form = page.locator(within).first()
  for (const [name, value] of Object.entries(answers)) {
    const field = form.locator(`[name="${name}"]`).first()
    const kind = await field.evaluate(element => `${element.tagName} ${(element as HTMLInputElement).type}`)
    if (kind.startsWith('SELECT')) await field.selectOption(value)
    else if (kind === 'INPUT radio') await form.locator(`[name="${name}"][value="${value}"]`).check()
    else if (kind === 'INPUT checkbox') await field.check()
    else if (kind === 'INPUT file')
      await field.setInputFiles({ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from(String(value)) })
    else await field.fill(String(value))
  }
  await form.locator('button[type=submit]').first().click()
}

for (const { name, language, width, javaScriptEnabled } of walks) {
  test(`from a promise to what was verified, ${name}`, async ({ browser }) => {
    test.setTimeout(300_000)
    const as = (part: Part) => open(browser, { part, language, width, javaScriptEnabled })
    const at = (path: string) => `${server.origin}/${language}${path}`
    const [provider, institution] = [await as('provider'), await as('institution')]
    const refOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? ''

    // A promise, looked at once more before it is registered.
    await provider.goto(at('/my/demo-ministry-of-skills/commitments/new'))
    await send(provider, {
      title: `Promise of the walk ${name}`,
      kind: 'training',
      subject: 'Teaching',
      target: '10',
      measure: 'people_trained',
      qualifier: 'exactly',
      targetWords: 'people',
      announcedOn: day(-10),
      nextReportDueOn: day(100),
    })
    await send(provider, {})
    await expect(provider).toHaveURL(/\/commitments\/C-[0-9A-Z]{10}/)
    const commitment = refOf(provider)

    // An offer for it, of three seats.
    await provider.goto(at('/my/demo-ministry-of-skills/offers/new'))
    await send(provider, {
      commitment,
      form: 'course',
      title: `Course of the walk ${name}`,
      description: 'Ten evenings for lecturers.',
      subject: 'Teaching',
      measure: 'people_trained',
      capacity: '3',
      capacityUnit: 'seats',
      applyBy: day(30),
      timeZone: 'Africa/Nairobi',
    })
    await send(provider, {})
    await expect(provider).toHaveURL(/\/offers\/O-[0-9A-Z]{10}/)
    const offer = refOf(provider)

    // A need, which shows what fits it.
    await institution.goto(at('/my/demo-coast-university/needs/new'))
    await send(institution, {
      title: 'Two lecturers more',
      description: 'We want two lecturers more who can teach.',
      kind: 'training',
      measure1: 'people_trained',
      baseline1: '0',
      target1: '2',
    })
    await expect(institution).toHaveURL(/\/needs\/N-[0-9A-Z]{10}/)
    await expect(institution.locator('main')).toContainText(`Course of the walk ${name}`)
    const need = refOf(institution)

    // An application of two nominees, refused without their consent and nothing lost, then sent.
    await institution.goto(at(`/offers/${offer}/apply`))
    await send(institution, {
      nominees: 'Ada Example, ada@example.org\nBola Example',
      motivation: 'Both teach in the next term.',
      request: need,
    })
    await expect(institution.locator('[name=motivation]')).toHaveValue('Both teach in the next term.')
    await send(institution, { consent: 'yes' })
    await send(institution, {})
    await expect(institution).toHaveURL(/\/applications\/[0-9A-Z]{10}\?done=sent/)
    const application = refOf(institution)

    // The decision, with its reason, and the answer to the award.
    await provider.goto(at(`/applications/${application}`))
    await expect(provider.locator('main')).toContainText('Bola Example')
    await send(provider, { outcome: 'awarded', quantity: '2', reasonCode: 'best_fit' })
    await send(provider, {})
    await institution.goto(at('/today'))
    await institution.locator('main a[href*="/awards/A-"]').first().click()
    await send(institution, { answer: 'accepted' })
    await send(institution, {})
    await expect(institution).toHaveURL(/done=accepted/)
    const award = refOf(institution)
    await institution.goto(at(`/needs/${need}`))
    await expect(institution.locator('main')).toContainText(
      new Intl.NumberFormat(language === 'ar' ? 'ar' : 'fr').format(2),
    )

    // The delivery, reported with a file, confirmed by whom it was for.
    await provider.goto(at(`/my/demo-ministry-of-skills/deliveries/new?award=${award}`))
    await send(provider, { quantity: '1', asOf: day(-1), evidence: 'Ada Example\nBola Example\n' })
    // The last look leads back to each field, with the file that came along, and the browser's own way back does too.
    await provider.locator('button[formaction$="#quantity"]').click()
    await expect(provider.locator('[name=quantity]')).toBeFocused()
    await expect(provider.locator('[name=quantity]')).toHaveValue('1')
    await expect(provider.locator('main')).toContainText('list.txt')
    await send(provider, { quantity: '2' })
    await expect(provider.locator('#check')).toBeVisible()
    await provider.goBack()
    await expect(provider.locator('[name=quantity]')).toHaveValue('2')
    await send(provider, {})
    await expect(provider.locator('#check')).toBeVisible()
    await send(provider, {})
    await expect(provider).toHaveURL(/\/deliveries\/D-[0-9A-Z]{10}/)
    const delivery = refOf(provider)
    await institution.goto(at(`/deliveries/${delivery}/confirm`))
    await send(institution, { outcome: 'wholly' })
    await send(institution, {})

    // Whoever was drawn verifies; to the other one there is nothing to verify.
    for (const part of ['verifier', 'verifier_fr'] as const) {
      const page = await as(part)
      const answer = await page.goto(at(`/deliveries/${delivery}/verify`))
      if (answer?.status() !== 200) continue
      await send(page, {
        interest: 'none',
        looked0: 'opened',
        outcome: 'wholly',
        quantity: '2',
        reason: 'Both were called and said so.',
      })
      await send(page, {})
    }

    // Everybody reads it, without signing in.
    const anybody = await open(browser, { part: null, language, width, javaScriptEnabled })
    await anybody.goto(at(`/deliveries/${delivery}`))
    const quantities = await anybody.locator('main dl dd').allTextContents()
    // Reported, confirmed, verified.
    expect(quantities.filter(text => text.trim() === '2')).toHaveLength(3)
    await anybody.goto(at(`/commitments/${commitment}`))
    await expect(anybody.locator(`main a[href$="/deliveries/${delivery}"]`).first()).toBeVisible()
  })
}

/** A browser of its own for each who takes part. */
async function open(
  browser: Browser,
  {
    part,
    language,
    width,
    javaScriptEnabled,
  }: { part: Part | null; language: string; width: number; javaScriptEnabled: boolean },
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  if (part === null) return page
  const given = readFileSync(join(server.folder, 'demonstration-password'), 'utf8').trim()
  await page.goto(`${server.origin}/${language}/sign-in`)
  await send(page, { mail: mailOf(part), given })
  await expect(page).toHaveURL(/\/today$/)
  return page
}
