import type { ApplicantKind, PeopleGroup, RuleResult } from './rule.ts'

/** Kinds of applicant in the order of the columns below. */
export const applicantKinds = [
  'university',
  'research_institute',
  'government',
  'civil_society',
  'company',
] as const satisfies ApplicantKind[]

/**
 * Whether a kind of applicant has such people: `+` yes, `?` perhaps, `-` no; one mark per kind, in their order.
 * The narrower groups come first, so that of several groups that pass the most telling one is named.
 * Source: docs/eligibility-rules.md, "Groups of people".
 */
const table: Record<PeopleGroup, string> = {
  students: '+?---',
  educators: '+?-?-',
  start_ups: '----+',
  officials: '--+--',
  scholars: '++???',
  young_professionals: '?????',
  professionals: '+++++',
  anybody: '+++++',
}

export const peopleGroups = Object.keys(table) as PeopleGroup[]

const answers: Record<string, RuleResult['result']> = { '+': 'pass', '?': 'unknown', '-': 'fail' }

/** Whether people of a group can come from an applicant of a kind. */
export function peopleAnswer(group: PeopleGroup, kind: ApplicantKind): RuleResult['result'] {
  return answers[table[group].charAt(applicantKinds.indexOf(kind))] ?? 'unknown'
}

/** The kinds of applicant that have people of a group, in their order. */
export function kindsWith(group: PeopleGroup): ApplicantKind[] {
  return applicantKinds.filter(kind => peopleAnswer(group, kind) === 'pass')
}

/** True for people whom every kind of applicant has, so that naming them points at nobody in particular. */
export function isEverybody(group: PeopleGroup): boolean {
  return kindsWith(group).length === applicantKinds.length
}
