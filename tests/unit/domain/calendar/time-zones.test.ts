import { expect, test } from 'vitest'
import { timeZones, zoneOfCountry } from '#app/domain/calendar/time-zones.ts'
import { formatFor } from '#app/i18n/format.ts'
import { languages } from '#app/i18n/languages.ts'

test('every zone is known, and told apart in words in each language', () => {
  for (const language of languages) {
    const words = timeZones.map(name => formatFor(language).timeZone(name))
    expect(new Set(words).size, language.code).toBe(timeZones.length)
  }
})

test('a form begins with the zone of the country, and with UTC where there is none', () => {
  expect(['SN', 'KE', 'NG', 'FR', 'AQ', null].map(zoneOfCountry)).toEqual([
    'Africa/Abidjan',
    'Africa/Nairobi',
    'Africa/Lagos',
    'Europe/Paris',
    'UTC',
    'UTC',
  ])
})
