import type { FourAnswers } from '#app/domain/commitments/four-answers.ts'

export type Question = 'formalisation' | 'implementation' | 'freshness' | 'verification'

/** The key of an answer's words: what was reached says by whose word, since delivered means confirmed. */
export function answerCode(answers: FourAnswers, question: Question): string {
  const answer = answers[question]
  const needsBasis = question === 'implementation' && answers.basis !== null
  return needsBasis ? `${question}.${answer}.${answers.basis}` : `${question}.${answer}`
}
