import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { crawl, figureOf, type Link, linksOf } from './support/crawl.ts'
import { expect, languages, test } from './support/site.ts'

const get = async (address: string) => {
  const response = await fetch(address)
  return { status: response.status, type: response.headers.get('Content-Type') ?? '', body: await response.text() }
}

const isFull = Boolean(process.env.IMARIKA_FULL)

/** Lists whose data twin says how many rows an address holds. */
const listPath = /^\/en\/(commitments|offers|organisations)$/

let links: Link[] = []

test.describe
  .serial('from the first page on', () => {
    test('every internal link leads somewhere', async ({ site }) => {
      test.setTimeout(isFull ? 1_800_000 : 240_000)
      const found = await crawl(`${site}/en`, { within: '/en', mostOfAKind: isFull ? 100 : 8, get })
      console.log(`Crawled ${found.visited} addresses from /en`)
      links = found.links
      expect(found.visited).toBeGreaterThan(100)
      expect(found.faults).toEqual([])
    })

    test('every figure leads to a list with exactly that many rows', async ({ site }) => {
      test.setTimeout(isFull ? 1_800_000 : 180_000)
      const figures = new Map<string, Link & { figure: number }>()
      for (const link of links) {
        const figure = figureOf(link.text)
        const { pathname, searchParams } = new URL(link.href)
        // What is invented is no open data: its lists have no twin that could count them.
        if (searchParams.has('demonstration')) continue
        if (figure !== null && listPath.test(pathname)) figures.set(`${link.href} ${figure}`, { ...link, figure })
      }
      expect(figures.size).toBeGreaterThan(10)
      const faults: string[] = []
      for (const { from, href, text, figure } of [...figures.values()].slice(0, isFull ? 5000 : 150)) {
        const { pathname, search } = new URL(href)
        const { body } = await get(`${site}${pathname}.json${search}`)
        const { total } = JSON.parse(body) as { total: number }
        if (total !== figure) faults.push(`${from}: “${text}” leads to ${total} rows (${pathname}${search})`)
      }
      console.log(`Figures checked against their lists: ${Math.min(figures.size, isFull ? 5000 : 150)}`)
      expect(faults).toEqual([])
    })
  })

for (const language of languages.slice(1)) {
  test(`every link of the first pages leads somewhere: ${language}`, async ({ site }) => {
    test.setTimeout(isFull ? 1_800_000 : 180_000)
    const { visited, faults } = await crawl(`${site}/${language}`, {
      within: `/${language}`,
      mostOfAKind: isFull ? 20 : 2,
      get,
    })
    expect(visited).toBeGreaterThan(30)
    expect(faults).toEqual([])
  })
}

test('a dead link, a place that is not there and a malformed address are found', async () => {
  const pages: Record<string, string> = {
    '/': '<a href="/good">1,204 rows</a><a href="#here">x</a><p id="here"></p><a href="http://[">odd</a><a href="https://elsewhere.example">out</a>',
    '/good': '<a href="/dead">dead</a><a href="#nowhere">place</a>',
  }
  const server = createServer(({ url = '' }, response) => {
    response.writeHead(pages[url] ? 200 : 404, { 'Content-Type': 'text/html' }).end(pages[url])
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const { faults, visited } = await crawl(`${origin}/`, { within: '/', mostOfAKind: 9, get })
  expect(visited).toBe(3)
  expect(faults).toEqual([
    `${origin}/: “odd” leads to http://[`,
    `${origin}/good: no place #nowhere (“place”)`,
    `${origin}/good → ${origin}/dead (“dead”): 404`,
  ])
  server.close()
})

test('a figure is read as English writes it, and a date or an ordinal is none', () => {
  expect(['1,204 organisations', '56', '0 proven'].map(figureOf)).toEqual([1204, 56, 0])
  expect(['24 November 2026', '6. Supply of data', '3.5 %', 'O05', '13/56'].map(figureOf)).toEqual([
    24,
    null,
    null,
    null,
    null,
  ])
  expect(linksOf('/', '<a class="x" href="/a?b=1&amp;c=2" aria-label="56 promised"><b>56</b></a>')).toEqual([
    { from: '/', href: '/a?b=1&c=2', text: '56 promised' },
  ])
})
