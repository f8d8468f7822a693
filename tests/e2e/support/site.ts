import { readdirSync } from 'node:fs'
import { test as base, expect, type Page } from '@playwright/test'
import { firstSamples, type Sample, samplesOf } from '../../pages.ts'
import { sessionCookies } from './accounts.ts'

type Sites = {
  /** Scheme, host and port of the server with the real languages. */
  site: string
  /** The same of the server with the invented ones. */
  pseudo: string
}

export const test = base.extend<Sites>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern
  site: async ({}, use) => use(process.env.IMARIKA_TEST_SITE ?? ''),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern
  pseudo: async ({}, use) => use(process.env.IMARIKA_TEST_PSEUDO ?? ''),
})

export { expect }

/** The languages of the site: the folders of locales/, English first. */
export const languages = readdirSync('locales').sort((a, b) => Number(b === 'en') - Number(a === 'en'))

const isFirst = new Set(firstSamples().map(({ sample }) => sample))

/**
 * Pages for a check of each: in the full run every state. The daily run looks at every state that anybody can meet, and
 * of pages for who is signed in at the first state of each.
 */
export const statePages = samplesOf('page').filter(
  ({ sample }) => process.env.IMARIKA_FULL || sample.as === undefined || isFirst.has(sample),
)

/**
 * The same in every language. The daily run looks at them in Arabic, whose layout differs most, and in French, whose
 * words are longest, at the first state of each page that anybody can meet.
 */
export const languagePages = languages.flatMap(language =>
  statePages.filter(({ sample }) => isLookedAt(language, sample)).map(({ sample }) => ({ language, sample })),
)

function isLookedAt(language: string, sample: Sample): boolean {
  if (process.env.IMARIKA_FULL || language === 'ar') return true
  return language === 'fr' && isFirst.has(sample) && sample.as === undefined
}

export const pseudoLanguages = ['en-XA', 'ar-XB'] as const

/** An address with the refs of the demonstration in place of their names. */
export function filled({ path }: Pick<Sample, 'path'>): string {
  const refs = JSON.parse(process.env.IMARIKA_TEST_REFS ?? '{}') as Record<string, string>
  return path.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (refs[name] === undefined) throw new Error(`The demonstration has no record named ${whole}`)
    return refs[name]
  })
}

export const addressOf = (origin: string, language: string, sample: Sample) => `${origin}/${language}${filled(sample)}`

/** Opens a sample in a language, in the state it speaks of, and makes sure that it is that state. */
export async function open(page: Page, origin: string, language: string, sample: Sample): Promise<void> {
  await signInAs(page, origin, sample)
  const response = await page.goto(addressOf(origin, language, sample))
  if (!sample.fill) {
    expect(response?.status(), sample.path).toBe(sample.status ?? 200)
    return
  }
  const [answer] = await Promise.all([
    page.waitForResponse(answered => answered.request().method() === 'POST'),
    page.waitForEvent('load'),
    send(page, sample.fill, sample.press),
  ])
  // A form that is done leads on to a page of its own.
  if (answer.status() < 300 || answer.status() > 399) expect(answer.status(), sample.path).toBe(sample.status ?? 200)
}

/** The session that a sample speaks of, and no other; `madeAt`: where it was signed in, if that is reached otherwise. */
export async function signInAs(page: Page, origin: string, { as }: Sample, madeAt = origin): Promise<void> {
  await page.context().clearCookies()
  if (as) await page.context().addCookies(sessionCookies(madeAt, as).map(cookie => ({ ...cookie, url: origin })))
}

/** Fills the page's posting form and sends it past the browser's own checks, as an old browser would. */
async function send(page: Page, fill: Record<string, string>, press?: string): Promise<void> {
  await page.evaluate(
    ([values, intent]) => {
      const button =
        intent && document.querySelector<HTMLButtonElement>(`main button[name="intent"][value="${intent}"]`)
      const form = button ? button.form : document.querySelector<HTMLFormElement>('main form[method="post" i]')
      if (!form) throw new Error('no form that posts')
      for (const [name, value] of Object.entries(values)) {
        const field = form.elements.namedItem(name)
        if (field instanceof RadioNodeList) field.value = value
        else if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = value !== ''
        else if (field && 'value' in field) field.value = value
        else throw new Error(`no field ${name}`)
      }
      form.noValidate = true
      if (button) form.requestSubmit(button)
      else HTMLFormElement.prototype.submit.call(form)
    },
    [fill, press] as const,
  )
}
