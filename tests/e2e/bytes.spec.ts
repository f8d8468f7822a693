import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { firstSamples, type Sample, samplesOf } from '../pages.ts'
import { cookieOf } from './support/accounts.ts'
import { type ByteProxy, byteProxy } from './support/byte-proxy.ts'
import { firstFlight } from './support/first-flight.ts'
import { addressOf, expect, filled, languages, signInAs, test } from './support/site.ts'

// The budgets of goals A1 and A2. A kilobyte is 1,000 bytes.
const flight = 14_600
const coldLoad = 50_000
const coldRequests = 6
const scripts = 15_000
const secondPage = 15_000
const fullList = 25_000

type Weighed = { path: string; bytes: number }

const tooHeavy = (weighed: Weighed[], budget: number) =>
  weighed.filter(({ bytes }) => bytes > budget).map(({ path, bytes }) => `${path}: ${bytes} bytes`)

for (const language of languages) {
  test(`the first flight of every page fits into 14,600 bytes: ${language}`, async ({ site }) => {
    const weighed: Weighed[] = []
    const lists: Weighed[] = []
    for (const { sample } of samplesOf('page').filter(({ sample: { fill } }) => !fill)) {
      const { status, bytes, head } = await firstFlight(addressOf(site, language, sample), cookieOf(site, sample))
      expect(status, sample.path).toBe(sample.status ?? 200)
      expect(head, sample.path).toMatch(/^content-encoding: gzip\r?$/im)
      weighed.push({ path: `/${language}${filled(sample)}`, bytes })
      if (sample.isFullList) lists.push({ path: `/${language}${filled(sample)}`, bytes })
    }
    const heaviest = [...weighed].sort((a, b) => b.bytes - a.bytes).slice(0, 5)
    console.log(
      `Heaviest first flights, ${language}: ${heaviest.map(({ path, bytes }) => `${path} ${bytes}`).join(' · ')}`,
    )
    expect(tooHeavy(weighed, flight)).toEqual([])
    expect(lists.length).toBeGreaterThan(0)
    expect(tooHeavy(lists, fullList)).toEqual([])
  })

  // Arabic, whose pages are the heaviest, in the daily run.
  if (!process.env.IMARIKA_FULL && language !== 'ar') continue
  test(`a cold load, and a second page, stay within their bytes and requests: ${language}`, async ({
    site,
    browser,
  }) => {
    test.setTimeout(900_000)
    const faults: string[] = []
    const cold: Weighed[] = []
    for (const sample of await heaviest(site, language)) {
      const path = `/${language}${filled(sample)}`
      // A proxy of its own is an origin of its own: an empty cache, and no worker yet.
      const proxy = await byteProxy(site)
      const context = await browser.newContext()
      const page = await context.newPage()
      await signInAs(page, proxy.origin, sample, site)
      const scriptSizes: Promise<number>[] = []
      context.on('response', response => {
        if (/javascript/.test(response.headers()['content-type'] ?? ''))
          scriptSizes.push(
            response
              .request()
              .sizes()
              .then(({ responseBodySize: body, responseHeadersSize: head }) => body + head),
          )
      })
      const first = await load(page.goto(`${proxy.origin}${path}`), proxy, async () => {
        // What the worker fetches for later belongs to this load, however slow the machine.
        await page.evaluate(() => navigator.serviceWorker.ready)
      })
      cold.push({ path, bytes: first.bytes })
      const script = (await Promise.all(scriptSizes)).reduce((sum, size) => sum + size, 0)
      if (first.bytes > coldLoad) faults.push(`${path}: cold load ${first.bytes} bytes`)
      if (first.requests.length > coldRequests) faults.push(`${path}: ${first.requests.join(', ')}`)
      if (script > scripts) faults.push(`${path}: ${script} bytes of scripts`)
      const other = await load(
        page.goto(`${proxy.origin}/${language}${path === `/${language}` ? '/commitments' : ''}`),
        proxy,
      )
      if (other.bytes > secondPage) faults.push(`second page after ${path}: ${other.bytes} bytes`)
      await context.close()
      await proxy.close()
    }
    const worst = cold.sort((a, b) => b.bytes - a.bytes).slice(0, 5)
    console.log(`Heaviest cold loads, ${language}: ${worst.map(({ path, bytes }) => `${path} ${bytes}`).join(' · ')}`)
    expect(faults).toEqual([])
  })
}

/** Every page at its first state, heaviest first flight first; the daily run loads the first 25, which share their parts with the rest. */
async function heaviest(site: string, language: string): Promise<Sample[]> {
  const weighed: { sample: Sample; bytes: number }[] = []
  for (const { sample } of firstSamples().filter(({ sample: { fill } }) => !fill)) {
    const { bytes } = await firstFlight(addressOf(site, language, sample), cookieOf(site, sample))
    weighed.push({ sample, bytes })
  }
  const sorted = weighed.sort((a, b) => b.bytes - a.bytes).map(({ sample }) => sample)
  return process.env.IMARIKA_FULL ? sorted : sorted.slice(0, 25)
}

async function load(going: Promise<unknown>, proxy: ByteProxy, ready = async () => {}) {
  await going
  await ready()
  await proxy.quiet()
  return proxy.take()
}

test('a page that is one byte over, and every byte of its head, are counted', async () => {
  const body = randomBytes(flight)
  const server = createServer((_request, response) => response.end(body)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const { bytes, head } = await firstFlight(`${origin}/`)
  expect(bytes).toBe(body.length + head.length + 4)
  expect(tooHeavy([{ path: '/', bytes }], flight)).toEqual([`/: ${bytes} bytes`])

  const proxy = await byteProxy(origin)
  const response = await fetch(`${proxy.origin}/page`)
  await response.arrayBuffer()
  const { bytes: relayed, requests } = proxy.take()
  expect(relayed).toBeGreaterThan(body.length)
  expect(requests).toEqual(['GET /page'])
  await proxy.close()
  server.close()
})
