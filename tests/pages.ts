import { deliveriesPages } from './pages/deliveries.ts'
import type { Entry, Sample } from './pages/entry.ts'
import { needsPages } from './pages/needs.ts'
import { offersPages } from './pages/offers.ts'
import { peoplePages } from './pages/people.ts'
import { todayPages } from './pages/today.ts'

export type { Entry, Sample }

/** Of the accounts that the checks sign in with. */
export const password = 'river copper lends nine hats'

/**
 * Every route with sample addresses, one per state a reader can meet. All page checks are generated from this list,
 * and tests/e2e/routes.spec.ts fails for a route without a line and for a line without a route.
 */
export const pages: Record<string, Entry> = {
  ...peoplePages,
  ...needsPages,
  ...offersPages,
  ...deliveriesPages,
  ...todayPages,
  root: { kind: 'frame', samples: [] },
  'routes/$lang': { kind: 'frame', samples: [] },
  'routes/_index': { kind: 'redirect', samples: [{ state: 'bare address', path: '/' }] },
  'routes/$': {
    kind: 'page',
    samples: [
      { state: 'not found', path: '/nowhere', status: 404 },
      { state: 'not found, deep', path: '/commitments/C01/nowhere', status: 404 },
    ],
  },

  'routes/$lang._index': { kind: 'page', samples: [{ state: 'filled', path: '' }] },
  'routes/$lang.json': { kind: 'data', samples: [{ state: 'filled', path: '.json' }] },

  'routes/$lang.outbox': { kind: 'page', samples: [{ state: 'empty', path: '/outbox' }] },

  'routes/$lang.commitments._index': {
    kind: 'page',
    samples: [
      { state: 'filled', path: '/commitments', isFullList: true },
      { state: 'filtered', path: '/commitments?step=reported&kind=training' },
      { state: 'searched', path: '/commitments?q=africa' },
      { state: 'empty', path: '/commitments?q=zzzz' },
      { state: 'demonstration', path: '/commitments?demonstration=shown' },
      { state: 'filter that no page offers', path: '/commitments?point=abc&kind=nothing' },
    ],
  },
  'routes/$lang.commitments.csv': { kind: 'data', samples: [{ state: 'filled', path: '/commitments.csv' }] },
  'routes/$lang.commitments.json': {
    kind: 'data',
    samples: [{ state: 'filtered', path: '/commitments.json?step=reported' }],
  },
  'routes/$lang.commitments.$ref': {
    kind: 'page',
    samples: [
      { state: 'reported', path: '/commitments/C01' },
      { state: 'without a report', path: '/commitments/C20' },
      { state: 'with milestones', path: '/commitments/{commitment}' },
      { state: 'not found', path: '/commitments/C99', status: 404 },
    ],
  },
  'routes/$lang.commitments.$ref.json': { kind: 'data', samples: [{ state: 'filled', path: '/commitments/C01.json' }] },

  'routes/$lang.offers._index': {
    kind: 'page',
    samples: [
      { state: 'filled', path: '/offers', isFullList: true },
      { state: 'filtered', path: '/offers?kind=training&window=open' },
      { state: 'of a provider', path: '/offers?provider=government-of-india' },
      { state: 'empty', path: '/offers?q=zzzz' },
      { state: 'demonstration', path: '/offers?demonstration=shown' },
    ],
  },
  'routes/$lang.offers.csv': { kind: 'data', samples: [{ state: 'filled', path: '/offers.csv' }] },
  'routes/$lang.offers.json': { kind: 'data', samples: [{ state: 'filtered', path: '/offers.json?window=open' }] },
  'routes/$lang.offers.$ref': {
    kind: 'page',
    samples: [
      { state: 'open, with many rules', path: '/offers/O05' },
      { state: 'closed', path: '/offers/O28' },
      { state: 'in words that are not English', path: '/offers/O30' },
      { state: 'not found', path: '/offers/O99', status: 404 },
    ],
  },
  'routes/$lang.offers.$ref.json': { kind: 'data', samples: [{ state: 'filled', path: '/offers/O05.json' }] },

  'routes/$lang.organisations._index': {
    kind: 'page',
    samples: [
      { state: 'filled', path: '/organisations', isFullList: true },
      { state: 'searched', path: '/organisations?q=lagos' },
      { state: 'filtered', path: '/organisations?country=MG&kind=university' },
      { state: 'empty', path: '/organisations?q=zzzz' },
      { state: 'demonstration', path: '/organisations?demonstration=shown' },
    ],
  },
  'routes/$lang.organisations.csv': {
    kind: 'data',
    samples: [{ state: 'searched', path: '/organisations.csv?q=lagos' }],
  },
  'routes/$lang.organisations.json': {
    kind: 'data',
    samples: [{ state: 'searched', path: '/organisations.json?q=lagos' }],
  },
  'routes/$lang.organisations.$ref': {
    kind: 'page',
    samples: [
      { state: 'institution', path: '/organisations/unilag-edu-ng' },
      { state: 'provider', path: '/organisations/government-of-india' },
      { state: 'of the demonstration', path: '/organisations/{ministry}' },
      { state: 'not found', path: '/organisations/nobody', status: 404 },
    ],
  },
  'routes/$lang.organisations.$ref.json': {
    kind: 'data',
    samples: [{ state: 'filled', path: '/organisations/unilag-edu-ng.json' }],
  },

  'routes/$lang.countries._index': {
    kind: 'page',
    samples: [
      { state: 'filled', path: '/countries' },
      { state: 'filtered', path: '/countries?place=asean' },
      { state: 'empty', path: '/countries?q=zzzz' },
    ],
  },
  'routes/$lang.countries.csv': { kind: 'data', samples: [{ state: 'filled', path: '/countries.csv' }] },
  'routes/$lang.countries.json': {
    kind: 'data',
    samples: [{ state: 'filtered', path: '/countries.json?place=asean' }],
  },
  'routes/$lang.countries.$iso2': {
    kind: 'page',
    samples: [
      { state: 'filled', path: '/countries/NG' },
      { state: 'nothing promised', path: '/countries/AQ' },
      { state: 'not found', path: '/countries/XX', status: 404 },
    ],
  },
  'routes/$lang.countries.$iso2.json': { kind: 'data', samples: [{ state: 'filled', path: '/countries/NG.json' }] },

  'routes/$lang.fits._index': {
    kind: 'page',
    samples: [
      { state: 'asks who', path: '/fits' },
      { state: 'several are meant', path: '/fits?who=lagos' },
      { state: 'nobody is meant', path: '/fits?who=zzzz' },
      { state: 'asks the kind', path: '/fits?country=KI' },
      { state: 'answer for an institution', path: '/fits?org=unilag-edu-ng' },
      {
        state: 'answer with a need',
        path: '/fits?org=unilag-edu-ng&kind=training&topic=machine_learning&people=20&language=en',
      },
      { state: 'answer for a country', path: '/fits?country=KI&as=government' },
      { state: 'one offer', path: '/fits?org=unilag-edu-ng&offer=O13' },
      { state: 'not found', path: '/fits?org=nobody', status: 404 },
    ],
  },
  'routes/$lang.fits.json': { kind: 'data', samples: [{ state: 'filled', path: '/fits.json?org=unilag-edu-ng' }] },

  'routes/$lang.how-we-count': { kind: 'page', samples: [{ state: 'filled', path: '/how-we-count' }] },
  'routes/$lang.audit._index': { kind: 'page', samples: [{ state: 'filled or empty', path: '/audit' }] },
  'routes/$lang.audit.json': { kind: 'data', samples: [{ state: 'filled or empty', path: '/audit.json' }] },
  'routes/$lang.about-the-data': { kind: 'page', samples: [{ state: 'filled', path: '/about-the-data' }] },
  'routes/$lang.offline': { kind: 'page', samples: [{ state: 'offline', path: '/offline' }] },

  'routes/$lang.report-an-error': {
    kind: 'page',
    samples: [
      { state: 'about the site', path: '/report-an-error' },
      { state: 'about a record', path: '/report-an-error?about=offer:O05' },
      { state: 'about a need', path: '/report-an-error?about=need:{need}' },
      { state: 'about a delivery', path: '/report-an-error?about=delivery:{delivery}' },
      {
        state: 'errors',
        path: '/report-an-error?about=commitment:C01',
        fill: { text: '', correction: 'x'.repeat(1001), contact: 'x'.repeat(201) },
        status: 400,
      },
    ],
  },
  'routes/$lang.report-an-error_.$code': {
    kind: 'page',
    samples: [
      { state: 'received', path: '/report-an-error?about=country:NG', fill: { text: 'The name is misspelt.' } },
      { state: 'not found', path: '/report-an-error/0000000000', status: 404 },
    ],
  },

  'routes/files.$id': {
    kind: 'redirect',
    samples: [
      { state: 'no file of the reader', path: `/files/${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`, status: 404 },
    ],
  },
  'routes/auth.confirm': {
    kind: 'redirect',
    samples: [{ state: 'link of a mail', path: `/auth/confirm?token_hash=${'0'.repeat(64)}&type=email&lang=en` }],
  },
  'routes/$lang.confirm': {
    kind: 'page',
    samples: [
      { state: 'asks for a press', path: `/confirm?token_hash=${'0'.repeat(64)}&type=email` },
      { state: 'new mail address', path: `/confirm?token_hash=${'0'.repeat(64)}&type=email_change` },
      { state: 'new password', path: `/confirm?token_hash=${'0'.repeat(64)}&type=recovery` },
      { state: 'used up', path: '/confirm', fill: {}, status: 400 },
    ],
  },
  'routes/$lang.sign-up': {
    kind: 'page',
    samples: [
      { state: 'empty', path: '/sign-up' },
      { state: 'errors', path: '/sign-up', fill: { name: '', mail: 'nobody' }, status: 400 },
    ],
  },
  'routes/$lang.sign-up_.sent': { kind: 'page', samples: [{ state: 'sent', path: '/sign-up/sent' }] },
  'routes/$lang.sign-in': {
    kind: 'page',
    samples: [
      { state: 'empty', path: '/sign-in' },
      { state: 'after half an hour', path: '/sign-in?why=idle&next=/en/settings' },
      { state: 'errors', path: '/sign-in', fill: { mail: '', given: '' }, status: 400 },
    ],
  },
  'routes/$lang.sign-in-by-mail': {
    kind: 'page',
    samples: [
      { state: 'asks for the address', path: '/sign-in-by-mail' },
      { state: 'asks for the code', path: '/sign-in-by-mail?step=enter' },
      { state: 'errors', path: '/sign-in-by-mail?step=enter', fill: { mail: '', code: '' }, status: 400 },
    ],
  },
  'routes/$lang.recovery': {
    kind: 'page',
    samples: [
      { state: 'empty', path: '/recovery' },
      { state: 'errors', path: '/recovery', fill: { mail: 'nobody' }, status: 400 },
    ],
  },
  'routes/$lang.recovery_.sent': { kind: 'page', samples: [{ state: 'sent', path: '/recovery/sent' }] },
  'routes/$lang.new-password': {
    kind: 'page',
    samples: [
      { state: 'after a mail', path: '/new-password', as: 'member' },
      { state: 'errors', path: '/new-password', as: 'member', fill: { password: 'too short' }, status: 400 },
    ],
  },
  'routes/$lang.second-factor': {
    kind: 'page',
    samples: [
      { state: 'asks for the code of the app', path: '/second-factor', as: 'half' },
      { state: 'asks for a recovery code', path: '/second-factor?by=recovery', as: 'half' },
      { state: 'errors', path: '/second-factor', as: 'half', fill: { code: '' }, status: 400 },
    ],
  },
  'routes/$lang.settings': {
    kind: 'page',
    samples: [
      { state: 'without a second factor', path: '/settings', as: 'member' },
      { state: 'with a second factor, just saved', path: '/settings?done=saved', as: 'full' },
      { state: 'errors', path: '/settings', as: 'member', fill: { name: '' }, status: 400 },
    ],
  },
  'routes/$lang.settings_.mail': {
    kind: 'page',
    samples: [
      { state: 'empty', path: '/settings/mail', as: 'member' },
      { state: 'errors', path: '/settings/mail', as: 'member', fill: { mail: '', given: '' }, status: 400 },
    ],
  },
  'routes/$lang.settings_.mail_.sent': {
    kind: 'page',
    samples: [{ state: 'sent', path: '/settings/mail/sent', as: 'member' }],
  },
  'routes/$lang.settings_.password': {
    kind: 'page',
    samples: [
      { state: 'empty', path: '/settings/password', as: 'member' },
      { state: 'errors', path: '/settings/password', as: 'member', fill: { given: '', password: '' }, status: 400 },
    ],
  },
  'routes/$lang.settings_.second-factor': {
    kind: 'page',
    samples: [
      { state: 'off', path: '/settings/second-factor', as: 'member' },
      { state: 'on', path: '/settings/second-factor', as: 'full' },
      { state: 'to scan', path: '/settings/second-factor', as: 'member', fill: { given: password } },
      { state: 'errors', path: '/settings/second-factor', as: 'member', fill: { given: '' }, status: 400 },
    ],
  },
  'routes/$lang.settings_.recovery-codes': {
    kind: 'page',
    samples: [
      { state: 'to make', path: '/settings/recovery-codes?done=on', as: 'full' },
      { state: 'shown once', path: '/settings/recovery-codes', as: 'full', fill: {} },
    ],
  },
  'routes/$lang.settings_.sessions': {
    kind: 'page',
    samples: [
      { state: 'one', path: '/settings/sessions?done=ended', as: 'member' },
      { state: 'several', path: '/settings/sessions', as: 'full' },
    ],
  },
  'routes/$lang.sign-out': { kind: 'page', samples: [{ state: 'asks for a press', path: '/sign-out', as: 'member' }] },

  'routes/$lang.points.$number': {
    kind: 'page',
    samples: [
      { state: 'filled', path: '/points/12' },
      { state: 'without a commitment', path: '/points/7' },
      { state: 'not found', path: '/points/14', status: 404 },
    ],
  },
  'routes/$lang.points.$number.json': { kind: 'data', samples: [{ state: 'filled', path: '/points/12.json' }] },
}

export type Target = { route: string; sample: Sample }

/** All samples of a kind, each with its route. */
export function samplesOf(kind: Entry['kind']): Target[] {
  return Object.entries(pages)
    .filter(([, entry]) => entry.kind === kind)
    .flatMap(([route, { samples }]) => samples.map(sample => ({ route, sample })))
}

/** One sample a page: its fullest state. */
export function firstSamples(): Target[] {
  return Object.entries(pages)
    .filter(([, { kind }]) => kind === 'page')
    .flatMap(([route, { samples }]) => samples.slice(0, 1).map(sample => ({ route, sample })))
}
