type Twin = { what: string; path: string; formats: readonly ('csv' | 'json')[] }

/** Every data twin of the site by an address that answers; of records, one stands for all. A test compares the routes. */
export const twinSamples = [
  { what: 'home', path: '', formats: ['json'] },
  { what: 'commitments', path: '/commitments', formats: ['csv', 'json'] },
  { what: 'commitment', path: '/commitments/C01', formats: ['json'] },
  { what: 'offers', path: '/offers', formats: ['csv', 'json'] },
  { what: 'offer', path: '/offers/O05', formats: ['json'] },
  { what: 'organisations', path: '/organisations', formats: ['csv', 'json'] },
  { what: 'organisation', path: '/organisations/unilag-edu-ng', formats: ['json'] },
  { what: 'countries', path: '/countries', formats: ['csv', 'json'] },
  { what: 'country', path: '/countries/NG', formats: ['json'] },
  { what: 'point', path: '/points/12', formats: ['json'] },
  { what: 'needs', path: '/needs', formats: ['csv', 'json'] },
  { what: 'fits', path: '/fits?org=unilag-edu-ng', formats: ['json'] },
  { what: 'audit', path: '/audit', formats: ['json'] },
] as const satisfies readonly Twin[]
