import type { Entry } from './entry.ts'

/** Offers of the platform, who applies for them, what is decided and awarded. */
export const offersPages: Record<string, Entry> = {
  'routes/$lang.my.$ref.offers._index': {
    kind: 'page',
    samples: [
      { state: 'filled', path: '/my/{ministry}/offers', as: 'provider' },
      { state: 'empty', path: '/my/{coast}/offers', as: 'institution' },
    ],
  },
  'routes/$lang.my.$ref.offers.new': {
    kind: 'page',
    samples: [
      { state: 'empty', path: '/my/{ministry}/offers/new', as: 'provider' },
      {
        state: 'errors',
        path: '/my/{ministry}/offers/new',
        as: 'provider',
        fill: { title: 'A', capacity: 'many', timeZone: '' },
        status: 400,
      },
      { state: 'without a commitment', path: '/my/{coast}/offers/new', as: 'institution' },
    ],
  },
  'routes/$lang.offers.$ref_.apply': {
    kind: 'page',
    samples: [
      { state: 'applied already', path: '/offers/{training}/apply', as: 'institution' },
      { state: 'empty', path: '/offers/{training}/apply', as: 'institution_fr' },
      {
        state: 'errors',
        path: '/offers/{training}/apply',
        as: 'institution_fr',
        fill: { nominees: 'A', motivation: '' },
        status: 400,
      },
      { state: 'not eligible', path: '/offers/{lab}/apply', as: 'provider' },
      { state: 'no organisation', path: '/offers/{training}/apply', as: 'member' },
    ],
  },
  'routes/$lang.offers.$ref_.interest': {
    kind: 'page',
    samples: [
      { state: 'empty', path: '/offers/{training}/interest', as: 'institution' },
      { state: 'own offer', path: '/offers/{training}/interest', as: 'provider' },
      { state: 'no organisation', path: '/offers/{training}/interest', as: 'member' },
      { state: 'of a source', path: '/offers/O05/interest', as: 'institution', status: 404 },
    ],
  },
  'routes/$lang.offers.$ref_.applications': {
    kind: 'page',
    samples: [
      { state: 'filled', path: '/offers/{training}/applications', as: 'provider' },
      { state: 'empty', path: '/offers/{shared}/applications', as: 'provider' },
      { state: 'not theirs', path: '/offers/{training}/applications', as: 'institution', status: 404 },
    ],
  },
  'routes/$lang.offers.$ref_.end': {
    kind: 'page',
    samples: [
      { state: 'open', path: '/offers/{training}/end', as: 'provider' },
      {
        state: 'last look',
        path: '/offers/{lab}/end',
        as: 'provider_fr',
        fill: { reason: 'No room.' },
        press: 'check',
      },
      { state: 'not theirs', path: '/offers/{training}/end', as: 'institution', status: 404 },
    ],
  },
  'routes/$lang.applications._index': {
    kind: 'page',
    samples: [
      { state: 'empty', path: '/applications', as: 'institution' },
      { state: 'not found', path: '/applications?code=0000000000', as: 'institution' },
    ],
  },
  'routes/$lang.applications.$code': {
    kind: 'page',
    samples: [
      { state: 'to decide', path: '/applications/{application_waiting}', as: 'provider' },
      {
        state: 'decision with errors',
        path: '/applications/{application_waiting}',
        as: 'provider',
        fill: { quantity: 'two' },
        status: 400,
      },
      { state: 'sent', path: '/applications/{application_waiting}', as: 'institution_ar' },
      { state: 'decided', path: '/applications/{application}', as: 'institution' },
      { state: 'not theirs', path: '/applications/{application}', as: 'institution_fr', status: 404 },
    ],
  },
  'routes/$lang.my.$ref.applications': {
    kind: 'page',
    samples: [
      { state: 'filled', path: '/my/{coast}/applications', as: 'institution' },
      { state: 'empty', path: '/my/{ministry}/applications', as: 'provider' },
    ],
  },
  'routes/$lang.my.$ref.awards': {
    kind: 'page',
    samples: [
      { state: 'received', path: '/my/{coast}/awards', as: 'institution' },
      { state: 'given', path: '/my/{ministry}/awards', as: 'provider' },
    ],
  },
  'routes/$lang.awards.$ref': {
    kind: 'page',
    samples: [
      { state: 'to answer', path: '/awards/{award_offered}', as: 'institution' },
      { state: 'to take back', path: '/awards/{award_offered}', as: 'provider_fr' },
      {
        state: 'last look before it is taken back',
        path: '/awards/{award_offered}',
        as: 'provider_fr',
        fill: { reason: 'No room.' },
        press: 'check',
      },
      { state: 'delivered', path: '/awards/{award}', as: 'provider' },
      { state: 'not theirs', path: '/awards/{award}', as: 'institution_fr', status: 404 },
    ],
  },
}
