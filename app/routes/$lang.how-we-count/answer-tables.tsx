import { Fragment } from 'react'
import type { Formalisation, Freshness, Implementation, Verification } from '#app/domain/commitments/four-answers.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** Every value of an answer; the types refuse one that is forgotten or invented. */
const keysOf = <Value extends string>(values: Record<Value, true>) => Object.keys(values) as Value[]

const formalisations = keysOf<Formalisation>({ announced: true, signed: true, funded: true })
const implementations = keysOf<Implementation>({
  not_assessed: true,
  no_number: true,
  over_delivered: true,
  delivered: true,
  overdue: true,
  on_track: true,
  behind: true,
  in_progress: true,
  not_started: true,
})
const freshnesses = keysOf<Freshness>({ never_reported: true, on_time: true, due: true, overdue: true })
const verifications = keysOf<Verification>({
  no_evidence: true,
  self_reported: true,
  confirmed: true,
  verified: true,
  disputed: true,
})

/** Reached says by whose word, so these have a line for each. */
const bases = ['reported', 'confirmed', 'verified'] as const
const withBasis: readonly string[] = ['delivered', 'over_delivered']

const answers = {
  formalisation: formalisations.map(code => `formalisation.${code}`),
  implementation: implementations.flatMap(code =>
    withBasis.includes(code) ? bases.map(basis => `implementation.${code}.${basis}`) : [`implementation.${code}`],
  ),
  freshness: freshnesses.map(code => `freshness.${code}`),
  verification: verifications.flatMap(code =>
    code === 'no_evidence' ? [`verification.${code}`, `verification.${code}.refused`] : [`verification.${code}`],
  ),
}

/** The four questions about a commitment, with every answer there is. */
export function AnswerTables() {
  const { t } = useLanguage()
  return (
    <>
      <p>{t('how:answers-lead')}</p>
      {(Object.keys(answers) as (keyof typeof answers)[]).map(question => (
        <Fragment key={question}>
          <h3 id={question}>{t(`commitments:question.${question}`)}</h3>
          <ul className="rows tight">
            {answers[question].map(code => (
              <li key={code}>
                <b>{t.code('answers', code)}.</b> {t.code('answers', `${code}.why`)}
              </li>
            ))}
          </ul>
        </Fragment>
      ))}

      <p className="small dim">{t('how:answers-order')}</p>
    </>
  )
}
