import type { Browser, Page } from '@playwright/test'
import { TOTP } from 'otpauth'
import { password } from '../pages.ts'
import { makeAccount, signIn } from './support/accounts.ts'
import { FormClient } from './support/form-client.ts'
import { ownServer } from './support/own-server.ts'
import { expect, test } from './support/site.ts'

// One server for the file, and each journey goes on from the one before.
test.describe.configure({ mode: 'default' })

let server: Awaited<ReturnType<typeof ownServer>>
test.beforeAll(async () => {
  test.setTimeout(180_000)
  server = await ownServer()
})
test.afterAll(() => server.stop())

/** The newest waiting mail to an address: its link, and its code of six digits. */
async function readMail(browser: Browser, mail: string) {
  const page = await browser.newPage()
  await page.goto(`${server.origin}/en/outbox`)
  const html = await page.content()
  await page.close()
  const [, newest = ''] = html.split(mail)
  const link = /href="([^"]*\/auth\/confirm\?[^"]*)"/.exec(newest)?.[1]?.replaceAll('&amp;', '&') ?? ''
  return { link, code: />\s*(\d{6})\s*</.exec(newest)?.[1] ?? '' }
}

const send = (page: Page) => page.locator('main form[method=post] button').first().click()

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

for (const javaScriptEnabled of [false, true]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })
    const mail = `ada-${javaScriptEnabled}@example.org`

    test('an account is made, confirmed by its mail, and opened by a password chosen after that', async ({
      page,
      browser,
    }) => {
      await page.goto(`${server.origin}/en`)
      await page.getByRole('link', { name: 'Sign in' }).click()
      await page.getByRole('link', { name: 'Make an account' }).click()
      await page.getByLabel('Your name').fill('Ada')
      await page.getByLabel('Mail address').fill(mail)
      await send(page)
      await expect(heading(page)).toHaveText('Look in your mail')

      const { link } = await readMail(browser, mail)
      await page.goto(link)
      await send(page)
      // Among the most used ones, and long enough for the browser.
      await page.getByLabel('Password').fill('passwordpassword')
      await send(page)
      await expect(page).toHaveTitle(/^Error: /)
      await page.getByRole('alert').getByRole('link').click()
      await expect(page.getByLabel('Password')).toBeFocused()
      await expect(page.getByLabel('Password')).toHaveValue('')
      await page.getByLabel('Password').fill(password)
      await send(page)
      await page.getByLabel('Mail address').fill(mail)
      await page.getByLabel('Password').fill(password)
      await send(page)
      await expect(heading(page)).toHaveText('Today')
      // Looking was no use of the link; pressing was.
      await page.goto(link)
      await send(page)
      await expect(page.getByRole('alert')).toContainText('used before')
    })

    test('the code of a mail signs in on another device', async ({ page, browser }) => {
      await page.goto(`${server.origin}/en/sign-in-by-mail`)
      await page.getByLabel('Mail address').fill(mail)
      await send(page)
      await expect(page.getByLabel('Mail address')).toHaveValue(mail)
      const { code } = await readMail(browser, mail)
      await page.getByLabel('Code from the mail').fill(`${code.slice(0, 3)} ${code.slice(3)}`)
      await send(page)
      await expect(heading(page)).toHaveText('Today')
    })

    test('the code of the mail is taken where the mail says so, on the page that follows a sign-up', async ({
      page,
      browser,
    }) => {
      const address = `by-code-${javaScriptEnabled}@example.org`
      await page.goto(`${server.origin}/en/sign-up`)
      await page.getByLabel('Your name').fill('Ada')
      await page.getByLabel('Mail address').fill(address)
      await send(page)
      const { code } = await readMail(browser, address)
      await page.getByLabel('Mail address').fill(address)
      await page.getByLabel('Code from the mail').fill(code)
      await send(page)
      await expect(heading(page)).toHaveText('Choose your password')
    })

    test('second step, recovery codes, a lost phone, a lost password', async ({ page, browser }) => {
      test.slow()
      const signIn = async (given: string) => {
        await page.goto(`${server.origin}/en/sign-in`)
        await page.getByLabel('Mail address').fill(mail)
        await page.getByLabel('Password').fill(given)
        await send(page)
      }
      await signIn(password)
      await page.getByRole('link', { name: 'Your account' }).first().click()
      await page.getByRole('link', { name: 'Turn the second step on' }).click()
      await page.getByLabel('Password').fill(password)
      await send(page)
      const secret = (await page.locator('code bdi').textContent())?.replaceAll(' ', '') ?? ''
      const totp = new TOTP({ secret })
      await page.getByLabel('Code from the app').fill('000000')
      await send(page)
      await expect(page).toHaveTitle(/^Error: /)
      // The same secret, so that nobody scans twice.
      await expect(page.locator('code bdi')).toHaveText(secret.replace(/.{4}(?=.)/g, '$& '))
      await page.getByLabel('Code from the app').fill(totp.generate())
      await send(page)
      await send(page)
      const codes = await page.locator('ol code').allTextContents()
      expect(new Set(codes).size).toBe(10)
      // The codes are nowhere: the same form again does not show them.
      await page.reload()
      await expect(page.locator('ol code')).toHaveCount(0)
      await expect(page.getByRole('alert')).toBeVisible()

      await page.goto(`${server.origin}/en/settings`)
      await page.getByRole('button', { name: 'Sign out' }).click()
      await expect(page.getByRole('status')).toHaveText('You are signed out.')
      await signIn(password)
      await expect(heading(page)).toHaveText('Second step')
      await page.goto(`${server.origin}/en/settings/password`)
      await expect(page).toHaveURL(/\/second-factor\?next=%2Fen%2Fsettings%2Fpassword$/)
      await page.getByLabel('Code from the app').fill(totp.generate({ timestamp: Date.now() + 30_000 }))
      await send(page)
      await expect(page).toHaveURL(/\/en\/settings\/password$/)

      await signIn(password)
      await page.getByRole('link', { name: /recovery code/ }).click()
      await page.getByLabel('Recovery code').fill(codes[3]?.toLowerCase() ?? '')
      await send(page)
      await expect(page.getByRole('status')).toContainText('The second step is off.')

      await page.goto(`${server.origin}/en/recovery`)
      await page.getByLabel('Mail address').fill(mail)
      await send(page)
      await page.goto((await readMail(browser, mail)).link)
      await send(page)
      await page.getByLabel('Password').fill(`${password} again`)
      await send(page)
      await expect(page.getByRole('status')).toContainText('Your password is set')
      await signIn(password)
      await expect(page).toHaveTitle(/^Error: /)
      await signIn(`${password} again`)
      await expect(heading(page)).toHaveText('Today')
    })

    test('name, language and mail address change', async ({ page, browser }) => {
      await page.goto(`${server.origin}/en/sign-in`)
      await page.getByLabel('Mail address').fill(mail)
      await page.getByLabel('Password').fill(`${password} again`)
      await send(page)
      await page.getByRole('link', { name: 'Your account' }).first().click()
      await page.getByLabel('Your name').fill('أدا')
      await page.getByLabel('Language', { exact: true }).selectOption('ar')
      await page.getByRole('button', { name: 'Save' }).click()
      await expect(page.getByRole('status')).toHaveText('Saved.')
      await expect(page.getByLabel('Your name')).toHaveValue('أدا')
      await page.getByRole('link', { name: 'Change your mail address' }).click()
      await page.getByLabel('New mail address').fill(`new-${mail}`)
      await page.getByLabel('Password').fill(`${password} again`)
      await send(page)
      const { link } = await readMail(browser, `new-${mail}`)
      expect(link).toContain('lang=ar')
      await page.goto(link)
      await send(page)
      await expect(page.locator('main')).toContainText(`new-${mail}`)
      await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
    })
  })
}

test('whoever signs up with an address that has an account sees the usual page, and the owner is told by mail', async () => {
  const mail = 'owner@example.org'
  await makeAccount(server.origin, mail)
  const again = await new FormClient(server.origin).get('/en/sign-up')
  await again.send({ name: 'B', mail })
  expect(again.address).toBe(`${server.origin}/en/sign-up/sent`)
  const { html } = await again.get('/en/outbox')
  expect(html.split(mail).length - 1).toBe(2)
  expect((await signIn(server.origin, mail)).address).toContain('/en/today')
})
