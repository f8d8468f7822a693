import type { Entry } from './entry.ts'

/** What waits for whom, what people were told, and what a coordinator watches. */
export const todayPages: Record<string, Entry> = {
  'routes/$lang.today': {
    kind: 'page',
    samples: [
      { state: 'nothing, without an organisation', path: '/today', as: 'member' },
      { state: 'filled, for a provider', path: '/today', as: 'provider' },
      { state: 'filled, for an institution', path: '/today', as: 'institution_ar' },
      { state: 'filled, for a coordinator', path: '/today', as: 'coordinator' },
      { state: 'filled, for a verifier', path: '/today', as: 'verifier' },
    ],
  },
  'routes/$lang.notifications': {
    kind: 'page',
    samples: [
      { state: 'empty', path: '/notifications', as: 'member' },
      { state: 'filled', path: '/notifications', as: 'provider' },
      { state: 'filled, for a coordinator', path: '/notifications', as: 'coordinator' },
    ],
  },
  'routes/$lang.overview': {
    kind: 'page',
    samples: [
      { state: 'filled', path: '/overview', as: 'coordinator' },
      { state: 'for others', path: '/overview', as: 'provider', status: 404 },
    ],
  },
}
