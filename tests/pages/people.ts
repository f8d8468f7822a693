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
  'routes/$lang.continue.$key': {
    kind: 'page',
    samples: [
      { state: 'nothing kept', path: '/continue/4b1f3a30-0000-4000-8000-000000000000', as: 'member' },
      { state: 'no key', path: '/continue/nowhere', as: 'member', status: 404 },
    ],
  },
  'routes/$lang.my._index': {
    kind: 'page',
    samples: [
      { state: 'acts for none', path: '/my', as: 'member' },
      { state: 'acts for one', path: '/my', as: 'institution_ar' },
      { state: 'works for the platform', path: '/my', as: 'verifier_fr' },
      { state: 'done', path: '/my?done=waiting', as: 'member' },
    ],
  },
  'routes/$lang.my.$ref._index': {
    kind: 'page',
    samples: [
      { state: 'provider', path: '/my/{ministry}', as: 'provider' },
      { state: 'institution', path: '/my/{delta}', as: 'institution_ar' },
      { state: 'just registered', path: '/my/{island}?done=registered', as: 'institution_fr' },
      { state: 'of others', path: '/my/{ministry}', as: 'institution', status: 404 },
    ],
  },
  'routes/$lang.my.$ref.members': {
    kind: 'page',
    samples: [
      { state: 'owner', path: '/my/{coast}/members', as: 'institution' },
      {
        state: 'asks before anybody goes',
        path: '/my/{coast}/members',
        as: 'institution',
        fill: { role: 'none' },
      },
      { state: 'done', path: '/my/{island}/members?done=invited', as: 'institution_fr' },
      { state: 'of others', path: '/my/{coast}/members', as: 'member', status: 404 },
    ],
  },
  'routes/$lang.organisations.$ref_.claim': {
    kind: 'page',
    samples: [
      { state: 'claim', path: '/organisations/unilag-edu-ng/claim', as: 'member' },
      {
        state: 'errors',
        path: '/organisations/unilag-edu-ng/claim',
        as: 'member',
        fill: { statement: '' },
        status: 400,
      },
      { state: 'of the demonstration', path: '/organisations/{coast}/claim', as: 'member', status: 404 },
      { state: 'closed to the demonstration', path: '/organisations/unilag-edu-ng/claim', as: 'newcomer' },
      { state: 'asked already', path: '/organisations/{highlands}/claim', as: 'newcomer' },
    ],
  },
  'routes/$lang.organisations.$ref_.join': {
    kind: 'redirect',
    samples: [{ state: 'leads to the page that knows which', path: '/organisations/unilag-edu-ng/join' }],
  },
  'routes/$lang.invitations': {
    kind: 'redirect',
    samples: [{ state: 'link of a mail', path: '/invitations' }],
  },
  'routes/$lang.claims': {
    kind: 'page',
    samples: [
      { state: 'one of the demonstration waits', path: '/claims', as: 'coordinator' },
      { state: 'no coordinator', path: '/claims', as: 'verifier', status: 404 },
    ],
  },
  'routes/$lang.organisations-to-check': {
    kind: 'page',
    samples: [
      { state: 'one of the demonstration waits', path: '/organisations-to-check', as: 'verifier_fr' },
      { state: 'done', path: '/organisations-to-check?done=checked', as: 'verifier' },
      { state: 'no verifier', path: '/organisations-to-check', as: 'provider', status: 404 },
    ],
  },
  'routes/$lang.organisations.$ref_.check': {
    kind: 'page',
    samples: [
      { state: 'to look at', path: '/organisations/{coast}/check', as: 'verifier' },
      { state: 'with what its owner says', path: '/organisations/{organisation_to_check}/check', as: 'verifier' },
      { state: 'in French', path: '/organisations/{island}/check', as: 'verifier_fr' },
      { state: 'errors', path: '/organisations/{delta}/check', as: 'verifier', fill: { reason: '' }, status: 400 },
      { state: 'nobody has claimed it', path: '/organisations/unilag-edu-ng/check', as: 'verifier', status: 404 },
    ],
  },
}
