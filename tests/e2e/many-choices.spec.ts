import type { Page } from '@playwright/test'
import { addressOf, expect, signInAs, test } from './support/site.ts'

/** Forms with fields of several choices, and what is chosen in each of them. */
const forms = [
  {
    path: '/my/demo-fondation/offers/new',
    chosen: {
      countries: ['BF', 'ML', 'NE', 'SN'],
      topics: ['ai_skills_general', 'digital_skills'],
      bodies: ['company', 'university'],
    },
    last: { title: 'Trial of choices', description: 'Whatever was chosen stays chosen.', subject: 'Choices' },
    draft: 'publish-offer',
  },
  {
    path: '/my/demo-fondation/commitments/new',
    chosen: {
      countries: ['BF', 'ML', 'NE', 'SN'],
      topics: ['ai_skills_general', 'digital_skills'],
      regions: ['africa', 'ldc'],
    },
    last: { title: 'Trial of choices', subject: 'Choices', nextReportDueOn: '2027-06-30' },
    draft: 'register-commitment',
  },
] as const

type Form = (typeof forms)[number]

const as = { as: 'provider_fr', path: '', state: '' } as const

async function choose(page: Page, { chosen }: Form): Promise<void> {
  for (const name of Object.keys(chosen)) {
    const groups = page.locator('main form details', { has: page.locator(`[name=${name}]`) })
    for (const group of await groups.all())
      if (!(await group.evaluate(({ open }: HTMLDetailsElement) => open))) await group.locator('summary').click()
  }
  for (const [name, values] of Object.entries(chosen))
    for (const value of values) await page.locator(`[name=${name}][value="${value}"]`).check()
}

async function chosenIn(page: Page, { chosen }: Form) {
  const values = (name: string) =>
    page
      .locator(`[name=${name}]:checked`)
      .evaluateAll(boxes => boxes.map(box => (box as HTMLInputElement).value).sort())
  return Object.fromEntries(
    await Promise.all(Object.keys(chosen).map(async name => [name, await values(name)] as const)),
  )
}

async function press(page: Page, intent: string): Promise<void> {
  await page
    .locator('main form')
    .first()
    .evaluate(form => ((form as HTMLFormElement).noValidate = true))
  await Promise.all([
    page.waitForResponse(answer => answer.request().method() === 'POST' && answer.request().isNavigationRequest()),
    page.locator(`main button[name=intent][value=${intent}]`).last().click(),
  ])
  await page.waitForLoadState('load')
}

test.describe.configure({ mode: 'default' })

for (const form of forms) {
  for (const javaScriptEnabled of [true, false]) {
    test(`every choice of several is there again, wherever ${form.path} comes back, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async ({
      site,
      browser,
    }) => {
      test.setTimeout(120_000)
      const context = await browser.newContext({ javaScriptEnabled })
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      await signInAs(page, site, as)
      const address = addressOf(site, 'fr', { ...as, path: form.path })
      await page.goto(address)
      await choose(page, form)
      // Refused: something is missing, whatever an earlier draft holds.
      await page.locator('[name=title]').fill('')
      await press(page, 'check')
      await expect(page.locator('.summary')).toBeVisible()
      expect(await chosenIn(page, form)).toEqual(form.chosen)
      if (javaScriptEnabled) {
        // Opened again with a copy in the tab that the server may not have yet.
        await page.locator('[name=title]').pressSequentially('Unsent')
        await page.goto(address)
        expect(await chosenIn(page, form)).toEqual(form.chosen)
      } else await press(page, 'save_draft')
      // Opened again from what the server keeps.
      const other = await context.newPage()
      await expect(async () => {
        await other.goto(address)
        expect(await chosenIn(other, form)).toEqual(form.chosen)
      }).toPass()
      await other.close()
      if (javaScriptEnabled) {
        // What was unticked in the tab alone is unticked.
        await page.evaluate(
          ([name, value]) => {
            const box = document.querySelector<HTMLInputElement>(`[name=${name}][value=${value}]`)
            if (box) box.checked = false
            box?.dispatchEvent(new Event('input', { bubbles: true }))
          },
          ['countries', 'SN'] as const,
        )
        await page.goto(address)
        expect((await chosenIn(page, form)).countries).toEqual(['BF', 'ML', 'NE'])
        await page.locator('[name=countries][value=SN]').check()
      }
      // The last look, and back from it.
      for (const name of ['kind', 'form', 'commitment', 'measure'])
        for (const field of await page.locator(`select[name=${name}]`).all())
          if (name !== 'measure' || form.draft === 'publish-offer') await field.selectOption({ index: 1 })
      for (const [name, text] of Object.entries(form.last)) await page.locator(`[name=${name}]`).fill(text)
      if (form.draft === 'publish-offer') {
        await page.locator('[name=capacity]').fill('4')
        await page.locator('[name=capacityUnit]').fill('places')
        await page.locator('[name=applyBy]').fill('2027-06-30')
      }
      await press(page, 'check')
      await expect(page.locator('#check')).toBeVisible()
      await expect(page.locator('dl.checked')).toContainText('Burkina Faso, Mali, Niger et Sénégal')
      // The promise of a lab does not grow by what is counted otherwise.
      await expect(page.locator('.note strong')).toHaveCount(form.draft === 'publish-offer' ? 1 : 0)
      await press(page, 'change')
      expect(await chosenIn(page, form)).toEqual(form.chosen)
      // Begun anew, nothing comes back, neither from the server nor from the tab.
      await page.locator('summary', { hasText: 'Recommencer' }).click()
      await press(page, 'begin_anew')
      for (let time = 0; time < 2; time += 1) {
        expect(Object.values(await chosenIn(page, form)).flat()).toEqual([])
        await expect(page.locator('[name=title]')).toHaveValue('')
        await page.goto(address)
      }
      await context.close()
    })
  }
}
