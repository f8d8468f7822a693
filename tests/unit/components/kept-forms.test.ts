import { expect, test } from 'vitest'
import { z } from 'zod'
import { keptFormAt, keptForms, sayKept } from '#app/components/acts/kept-forms.ts'
import { languageKit } from '#app/i18n/language-kit.ts'
import { languages } from '#app/i18n/languages.ts'
import { changeMailSchema, settingsSchema } from '#app/schemas/account-forms.ts'
import {
  awardAnswerSchema,
  countedSchema,
  decisionSchema,
  grantSchema,
  seatsSchema,
  takeBackSchema,
} from '#app/schemas/application-form.ts'
import { commitmentSchema, reviseSchema } from '#app/schemas/commitment-form.ts'
import * as deliveries from '#app/schemas/delivery-forms.ts'
import { errorReportSchema } from '#app/schemas/error-report.ts'
import { endOfferSchema, offerSchema } from '#app/schemas/offer-form.ts'
import { organisationSchema } from '#app/schemas/organisation-form.ts'
import * as people from '#app/schemas/people-forms.ts'
import * as needs from '#app/schemas/support-request-form.ts'

/** What can be sent to each address whose forms are kept. */
const sent: [string, z.ZodObject[]][] = [
  ['/fr/register-organisation', [organisationSchema]],
  ['/fr/organisations/coast/claim', [people.statementSchema]],
  ['/fr/organisations/coast/check', [people.checkOrganisationSchema]],
  ['/fr/claims', [people.decideMembershipSchema]],
  ['/fr/my', [people.idSchema]],
  ['/fr/my/coast/members', [people.inviteSchema, people.changeMemberSchema, people.decideMembershipSchema]],
  ['/fr/my/coast/commitments/new', [commitmentSchema]],
  ['/fr/commitments/C01/revise', [reviseSchema]],
  ['/fr/my/coast/offers/new', [offerSchema]],
  ['/fr/offers/O01/end', [endOfferSchema]],
  ['/fr/offers/O01/apply?as=coast', [seatsSchema, countedSchema, grantSchema]],
  ['/fr/my/coast/needs/new', [needs.supportRequestSchema]],
  ['/fr/needs/N-1/change', [needs.supportRequestSchema]],
  ['/fr/needs/N-1/withdraw', []],
  ['/fr/needs/N-1', [needs.expressInterestSchema]],
  ['/fr/my/coast/interests', [needs.answerInterestSchema]],
  ['/fr/applications/0123456789', [decisionSchema]],
  ['/fr/awards/A-1', [awardAnswerSchema, takeBackSchema]],
  ['/fr/my/coast/deliveries/new?award=A-1', [deliveries.reportSchema]],
  ['/fr/deliveries/D-1/correct', [deliveries.correctSchema]],
  ['/fr/deliveries/D-1/confirm', [deliveries.confirmSchema]],
  ['/fr/deliveries/D-1/verify', [deliveries.verifySchemaFor(2), deliveries.handBackSchema]],
  ['/fr/deliveries/D-1/dispute', [deliveries.replySchema, deliveries.settleSchema]],
  ['/fr/overview', []],
  ['/fr/notifications', []],
  ['/fr/report-an-error?about=offer:O05', [errorReportSchema]],
  ['/fr/settings', [settingsSchema]],
  ['/fr/settings/mail', [changeMailSchema]],
]

/** Nobody types them: the page puts them in, or a password that is kept nowhere. */
const unseen = new Set(['id', 'member', 'given'])

const fr = languageKit(languages.find(({ code }) => code === 'fr') ?? raise())

function raise(): never {
  throw new Error('no French')
}

const say = (address: string, name: string, values: string[]) => sayKept(keptFormAt(address), name, values, fr, [])

test('every field of every form that is kept has a label', () => {
  const nameless = sent.flatMap(([address, schemas]) =>
    schemas
      .flatMap(({ shape }) => Object.keys(shape))
      .filter(name => !unseen.has(name) && say(address, name, ['x']).label === null)
      .map(name => `${address} ${name}`),
  )
  expect(nameless).toEqual([])
  expect(sent.filter(([address]) => keptFormAt(address) === null)).toEqual([])
})

test('every choice of a form is said in words, never by its code', () => {
  const coded = sent.flatMap(([address, schemas]) =>
    schemas.flatMap(({ shape }) =>
      Object.entries(shape).flatMap(([name, field]) =>
        (field instanceof z.ZodEnum ? (field.options as string[]) : [])
          .filter(code => code !== '' && !unseen.has(name) && say(address, name, [code]).said === null)
          .map(code => `${address} ${name}=${code}`),
      ),
    ),
  )
  expect(coded).toEqual([])
})

test('a day, a country, several choices and the second part of a need are said as the reader says them', () => {
  const kenya = [{ iso2: 'KE', names: { fr: 'Kenya', en: 'Kenya' } }]
  const need = '/fr/my/coast/needs/new'
  expect(say('/fr/deliveries/D-1/correct', 'asOf', ['2026-11-25']).said).toBe('25 novembre 2026')
  expect(sayKept(keptFormAt('/fr/register-organisation'), 'country', ['KE'], fr, kenya).said).toBe('Kenya')
  expect(say('/fr/register-organisation', 'country', ['KE'])).toMatchObject({ said: null, typed: 'KE' })
  expect(say(need, 'languages', ['en', 'fr']).said).toBe('anglais et français')
  expect(say(need, 'measure2', ['people_trained']).label).toContain('2')
  expect(say(need, 'measure2', ['people_trained']).said).not.toBe('people_trained')
  expect(say('/fr/nowhere', 'text', ['mots'])).toEqual({ label: null, said: null, typed: 'mots' })
})

test('no address belongs to two forms', () => {
  for (const [address] of sent) {
    const path = address.replace(/^\/fr/, '').replace(/\?.*/, '')
    expect(keptForms.filter(({ at }) => at.test(path))).toHaveLength(1)
  }
})
