import type { Entry } from './entry.ts'

/** Organisations, their members, and who may act for them. */
export const peoplePages: Record<string, Entry> = {
  'routes/$lang.register-organisation': {
    kind: 'page',
    samples: [
      { state: 'empty', path: '/register-organisation', as: 'member' },
      {
        state: 'errors',
        path: '/register-organisation',
        as: 'member',
        fill: { name: '', homepage: 'nowhere' },
        status: 400,
      },
    ],
  },
}
