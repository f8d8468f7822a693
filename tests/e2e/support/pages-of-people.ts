import type { Part } from '#scripts/demonstration/cast.ts'

/** A page that is there for some people of the demonstration, and for everybody else as if the record were nowhere. */
export type PageOfPeople = {
  /** The address after the language, with `{ref}` for the record. */
  path: string
  /** The record of the demonstration, by its name. */
  record: string
  /** A ref of the same form that no record has. */
  nowhere: string
  /** For whom the page is there. */
  for: Part[]
  /** The page takes a form from those it is there for. */
  takesForm?: true
  /** Other parties to the record: they know of it, read that the step is not theirs, and nobody takes their form. */
  told?: Part[]
}

const organisation = { nowhere: 'demo-nowhere' }
const delivery = { nowhere: 'D-0000000000' }
const need = { nowhere: 'N-0000000000' }

/** By route. tests/e2e/support/borrowed-ids.ts says of the other routes what tries them. */
export const pagesOfPeople: Record<string, PageOfPeople> = {
  'routes/$lang.my.$ref._index': { path: '/my/{ref}', record: 'coast', ...organisation, for: ['institution'] },
  'routes/$lang.my.$ref.applications': {
    path: '/my/{ref}/applications',
    record: 'coast',
    ...organisation,
    for: ['institution'],
  },
  'routes/$lang.my.$ref.awards': { path: '/my/{ref}/awards', record: 'coast', ...organisation, for: ['institution'] },
  'routes/$lang.my.$ref.commitments._index': {
    path: '/my/{ref}/commitments',
    record: 'ministry',
    ...organisation,
    for: ['provider'],
  },
  'routes/$lang.my.$ref.commitments.new': {
    path: '/my/{ref}/commitments/new',
    record: 'ministry',
    ...organisation,
    for: ['provider'],
    takesForm: true,
  },
  'routes/$lang.my.$ref.deliveries._index': {
    path: '/my/{ref}/deliveries',
    record: 'ministry',
    ...organisation,
    for: ['provider'],
  },
  'routes/$lang.my.$ref.deliveries.new': {
    path: '/my/{ref}/deliveries/new?commitment={commitment}',
    record: 'ministry',
    ...organisation,
    for: ['provider'],
    takesForm: true,
  },
  'routes/$lang.my.$ref.interests': {
    path: '/my/{ref}/interests',
    record: 'coast',
    ...organisation,
    for: ['institution'],
    takesForm: true,
  },
  'routes/$lang.my.$ref.members': {
    path: '/my/{ref}/members',
    record: 'coast',
    ...organisation,
    for: ['institution'],
    takesForm: true,
  },
  'routes/$lang.my.$ref.needs._index': {
    path: '/my/{ref}/needs',
    record: 'coast',
    ...organisation,
    for: ['institution'],
  },
  'routes/$lang.my.$ref.needs.new': {
    path: '/my/{ref}/needs/new',
    record: 'coast',
    ...organisation,
    for: ['institution'],
    takesForm: true,
  },
  'routes/$lang.my.$ref.offers._index': {
    path: '/my/{ref}/offers',
    record: 'ministry',
    ...organisation,
    for: ['provider'],
  },
  'routes/$lang.my.$ref.offers.new': {
    path: '/my/{ref}/offers/new',
    record: 'ministry',
    ...organisation,
    for: ['provider'],
    takesForm: true,
  },
  'routes/$lang.applications.$code': {
    path: '/applications/{ref}',
    record: 'application_waiting',
    nowhere: '0000000000',
    for: ['provider', 'institution_ar'],
    takesForm: true,
  },
  'routes/$lang.awards.$ref': {
    path: '/awards/{ref}',
    record: 'award_offered',
    nowhere: 'W-0000000000',
    for: ['provider_fr', 'institution'],
    takesForm: true,
  },
  'routes/$lang.commitments.$ref_.revise': {
    path: '/commitments/{ref}/revise',
    record: 'commitment',
    nowhere: 'P-0000000000',
    for: ['provider'],
    takesForm: true,
  },
  'routes/$lang.deliveries.$ref.confirm': {
    path: '/deliveries/{ref}/confirm',
    record: 'delivery_to_confirm',
    ...delivery,
    for: ['institution_ar'],
    told: ['provider', 'coordinator'],
    takesForm: true,
  },
  'routes/$lang.deliveries.$ref.correct': {
    path: '/deliveries/{ref}/correct',
    record: 'delivery_to_confirm',
    ...delivery,
    for: ['provider'],
    told: ['institution_ar', 'coordinator'],
    takesForm: true,
  },
  'routes/$lang.deliveries.$ref.dispute': {
    path: '/deliveries/{ref}/dispute',
    record: 'delivery_disputed',
    ...delivery,
    for: ['provider_fr', 'institution_fr', 'coordinator'],
    takesForm: true,
  },
  'routes/$lang.needs.$ref_.change': {
    path: '/needs/{ref}/change',
    record: 'need_fr',
    ...need,
    for: ['institution_fr'],
    takesForm: true,
  },
  'routes/$lang.needs.$ref_.withdraw': {
    path: '/needs/{ref}/withdraw',
    record: 'need_fr',
    ...need,
    for: ['institution_fr'],
    takesForm: true,
  },
  'routes/$lang.offers.$ref_.applications': {
    path: '/offers/{ref}/applications',
    record: 'training',
    nowhere: 'O-0000000000',
    for: ['provider'],
  },
  'routes/$lang.offers.$ref_.end': {
    path: '/offers/{ref}/end',
    record: 'training',
    nowhere: 'O-0000000000',
    for: ['provider'],
    takesForm: true,
  },
  'routes/$lang.organisations.$ref_.check': {
    path: '/organisations/{ref}/check',
    record: 'island',
    ...organisation,
    for: ['verifier', 'verifier_fr'],
    takesForm: true,
  },
  'routes/$lang.overview': {
    path: '/overview?about={ref}',
    record: 'commitment',
    nowhere: 'P-0000000000',
    for: ['coordinator'],
  },
}
