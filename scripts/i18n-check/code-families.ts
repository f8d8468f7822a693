import { readFileSync } from 'node:fs'
import { ruleOrder } from '../../app/domain/eligibility/decide-eligibility.ts'
import { sentenceCodes } from '../../app/domain/eligibility/sentence-of.ts'
import { changeCodes } from '../../app/domain/eligibility/what-would-change.ts'
import { scales } from '../../app/domain/ranking/scales.ts'
import { literalUnion } from './literal-union.ts'

/** Texts that are looked up by a value: which values there are, and what stands before and after them in the key. */
export type CodeFamily = { namespace: string; prefix: string; codes: string[]; suffixes: string[] }

/** Namespaces whose keys are values of the data; the same list as `CodeNamespace` of app/i18n/keys.ts. */
export const codeNamespaces = literalUnion('app/i18n/keys.ts', 'CodeNamespace')

const commitment = 'app/domain/commitments/commitment.ts'
const answers = 'app/domain/commitments/four-answers.ts'
const offer = 'app/domain/offers/offer.ts'
const rule = 'app/domain/eligibility/rule.ts'
const need = 'app/domain/ranking/need.ts'

/** Every family, with its values read from the domain's types and the data's files. */
export function codeFamilies(): CodeFamily[] {
  const family = (namespace: string, prefix: string, codes: string[], suffixes = ['']): CodeFamily => ({
    namespace,
    prefix,
    codes: [...new Set(codes)],
    suffixes,
  })
  const bases = literalUnion(answers, 'Basis')
  const implementations = literalUnion(answers, 'Implementation')
  // Reached by report, by confirmation or by verification: three sentences instead of one.
  const withBasis = ['delivered', 'over_delivered']
  return [
    family('measures', '', codesOf('measures')),
    family('topics', '', codesOf('topics')),
    family('places', '', placeCodes()),
    family('answers', 'formalisation.', literalUnion(commitment, 'Commitment.formalisation'), ['', '.why']),
    family('answers', 'implementation.', implementations),
    family(
      'answers',
      'implementation.',
      implementations.filter(code => !withBasis.includes(code)),
      ['.why'],
    ),
    ...withBasis.map(code => family('answers', `implementation.${code}.`, bases, ['', '.why'])),
    family('answers', 'freshness.', literalUnion(answers, 'Freshness'), ['', '.why']),
    family('answers', 'verification.', literalUnion(answers, 'Verification'), ['', '.why']),
    // A report that was rejected is no evidence, and is told all the same.
    family('answers', 'verification.', ['no_evidence.refused'], ['', '.why']),
    family('answers', 'freshness.', ['never_reported.here'], ['.why']),
    family('values', 'kind.', [...literalUnion(commitment, 'CommitmentKind'), ...literalUnion(offer, 'OfferKind')]),
    family(
      'values',
      'point.',
      pointNumbers().map(number => String(number)),
    ),
    family('rules', '', [...sentenceCodes, ...changeCodes, 'announced-leaving']),
    family('rules', 'verdict.', literalUnion(rule, 'Verdict.verdict')),
    family('rules', 'verdict-why.', literalUnion(rule, 'Verdict.verdict')),
    family('rules', 'result.', literalUnion(rule, 'RuleResult.result')),
    family('rules', 'rule.', [...ruleOrder]),
    ...['kind.', 'kinds.', 'kind-who.'].map(prefix => family('rules', prefix, literalUnion(rule, 'ApplicantKind'))),
    family('rules', 'group.', literalUnion(rule, 'PeopleGroup')),
    family('ranking', 'criterion.', literalUnion(need, 'CriterionCode')),
    family('ranking', 'question.', literalUnion(need, 'CriterionCode')),
    family('ranking', '', [...Object.values(scales).flatMap(Object.keys), 'gap', 'gap-none', 'gap-last']),
    family('ranking', 'gain.', gains()),
  ]
}

/** What may be missing: a criterion, and by whom. */
function gains(): string[] {
  return Object.entries(scales).flatMap(([criterion, steps]) =>
    Object.values(steps).flatMap(({ missing }) => (missing === null ? [] : [`${criterion}.${missing}`])),
  )
}

const readJson = (file: string) => JSON.parse(readFileSync(`data/${file}`, 'utf8'))

function codesOf(file: 'measures' | 'topics'): string[] {
  return (readJson(`${file}.json`)[file] as { code: string }[]).map(({ code }) => code)
}

function pointNumbers(): number[] {
  return (readJson('action-plan-2025.json').points as { number: number }[]).map(({ number }) => number)
}

/** Groups, the M49 regions as codes, and what rules and commitments name beside them. */
function placeCodes(): string[] {
  type Country = { region: string | null; subregion: string | null; intermediateRegion: string | null }
  const countries = readJson('countries.json').countries as Country[]
  const regions = countries.flatMap(({ region, subregion, intermediateRegion }) => [
    region,
    subregion,
    intermediateRegion,
  ])
  type Row = { rules: { rule: string; regions?: string[] }[] }
  const ruled = (readJson('offer-rules.json').rows as Row[]).flatMap(({ rules }) =>
    rules.flatMap(({ regions = [] }) => regions),
  )
  return [
    ...literalUnion('app/domain/countries/country.ts', 'GroupCode'),
    ...regions.filter(name => name !== null).map(toCode),
    ...ruled,
    'world',
  ]
}

const toCode = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z]+/g, '_')
    .replace(/^_|_$/g, '')
