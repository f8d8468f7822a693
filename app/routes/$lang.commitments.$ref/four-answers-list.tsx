import { answerCode, type Question } from '#app/components/records/answer-code.ts'
import { Icon, Stair } from '#app/components/ui/icon.tsx'
import type { ShapeName } from '#app/components/ui/symbols.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import { fourAnswers } from '#app/domain/commitments/four-answers.ts'
import { hasRejected } from '#app/domain/commitments/is-counted.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

const questions: readonly Question[] = ['formalisation', 'implementation', 'freshness', 'verification']

/** Tone and shape of an answer; the word always stands beside it. */
const looks: Record<string, { tone: 'ok' | 'warn' | 'bad' | 'none'; shape: ShapeName }> = {
  'formalisation.announced': { tone: 'none', shape: 'say' },
  'formalisation.signed': { tone: 'ok', shape: 'seal' },
  'formalisation.funded': { tone: 'ok', shape: 'ok' },
  'implementation.not_assessed': { tone: 'warn', shape: 'ask' },
  'implementation.no_number': { tone: 'warn', shape: 'ask' },
  'implementation.not_started': { tone: 'none', shape: 'open' },
  'implementation.in_progress': { tone: 'none', shape: 'clock' },
  'implementation.delivered.reported': { tone: 'none', shape: 'say' },
  'implementation.delivered.confirmed': { tone: 'ok', shape: 'ok' },
  'implementation.delivered.verified': { tone: 'ok', shape: 'ok' },
  'implementation.over_delivered.reported': { tone: 'none', shape: 'say' },
  'implementation.over_delivered.confirmed': { tone: 'ok', shape: 'ok' },
  'implementation.over_delivered.verified': { tone: 'ok', shape: 'ok' },
  'implementation.overdue': { tone: 'bad', shape: 'over' },
  'implementation.on_track': { tone: 'ok', shape: 'ok' },
  'implementation.behind': { tone: 'warn', shape: 'late' },
  'freshness.on_time': { tone: 'ok', shape: 'ok' },
  'freshness.due': { tone: 'warn', shape: 'clock' },
  'freshness.overdue': { tone: 'bad', shape: 'over' },
  'freshness.never_reported': { tone: 'none', shape: 'open' },
}

const stairs = { no_evidence: 1, self_reported: 2, confirmed: 3, verified: 4, disputed: 'x' } as const

/** Four answers, never one status: a question, shape and word, and the sentence that explains it. */
export function FourAnswersList({ commitment, at }: { commitment: Commitment; at: IsoDate }) {
  const { t, format } = useLanguage()
  const answers = fourAnswers(commitment, at)
  return (
    <>
      <p className="small dim">{t('commitments:answers-at', { date: format.day(at) })}</p>
      <dl className="answers">
        {questions.map(question => {
          const code = answerCode(answers, question)
          const said = code === 'verification.no_evidence' && hasRejected(commitment) ? `${code}.refused` : code
          const why = code === 'freshness.never_reported' && commitment.origin !== 'imported' ? `${said}.here` : said
          return (
            <div key={question} className={`k k-${looks[code]?.tone ?? 'none'}`}>
              <dt>{t(`commitments:question.${question}`)}</dt>
              <dd className="word">
                {question === 'verification' ? (
                  <Stair step={stairs[answers.verification]} />
                ) : (
                  <Icon name={looks[code]?.shape ?? 'open'} />
                )}
                {t.code('answers', said)}
              </dd>
              <dd className="small">{t.code('answers', `${why}.why`)}</dd>
            </div>
          )
        })}
      </dl>
      {commitment.verifiability.isVerifiable ? null : (
        <p className="note">
          <b>{t('commitments:not-verifiable')}</b> <Words of={commitment.verifiability.reason} />
        </p>
      )}
    </>
  )
}
