import { expect, test } from 'vitest'
import { deviceOf, readDevice } from '#app/domain/accounts/device-of.ts'
import { problemOf, refuse } from '#app/domain/accounts/problem.ts'
import { hasReadMailJustNow, needsSecondFactor } from '#app/domain/accounts/session.ts'
import { isTotpSecret, totpAddress } from '#app/domain/accounts/totp-address.ts'

test('only an account with a factor asks for it, and only until it was given', () => {
  expect(needsSecondFactor({ hasFactor: true, aal: 'aal1' })).toBe(true)
  expect(needsSecondFactor({ hasFactor: true, aal: 'aal2' })).toBe(false)
  expect(needsSecondFactor({ hasFactor: false, aal: 'aal1' })).toBe(false)
})

test('a mail that was read counts for 15 minutes, a password for none', () => {
  const now = 1_800_000_000
  const read = (method: string, ago: number) => hasReadMailJustNow({ proofs: [{ method, at: now - ago }] }, now * 1000)
  expect(read('otp', 899)).toBe(true)
  expect(read('recovery', 0)).toBe(true)
  expect(read('otp', 900)).toBe(false)
  expect(read('password', 0)).toBe(false)
  expect(read('totp', 0)).toBe(false)
})

test('a device is known by browser and system, those that call themselves others included', () => {
  const chrome =
    'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36'
  expect(deviceOf(chrome)).toBe('chrome/android')
  expect(deviceOf(`${chrome} EdgA/150.0`)).toBe('edge/android')
  expect(deviceOf(chrome.replace('Chrome', 'SamsungBrowser/26.0 Chrome'))).toBe('samsung/android')
  expect(
    deviceOf(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile/1 Safari/604.1',
    ),
  ).toBe('safari/iphone')
  expect(deviceOf('Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('firefox/windows')
  expect(deviceOf('')).toBe('other/other')
  expect(readDevice('firefox/windows')).toEqual({ browser: 'firefox', system: 'windows' })
  expect(readDevice('<b>/x')).toEqual({ browser: 'other', system: 'other' })
  expect(readDevice(null)).toEqual({ browser: 'other', system: 'other' })
})

test('a form that comes back carries no secret', () => {
  const { typed } = refuse({ mail: 'a@example.org', password: 'p', given: 'g', code: '1' }, 'code.wrong')
  expect(typed).toEqual({ mail: 'a@example.org' })
})

test('an error of a field has words, and one without words of its own says so in general', () => {
  expect(problemOf('mail', 'missing')).toBe('mail.missing')
  expect(problemOf('lang', 'too_long')).toBe('lang.invalid')
  expect(problemOf('code', 'invalid')).toBe('form.not_taken')
})

test('what an app reads names the account, and its secret is base32', () => {
  expect(totpAddress('ABCD', 'a+b@example.org')).toBe(
    'otpauth://totp/Imarika:a%2Bb%40example.org?secret=ABCD&issuer=Imarika&algorithm=SHA1&digits=6&period=30',
  )
  expect(isTotpSecret('A'.repeat(32))).toBe(true)
  for (const none of ['A'.repeat(31), `${'A'.repeat(31)}1`, `${'A'.repeat(32)}"`])
    expect(isTotpSecret(none)).toBe(false)
})
