import type { Entry } from './entry.ts'

/** Needs, what fits them, and who is interested in whom. */
export const needsPages: Record<string, Entry> = {
  'routes/$lang.needs._index': {
    kind: 'page',
    samples: [
      { state: 'nothing yet', path: '/needs' },
      { state: 'nothing passes the filter', path: '/needs?kind=training&q=zzzz' },
      { state: 'demonstration', path: '/needs?demonstration=shown' },
    ],
  },
  'routes/$lang.needs.csv': { kind: 'data', samples: [{ state: 'empty', path: '/needs.csv' }] },
  'routes/$lang.needs.json': { kind: 'data', samples: [{ state: 'empty', path: '/needs.json' }] },
  'routes/$lang.needs.$ref': {
    kind: 'page',
    samples: [
      { state: 'signed out', path: '/needs/{need}' },
      { state: 'for its institution, with what fits', path: '/needs/{need_fr}', as: 'institution_fr' },
      { state: 'for a provider', path: '/needs/{need_fr}', as: 'provider_fr' },
      { state: 'in Arabic', path: '/needs/{need_ar}' },
      { state: 'not found', path: '/needs/N-0000000000', status: 404 },
    ],
  },
  'routes/$lang.needs.$ref.json': {
    kind: 'data',
    samples: [{ state: 'no open data', path: '/needs/{need}.json', status: 404 }],
  },
  'routes/$lang.needs.$ref_.change': {
    kind: 'page',
    samples: [
      { state: 'filled', path: '/needs/{need_fr}/change', as: 'institution_fr' },
      {
        state: 'errors',
        path: '/needs/{need_fr}/change',
        as: 'institution_fr',
        fill: { title: '', target1: 'many' },
        status: 400,
      },
    ],
  },
  'routes/$lang.needs.$ref_.withdraw': {
    kind: 'page',
    samples: [{ state: 'asks for a press', path: '/needs/{need_fr}/withdraw', as: 'institution_fr' }],
  },
  'routes/$lang.my.$ref.needs._index': {
    kind: 'page',
    samples: [
      { state: 'filled', path: '/my/{coast}/needs', as: 'institution' },
      { state: 'empty', path: '/my/{ministry}/needs', as: 'provider' },
    ],
  },
  'routes/$lang.my.$ref.needs.new': {
    kind: 'page',
    samples: [
      { state: 'empty', path: '/my/{coast}/needs/new', as: 'institution' },
      {
        state: 'errors',
        path: '/my/{coast}/needs/new',
        as: 'institution',
        fill: { title: 'A', kind: 'training', target1: 'many' },
        status: 400,
      },
    ],
  },
  'routes/$lang.my.$ref.interests': {
    kind: 'page',
    samples: [{ state: 'empty', path: '/my/{coast}/interests', as: 'institution' }],
  },
}
