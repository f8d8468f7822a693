import type { Page } from '@playwright/test'
import { samplesOf } from '../pages.ts'
import { formType, raw } from './support/raw.ts'
import { addressOf, expect, languages, open, test } from './support/site.ts'

const wanted = {
  'default-src': ["'none'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
  'form-action': ["'self'"],
  'require-trusted-types-for': ["'script'"],
}

/** What is wrong with a content policy. */
function policyFaults(policy: string | undefined): string[] {
  if (!policy) return ['no policy']
  const parts = new Map(
    policy.split(';').map(part => {
      const [name = '', ...values] = part.trim().split(/\s+/)
      return [name, values] as const
    }),
  )
  const faults = Object.entries(wanted)
    .filter(([name, values]) => parts.get(name)?.join() !== values.join())
    .map(([name]) => `${name} is ${parts.get(name)?.join(' ')}`)
  if (/unsafe-|https?:|\*/.test(policy)) faults.push(`too wide: ${policy}`)
  if (!/^'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'$/.test(parts.get('script-src')?.join(' ') ?? ''))
    faults.push(`script-src is ${parts.get('script-src')?.join(' ')}`)
  return faults
}

test('every kind of answer carries the policy', async ({ site }) => {
  const post = { method: 'POST', headers: { Origin: site, 'Content-Type': formType }, body: 'a=1' }
  const addresses = [
    ...[...samplesOf('page'), ...samplesOf('data')].map(({ sample }) => addressOf(site, 'en', sample)),
    ...[
      '/',
      '/health',
      '/icon.svg',
      '/register.js',
      '/sw.js',
      '/nowhere',
      '/en.data',
      '/%E0%A4%A',
      `/${'a/'.repeat(40)}`,
    ].map(path => `${site}${path}`),
  ]
  const faults: string[] = []
  const note = (name: string, { headers }: Awaited<ReturnType<typeof raw>>) => {
    faults.push(...policyFaults(headers['content-security-policy'] as string).map(fault => `${name}: ${fault}`))
    if (headers['x-content-type-options'] !== 'nosniff') faults.push(`${name}: may be sniffed`)
    if (headers['x-powered-by']) faults.push(`${name}: says what it runs on`)
  }
  for (const address of addresses) note(address, await raw(address))
  note('POST', await raw(`${site}/en`, post))
  note(
    'POST from elsewhere',
    await raw(`${site}/en`, { ...post, headers: { ...post.headers, Origin: 'https://evil.example' } }),
  )
  note('PUT', await raw(`${site}/en`, { ...post, method: 'PUT' }))
  expect(faults).toEqual([])
})

test('a missing policy, a wide one and one without a nonce are found', () => {
  const good =
    "default-src 'none'; script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAA==' 'strict-dynamic'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"
  expect(policyFaults(good)).toEqual([])
  expect(policyFaults(undefined)).toEqual(['no policy'])
  expect(policyFaults(good.replace("'strict-dynamic'", "'unsafe-inline'"))).not.toEqual([])
  expect(policyFaults(good.replace("base-uri 'none'", "base-uri 'self'"))).not.toEqual([])
  expect(policyFaults(good.replace("; frame-ancestors 'none'", ''))).not.toEqual([])
  expect(policyFaults(`${good}; img-src https:`)).not.toEqual([])
})

test('no two answers share a nonce', async ({ site }) => {
  const nonces = new Set<string>()
  for (let count = 0; count < 20; count++) {
    const { headers, body } = await raw(`${site}/en`)
    const [, nonce = ''] = /'nonce-([^']+)'/.exec(String(headers['content-security-policy'])) ?? []
    expect(body).toContain(`nonce="${nonce}"`)
    nonces.add(nonce)
  }
  expect(nonces.size).toBe(20)
})

/** Listens for everything the browser refuses or complains about. */
async function complaints(page: Page): Promise<string[]> {
  const heard: string[] = []
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) heard.push(message.text())
  })
  page.on('pageerror', error => heard.push(error.message))
  await page.exposeFunction('reportViolation', (text: string) => void heard.push(text))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event => {
      const report = (window as unknown as { reportViolation(text: string): void }).reportViolation
      report(`${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`)
    })
  })
  return heard
}

// The policy is one in all languages; the daily run asks in the one whose pages differ most.
for (const language of languages.filter(code => process.env.IMARIKA_FULL || code === 'ar')) {
  test(`no page breaks the policy, complains, or styles an element by itself: ${language}`, async ({ site, page }) => {
    test.setTimeout(600_000)
    const heard = await complaints(page)
    const faults: string[] = []
    for (const { sample } of samplesOf('page')) {
      heard.length = 0
      await open(page, site, language, sample)
      // A browser logs a page that answers with an error; that is the state under test.
      faults.push(...heard.filter(text => !/status of 4\d\d/.test(text)).map(text => `${sample.path}: ${text}`))
      const inline = await page.locator('[style], [onclick], [onload], [onerror], [onsubmit]').count()
      if (inline > 0) faults.push(`${sample.path}: ${inline} elements with a style or handler of their own`)
    }
    expect(faults).toEqual([])
  })
}

test('an inline script, an inline style and a foreign picture are heard', async ({ page, site }) => {
  const heard = await complaints(page)
  await page.route(`${site}/planted`, async route => {
    const { headers } = await raw(`${site}/en`)
    await route.fulfill({
      contentType: 'text/html',
      headers: { 'Content-Security-Policy': String(headers['content-security-policy']) },
      body: '<body><script>1</script><p style="color:red">x</p><img src="https://evil.example/x.png" onerror="1">',
    })
  })
  await page.goto(`${site}/planted`)
  await expect.poll(() => heard.join('\n')).toContain('script-src-elem refused')
  await expect.poll(() => heard.join('\n')).toContain('style-src-attr refused')
  await expect.poll(() => heard.join('\n')).toContain('img-src refused')
})
