import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from '@remix-run/node'
import { expect, test } from 'vitest'
import { loader as fits } from '#app/routes/$lang.fits._index/route.tsx'
import { action as report } from '#app/routes/$lang.report-an-error/route.tsx'

/** A request of a reader, with a database that must not be asked. */
function args(lang: string, path: string, init: RequestInit = {}) {
  const asked: string[] = []
  const fetch = async (input: string | URL | Request) => {
    asked.push(String(input))
    return Response.json([])
  }
  const context = { backend: { url: 'http://db.invalid', anonKey: 'key', fetch }, now: () => new Date() }
  const request = new Request(`http://localhost/${encodeURIComponent(lang)}${path}`, init)
  return { asked, given: { request, params: { lang }, context: context as unknown as AppLoadContext } }
}

const statusOf = async (answer: Promise<unknown>) =>
  answer.then(
    () => 'answered',
    (thrown: unknown) => (thrown instanceof Response ? thrown.status : thrown),
  )

const form = (body: string, boundary = 'x') => ({
  method: 'POST',
  headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
  body,
})

const whole = '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nwrong\r\n--x--\r\n'

/** Every data twin: no loader of a layout runs before theirs. */
const twins = import.meta.glob<{ loader: (args: LoaderFunctionArgs) => Promise<unknown> }>(
  '/app/routes/*{csv,json}/route.ts',
  { eager: true },
)

test('no data twin answers under a language that is none of ours', async () => {
  expect(Object.keys(twins).length).toBeGreaterThanOrEqual(15)
  for (const [file, { loader }] of Object.entries(twins)) {
    const { asked, given } = args('package', '/json')
    const params = { ...given.params, ref: 'C01', iso2: 'KE', number: '1' }
    expect(await statusOf(loader({ ...given, params } as LoaderFunctionArgs)), file).toBe(404)
    expect(asked, file).toEqual([])
  }
})

for (const lang of ['/evil.example', '\\evil.example', 'xx', '__proto__']) {
  test(`nothing is asked or sent on under the language "${lang}"`, async () => {
    const question = args(lang, '/fits?who=Kenya')
    expect(await statusOf(fits(question.given as LoaderFunctionArgs))).toBe(404)
    const sent = args(lang, '/report-an-error', form(whole))
    expect(await statusOf(report(sent.given as ActionFunctionArgs))).toBe(404)
    expect([...question.asked, ...sent.asked]).toEqual([])
  })
}

test('a form that cannot be read is refused as the sender’s fault', async () => {
  for (const init of [form(''), form(whole.slice(0, -20)), form('\0garbage'), form(whole, 'other')]) {
    const { asked, given } = args('en', '/report-an-error', init)
    expect(await statusOf(report(given as ActionFunctionArgs))).toBe(400)
    expect(asked).toEqual([])
  }
})
