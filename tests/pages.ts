/**
 * Every route with sample addresses, one per state a reader can meet. All page checks are generated from this list,
 * and tests/e2e/routes.spec.ts fails for a route without a line and for a line without a route.
 */
export type Sample = {
  /** What a reader sees there: filled, filtered, empty, error, success, not found … */
  state: string
  /** The address after the language. */
  path: string
  /** 200 unless said. */
  status?: number
  /** Typed into the page's form (by field name), which is then sent: the state is the page that answers. */
  fill?: Record<string, string>
  /** A list with its full 25 rows. */
  isFullList?: true
}

/** `page`: HTML below a language · `data`: a twin · `redirect`: leads on · `frame`: around other pages, no address. */
export type Entry = { kind: 'page' | 'data' | 'redirect' | 'frame'; samples: Sample[] }

export const pages: Record<string, Entry> = {
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

  'routes/$lang.commitments._index': {
    kind: 'page',
    samples: [
      { state: 'filled', path: '/commitments', isFullList: true },
      { state: 'filtered', path: '/commitments?step=reported&kind=training' },
      { state: 'searched', path: '/commitments?q=africa' },
      { state: 'empty', path: '/commitments?q=zzzz' },
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
      { state: 'not found', path: '/commitments/C99', status: 404 },
    ],
  },
  'routes/$lang.commitments.$ref.json': { kind: 'data', samples: [{ state: 'filled', path: '/commitments/C01.json' }] },

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
