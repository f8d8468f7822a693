/** The rules of docs/eligibility-rules.md as data. `words` are the source's own, in their language. */
export type Rule = { words: string | null; lang: string } & RuleBody

export type RuleBody =
  | { rule: 'place'; countries: string[]; regions: string[] }
  | { rule: 'body'; kinds: ApplicantKind[] }
  | { rule: 'people'; groups: PeopleGroup[] }
  | { rule: 'language'; languages: string[] }
  | { rule: 'age'; min: number | null; max: number | null }
  | { rule: 'nomination'; by: 'national_authority'; leadDays: number | null }
  | { rule: 'condition'; condition: string }
  | { rule: 'terms' }

export type ApplicantKind = 'university' | 'research_institute' | 'government' | 'civil_society' | 'company'

export type PeopleGroup =
  | 'anybody'
  | 'students'
  | 'educators'
  | 'scholars'
  | 'officials'
  | 'professionals'
  | 'young_professionals'
  | 'start_ups'

/** What is known of an applicant; null = not given, which is never read as "any". */
export type ApplicantFacts = {
  country: string | null
  kind: ApplicantKind | null
  languages: string[] | null
}

export type ReasonCode =
  | 'place-in'
  | 'place-out'
  | 'place-unknown'
  | 'place-undefined'
  | 'body-in'
  | 'body-out'
  | 'body-unknown'
  | 'people-in'
  | 'people-out'
  | 'people-maybe'
  | 'people-unknown'
  | 'language-in'
  | 'language-out'
  | 'language-unknown'
  | 'age-unknown'
  | 'nomination-needed'
  | 'condition-unknown'
  | 'terms-unknown'

/**
 * What a sentence needs: codes and numbers, never words. One name means one kind of code everywhere:
 * `country`, `countries` ISO 3166-1 alpha-2 · `place`, `places` regions and groups · `kind`, `kinds` of applicant ·
 * `group`, `groups` of people · `language`, `languages` BCP 47 · `condition` · `count`, `min`, `max`, `days` numbers.
 * Of ranking: `topic`, `above` topics · `needKind`, `offerKind` kinds of offer · `offered` what the offer has of the
 * sort that the criterion compares (topic, languages, mode) · `people`, `seats` numbers.
 */
export type Params = Record<string, string | number | string[]>

export type RuleResult = {
  rule: Rule
  result: 'pass' | 'fail' | 'unknown'
  reason: ReasonCode
  params: Params
}

export type Verdict = {
  verdict: 'eligible' | 'needs_check' | 'not_eligible'
  results: RuleResult[]
}
