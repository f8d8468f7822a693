import { isIsoDate } from '#app/domain/calendar/iso-date.ts'
import { timeZones } from '#app/domain/calendar/time-zones.ts'
import type { Country } from '#app/domain/countries/country.ts'
import { looks } from '#app/domain/deliveries/delivery-record.ts'
import type { TextKey } from '#app/i18n/keys.ts'
import type { LanguageKit } from '#app/i18n/language-kit.ts'
import { decisionOutcomes, decisionReasons } from '#app/schemas/application-form.ts'
import { amountPeriods, commitmentKinds, commitmentSchema, qualifiers } from '#app/schemas/commitment-form.ts'
import { offerCosts, offerFormCodes, offerModes, offerSchema } from '#app/schemas/offer-form.ts'
import { organisationKinds, organisationSchema } from '#app/schemas/organisation-form.ts'
import { countryName } from '../records/country-name.tsx'

type Labels = Readonly<Record<string, TextKey>>

/** What a choice says in words; undefined where it is none of ours. */
type InWords = (code: string, kit: LanguageKit) => string | undefined

/** A form as a page names it that knows only where it was sent and with what. */
export type KeptFormWords = {
  /** Its address after the language. */
  at: RegExp
  title: TextKey
  labels: Labels
  /** Choices that say something else in this form than in others. */
  words?: Readonly<Record<string, InWords>>
}

const named = <Name extends string>(names: readonly Name[], key: (name: NoInfer<Name>) => TextKey): Labels =>
  Object.fromEntries(names.map(name => [name, key(name)]))

const namesOf = <Shape extends object>({ shape }: { shape: Shape }) => Object.keys(shape) as (keyof Shape & string)[]

const oneOf =
  <Code extends string>(codes: readonly Code[], key: (code: NoInfer<Code>) => TextKey): InWords =>
  (given, { t }) => {
    const code = codes.find(each => each === given)
    return code === undefined ? undefined : t(key(code))
  }

const fromData =
  (namespace: 'values' | 'measures' | 'topics' | 'places' | 'rules' | 'answers', family = ''): InWords =>
  (code, { t }) =>
    t.hasCode(namespace, family + code) ? t.code(namespace, family + code) : undefined

// Nobody can be asked for the name of a language whose code is none.
const language: InWords = (code, { format }) => (/^[a-z]{2,3}$/.test(code) ? format.languageName(code) : undefined)

/** Choices that say the same wherever they stand. */
export const keptWords: Readonly<Record<string, InWords>> = {
  lang: language,
  languages: language,
  timeZone: (name, { format }) => (timeZones.includes(name) ? format.timeZone(name) : undefined),
  measure: fromData('measures'),
  topic: fromData('topics'),
  topics: fromData('topics'),
  regions: fromData('places'),
  places: fromData('places'),
  bodies: fromData('rules', 'kind-who.'),
  formalisation: fromData('answers', 'formalisation.'),
  point: fromData('values', 'point.'),
  form: oneOf(offerFormCodes, code => `offers:form.${code}`),
  mode: oneOf(offerModes, code => `offers:mode.${code}`),
  cost: oneOf(offerCosts, code => `offers:cost.${code}`),
  qualifier: oneOf(qualifiers, code => `commitments:new.qualifier.${code}`),
  amountPer: oneOf(amountPeriods, code => `commitments:new.amountPer.${code}`),
  reasonCode: oneOf(decisionReasons, code => `applications:why.${code}`),
  role: oneOf(['owner', 'editor', 'reviewer', 'viewer', 'none'], code => `people:role.${code}`),
  interest: oneOf(['none', 'declared'], code => `deliveries:verify.${code}`),
  mailCopy: oneOf(['at_once', 'daily', 'never'], code => `today:copy.${code}`),
  consent: oneOf(['yes'], () => 'acts:yes'),
  tellsMatches: oneOf(['yes'], () => 'acts:yes'),
  leaveFiles: oneOf(['yes'], () => 'acts:yes'),
}

const promise = {
  labels: named(namesOf(commitmentSchema), name => `commitments:new.${name}`),
  words: { kind: oneOf(commitmentKinds, code => `commitments:kind.${code}`) },
}

const need = {
  labels: named(
    ['title', 'description', 'kind', 'topic', 'languages', 'mode', 'neededBy', 'tellsMatches'],
    name => `needs:form.${name}`,
  ),
  words: { kind: fromData('values', 'kind.') },
}

const needParts: Labels = named(['measure', 'baseline', 'target', 'dueOn'], name => `needs:form.${name}`)

const placeNames: ReadonlySet<string> = new Set(['country', 'countries', 'place'])

const membership = {
  labels: { outcome: 'people:outcome', role: 'people:invite.role', reason: 'people:reason' },
  words: { outcome: oneOf(['approved', 'refused'], code => `people:outcome.${code}`) },
} as const

const report = {
  ...named(
    ['receiver', 'quantity', 'measure', 'asOf', 'periodFrom', 'periodTo', 'place', 'note', 'evidenceUrl'],
    name => `deliveries:field.${name}`,
  ),
  leaveFiles: 'deliveries:leave-files',
} as const

/** Every form that is kept when it cannot be taken now. A test asks for each of their fields and choices. */
export const keptForms: readonly KeptFormWords[] = [
  {
    at: /^\/register-organisation$/,
    title: 'people:register.title',
    labels: named(namesOf(organisationSchema), name => `people:register.${name}`),
    words: { kind: oneOf(organisationKinds, code => `organisations:kind.${code}`) },
  },
  {
    at: /^\/organisations\/[^/]+\/claim$/,
    title: 'people:claim.title',
    labels: { statement: 'people:claim.statement' },
  },
  {
    at: /^\/organisations\/[^/]+\/check$/,
    title: 'people:check.title',
    labels: {
      outcome: 'people:outcome',
      reason: 'people:reason',
      parent: 'people:check.parent',
      accountable: 'people:check.accountable',
    },
    words: { outcome: oneOf(['verified', 'refused'], code => `people:check.${code}`) },
  },
  { at: /^\/claims$/, title: 'people:claims.title', ...membership },
  {
    at: /^\/my\/[^/]+\/members$/,
    title: 'people:members.title',
    labels: { ...membership.labels, mail: 'people:invite.mail' },
    words: membership.words,
  },
  { at: /^\/my$/, title: 'people:my.title', labels: {} },
  { at: /^\/my\/[^/]+\/commitments\/new$/, title: 'people:begin.commitments', ...promise },
  {
    at: /^\/commitments\/[^/]+\/revise$/,
    title: 'commitments:revise.title',
    labels: {
      ...promise.labels,
      formalisation: 'commitments:question.formalisation',
      reason: 'commitments:revise.reason',
    },
  },
  {
    at: /^\/my\/[^/]+\/offers\/new$/,
    title: 'people:begin.offers',
    labels: named(namesOf(offerSchema), name => `offers:new.${name}`),
  },
  { at: /^\/offers\/[^/]+\/end$/, title: 'offers:end.title', labels: { reason: 'applications:reason' } },
  { at: /^\/my\/[^/]+\/needs\/new$/, title: 'people:begin.needs', ...need },
  { at: /^\/needs\/[^/]+\/change$/, title: 'needs:change', ...need },
  { at: /^\/needs\/[^/]+\/withdraw$/, title: 'needs:withdraw', labels: {} },
  {
    at: /^\/needs\/[^/]+$/,
    title: 'needs:interest.title',
    labels: { offer: 'needs:interest.offer', message: 'needs:interest.message' },
  },
  {
    at: /^\/my\/[^/]+\/interests$/,
    title: 'needs:interest.title',
    labels: { answer: 'applications:answer', reason: 'needs:interest.reason' },
    words: {
      answer: oneOf(['accepted', 'refused'], code =>
        code === 'accepted' ? 'needs:interest.accept' : 'needs:interest.refuse',
      ),
    },
  },
  {
    at: /^\/offers\/[^/]+\/apply$/,
    title: 'applications:apply',
    labels: named(['nominees', 'consent', 'asked', 'count', 'motivation', 'request'], name => `applications:${name}`),
  },
  {
    at: /^\/applications\/[^/]+$/,
    title: 'applications:one',
    labels: {
      outcome: 'applications:outcome',
      quantity: 'applications:quantity',
      reasonCode: 'applications:reason-code',
      reason: 'applications:reason',
    },
    words: { outcome: oneOf(decisionOutcomes, code => `applications:outcome.${code}`) },
  },
  {
    at: /^\/awards\/[^/]+$/,
    title: 'applications:award',
    labels: { answer: 'applications:answer', reason: 'applications:reason' },
    words: {
      answer: oneOf(['accepted', 'declined'], code =>
        code === 'accepted' ? 'applications:accept' : 'applications:decline',
      ),
    },
  },
  { at: /^\/my\/[^/]+\/deliveries\/new$/, title: 'deliveries:report.title', labels: report },
  {
    at: /^\/deliveries\/[^/]+\/correct$/,
    title: 'deliveries:correct.title',
    labels: { ...report, note: 'deliveries:field.why' },
  },
  {
    at: /^\/deliveries\/[^/]+\/confirm$/,
    title: 'deliveries:confirm.title',
    labels: {
      outcome: 'deliveries:field.arrived',
      quantity: 'deliveries:field.arrived-quantity',
      note: 'deliveries:field.missing',
    },
    words: {
      outcome: oneOf(['wholly', 'partly', 'not'], code =>
        code === 'wholly' ? 'deliveries:confirm.all' : `deliveries:confirm.${code}`,
      ),
    },
  },
  {
    at: /^\/deliveries\/[^/]+\/verify$/,
    title: 'deliveries:verify.title',
    labels: {
      interest: 'deliveries:field.interest',
      outcome: 'deliveries:field.finding',
      quantity: 'deliveries:field.proven',
      reason: 'deliveries:field.finding-reason',
      handBackReason: 'deliveries:field.hand-back',
    },
    words: {
      outcome: oneOf(['wholly', 'partly', 'not'], code =>
        code === 'wholly' ? 'deliveries:verify.all' : `deliveries:verify.${code}`,
      ),
      looked: oneOf(looks, code => `deliveries:look.${code}`),
    },
  },
  {
    at: /^\/deliveries\/[^/]+\/dispute$/,
    title: 'deliveries:dispute.title',
    labels: {
      reply: 'deliveries:field.reply',
      outcome: 'deliveries:field.ending',
      quantity: 'deliveries:field.settled',
      ruling: 'deliveries:field.ruling',
    },
    words: { outcome: oneOf(['settled', 'upheld'], code => `deliveries:dispute.${code}`) },
  },
  { at: /^\/overview$/, title: 'today:overview', labels: {} },
  { at: /^\/notifications$/, title: 'today:notifications', labels: {} },
  {
    at: /^\/report-an-error$/,
    title: 'report:title',
    labels: { text: 'report:text', correction: 'report:correction', contact: 'report:contact' },
  },
  {
    at: /^\/settings$/,
    title: 'account:settings.title',
    labels: { name: 'account:name', lang: 'account:language', mailCopy: 'today:copy-when' },
  },
  { at: /^\/settings\/mail$/, title: 'account:settings.mail', labels: { mail: 'account:mail-page.new' } },
  { at: /^\/sign-up$/, title: 'account:sign-up.title', labels: { name: 'account:name', mail: 'account:mail' } },
  {
    at: /^\/(sign-in|sign-in-by-mail|recovery)$/,
    title: 'account:sign-in.title',
    labels: { mail: 'account:mail' },
  },
]

/** The words for the form that was sent to an address; null for one that nobody named. */
export function keptFormAt(action: string): KeptFormWords | null {
  const path = action.replace(/^\/[^/]+/, '').replace(/[?#].*$/, '')
  return keptForms.find(({ at }) => at.test(path)) ?? null
}

/** An answer with its label, in the reader's words where it is a choice, a country or a day; else as it was typed. */
export function sayKept(
  form: KeptFormWords | null,
  name: string,
  values: readonly string[],
  kit: LanguageKit,
  countries: readonly Pick<Country, 'iso2' | 'names'>[],
): { label: string | null; said: string | null; typed: string } {
  const { t, format, language } = kit
  // A need has several parts, a finding several pieces of evidence: measure2, looked0.
  const [, stem = '', n = ''] = /^(measure|baseline|target|dueOn|looked)([0-9]{1,2})$/.exec(name) ?? []
  const key = form?.labels[name] ?? needParts[stem]
  const label =
    stem === 'looked'
      ? t('deliveries:field.looked', { n: format.number(Number(n) + 1) })
      : key && Number(n) > 1
        ? t('needs:form.of-part', { n: format.number(Number(n)), label: t(key) })
        : key
          ? t(key)
          : null
  const inWords = form?.words?.[stem || name] ?? keptWords[stem || name]
  const said = values
    .flatMap(value => (values.length > 1 || !inWords ? [value] : value.split(',')))
    .map(value => {
      if (isIsoDate(value)) return format.day(value)
      const country = placeNames.has(name) ? countries.find(({ iso2 }) => iso2 === value) : undefined
      return country ? countryName(country, language.code).text : inWords?.(value, kit)
    })
  const isWhole = said.every(each => each !== undefined)
  return { label, said: isWhole ? format.list(said) : null, typed: values.join(', ') }
}
