import type { Entry } from './entry.ts'

/** Deliveries, from the report to the finding, and promises that are registered here. */
export const deliveriesPages: Record<string, Entry> = {
  'routes/$lang.deliveries.$ref._index': {
    kind: 'page',
    samples: [
      { state: 'verified', path: '/deliveries/{delivery}' },
      { state: 'disputed', path: '/deliveries/{delivery_disputed}' },
      { state: 'to confirm, for its receiver', path: '/deliveries/{delivery_to_confirm}', as: 'institution_ar' },
      { state: 'just reported', path: '/deliveries/{delivery_to_confirm}?done=reported', as: 'provider' },
      { state: 'not found', path: '/deliveries/D-0000000000', status: 404 },
    ],
  },
  // What is invented is no open data, and nothing else is delivered where pages are checked; the db tests read it.
  'routes/$lang.deliveries.$ref.json': {
    kind: 'data',
    samples: [{ state: 'no open data', path: '/deliveries/{delivery}.json', status: 404 }],
  },
  'routes/$lang.deliveries.$ref.confirm': {
    kind: 'page',
    samples: [
      { state: 'empty', path: '/deliveries/{delivery_to_confirm}/confirm', as: 'institution_ar' },
      {
        state: 'errors',
        path: '/deliveries/{delivery_to_confirm}/confirm',
        as: 'institution_ar',
        fill: { quantity: 'some', note: 'Four of them never came.' },
        status: 400,
      },
      {
        state: 'last look',
        path: '/deliveries/{delivery_to_confirm}/confirm',
        as: 'institution_ar',
        fill: { outcome: 'partly', quantity: '1', note: 'Four of them never came.' },
        press: 'check',
      },
      { state: 'over', path: '/deliveries/{delivery}/confirm', as: 'institution' },
      { state: 'of others', path: '/deliveries/{delivery}/confirm', as: 'institution_fr', status: 404 },
    ],
  },
  'routes/$lang.deliveries.$ref.correct': {
    kind: 'page',
    samples: [
      { state: 'filled', path: '/deliveries/{delivery_to_confirm}/correct', as: 'provider' },
      {
        state: 'errors',
        path: '/deliveries/{delivery_to_confirm}/correct',
        as: 'provider',
        fill: { quantity: '', note: '' },
        status: 400,
      },
    ],
  },
  'routes/$lang.deliveries.$ref.dispute': {
    kind: 'page',
    samples: [
      { state: 'to reply', path: '/deliveries/{delivery_disputed}/dispute', as: 'provider_fr' },
      {
        state: 'last look',
        path: '/deliveries/{delivery_disputed}/dispute',
        as: 'coordinator',
        fill: { outcome: 'settled', quantity: '1', ruling: 'One came.' },
        press: 'check',
      },
      { state: 'to end', path: '/deliveries/{delivery_disputed}/dispute', as: 'coordinator' },
      { state: 'for the receiver', path: '/deliveries/{delivery_disputed}/dispute', as: 'institution_fr' },
      {
        state: 'errors',
        path: '/deliveries/{delivery_disputed}/dispute',
        as: 'coordinator',
        fill: { quantity: 'some', ruling: '' },
        status: 400,
      },
      {
        state: 'contradicts itself',
        path: '/deliveries/{delivery_disputed}/dispute',
        as: 'coordinator',
        fill: { outcome: 'upheld', quantity: '1', ruling: 'None came.' },
        status: 400,
      },
    ],
  },
  'routes/$lang.deliveries.$ref.verify': {
    kind: 'page',
    samples: [
      { state: 'not theirs', path: '/deliveries/{delivery_to_verify}/verify', as: 'provider' },
      { state: 'of others', path: '/deliveries/{delivery_to_verify}/verify', as: 'institution', status: 404 },
    ],
  },
  'routes/$lang.verifications': {
    kind: 'page',
    samples: [
      { state: 'one of the two was drawn', path: '/verifications', as: 'verifier' },
      { state: 'handed back', path: '/verifications?done=handed_back', as: 'verifier_fr' },
      { state: 'empty', path: '/verifications', as: 'member' },
    ],
  },
  'routes/$lang.my.$ref.deliveries._index': {
    kind: 'page',
    samples: [
      { state: 'filled', path: '/my/{ministry}/deliveries', as: 'provider' },
      { state: 'received', path: '/my/{island}/deliveries', as: 'institution_fr' },
      { state: 'of others', path: '/my/{ministry}/deliveries', as: 'institution', status: 404 },
    ],
  },
  'routes/$lang.my.$ref.deliveries.new': {
    kind: 'page',
    samples: [
      { state: 'what is it about', path: '/my/{ministry}/deliveries/new', as: 'provider' },
      { state: 'empty', path: '/my/{ministry}/deliveries/new?commitment={commitment}', as: 'provider' },
      {
        state: 'errors',
        path: '/my/{ministry}/deliveries/new?commitment={commitment}',
        as: 'provider',
        fill: { quantity: '', note: 'Twelve weeks.' },
        status: 400,
      },
      {
        state: 'last look',
        path: '/my/{ministry}/deliveries/new?commitment={commitment}',
        as: 'provider',
        fill: { receiver: '', quantity: '1', note: 'Twelve weeks.', evidenceUrl: 'https://example.org/list' },
        press: 'check',
      },
      {
        state: 'a name that several have',
        path: '/my/{ministry}/deliveries/new?commitment={commitment}',
        as: 'provider',
        fill: { receiver: 'example', quantity: '1', evidenceUrl: 'https://example.org/list' },
        press: 'check',
        status: 400,
      },
      {
        state: 'on an award',
        path: '/my/{foundation}/deliveries/new?award={award_lab}',
        as: 'provider_fr',
        status: 200,
      },
    ],
  },
  'routes/$lang.my.$ref.commitments._index': {
    kind: 'page',
    samples: [
      { state: 'filled', path: '/my/{ministry}/commitments', as: 'provider' },
      { state: 'empty', path: '/my/{coast}/commitments', as: 'institution' },
    ],
  },
  'routes/$lang.my.$ref.commitments.new': {
    kind: 'page',
    samples: [
      { state: 'empty', path: '/my/{ministry}/commitments/new', as: 'provider' },
      { state: 'errors', path: '/my/{ministry}/commitments/new', as: 'provider', fill: { title: '' }, status: 400 },
    ],
  },
  'routes/$lang.commitments.$ref_.revise': {
    kind: 'page',
    samples: [
      { state: 'filled', path: '/commitments/{commitment}/revise', as: 'provider' },
      {
        state: 'errors',
        path: '/commitments/{commitment}/revise',
        as: 'provider',
        fill: { title: '', milestones: 'later', reason: '' },
        status: 400,
      },
      { state: 'of others', path: '/commitments/{commitment}/revise', as: 'institution', status: 404 },
    ],
  },
}
