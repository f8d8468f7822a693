/** Forms that keep what was begun. Names of their drafts, and keys of `locales/<language>/today.json`. */
export const begunForms = [
  'state-need',
  'change-need',
  'submit-application',
  'decide-application',
  'answer-award',
  'take-award-back',
  'register-commitment',
  'publish-offer',
  'cancel-offer',
  'report-delivery',
  'correct-delivery',
  'confirm-delivery',
  'verify-delivery',
  'reply-dispute',
  'settle-dispute',
  'register-organisation',
  'ask-to-act',
] as const

export type BegunForm = (typeof begunForms)[number]

/** A form that was begun and not sent, with the page on which it is gone on with. */
export type Begun = {
  form: BegunForm
  path: string
  /** Ref of the organisation for which it is written, where its address says so. */
  organisation: string | null
  savedAt: string
}

/** Where a kept form is gone on with; null for one that no page has any more. */
export function begunForm({
  form,
  subject,
  savedAt,
}: {
  form: string
  subject: string
  savedAt: string
}): Begun | null {
  const known = begunForms.find(name => name === form)
  if (known === undefined) return null
  const [ref = '', applicant = null] = subject.split(' ')
  const ofOrganisation = known === 'state-need' || known === 'register-commitment' || known === 'publish-offer'
  return { form: known, path: pathOf(known, ref, applicant), organisation: ofOrganisation ? ref : applicant, savedAt }
}

function pathOf(form: BegunForm, ref: string, applicant: string | null): string {
  switch (form) {
    case 'state-need':
      return `/my/${ref}/needs/new`
    case 'register-commitment':
      return `/my/${ref}/commitments/new`
    case 'publish-offer':
      return `/my/${ref}/offers/new`
    case 'change-need':
      return `/needs/${ref}/change`
    case 'submit-application':
      return `/offers/${ref}/apply${applicant === null ? '' : `?as=${applicant}`}`
    case 'decide-application':
      return `/applications/${ref}`
    case 'answer-award':
    case 'take-award-back':
      return `/awards/${ref}`
    case 'cancel-offer':
      return `/offers/${ref}/end`
    // The page of the award, or of the commitment, leads on: only it knows for whom it is reported.
    case 'report-delivery':
      return ref.startsWith('A-') ? `/awards/${ref}` : `/commitments/${ref}`
    case 'correct-delivery':
      return `/deliveries/${ref}/correct`
    case 'confirm-delivery':
      return `/deliveries/${ref}/confirm`
    case 'verify-delivery':
      return `/deliveries/${ref}/verify`
    case 'reply-dispute':
    case 'settle-dispute':
      return `/deliveries/${ref}/dispute`
    case 'register-organisation':
      return '/register-organisation'
    case 'ask-to-act':
      return `/organisations/${ref}/claim`
  }
}
