import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import { decidingDeadline, fourAnswers } from '#app/domain/commitments/four-answers.ts'
import { quantities } from '#app/domain/commitments/quantities.ts'
import { stepReached } from '#app/domain/commitments/step-reached.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { DataTable } from '../ui/data-table.tsx'
import { Stair } from '../ui/icon.tsx'
import { LinkTo } from '../ui/link-to.tsx'
import { Words } from '../ui/words.tsx'
import { answerCode } from './answer-code.ts'

const stairOf = { promised: 1, reported: 2, confirmed: 3, verified: 4 } as const

/** Commitments with who promised them, how much, until when, and the step each has reached. */
export function CommitmentTable({ commitments, at }: { commitments: readonly Commitment[]; at: IsoDate }) {
  const { t, format } = useLanguage()
  return (
    <DataTable
      caption={t('commitments:answers-at', { date: format.day(at) })}
      rows={commitments}
      rowKey={({ ref }) => ref}
      head={{
        label: t('commitments:promise'),
        cell: ({ ref, title, accountable }) => (
          <>
            <LinkTo to={`/commitments/${ref}`}>
              <Words of={title} />
            </LinkTo>
            <span className="hint">
              <Words of={accountable.name} />
            </span>
          </>
        ),
      }}
      columns={[
        { key: 'target', label: t('common:step.promised'), layout: 'number', cell: row => <Target commitment={row} /> },
        {
          key: 'reported',
          label: t('common:step.reported'),
          layout: 'number',
          cell: row => <Reported commitment={row} />,
        },
        {
          key: 'due',
          label: t('commitments:due'),
          cell: row => {
            const deadline = decidingDeadline(row)
            return deadline ? <span className="nob">{format.day(deadline)}</span> : t('common:not-stated')
          },
        },
        {
          key: 'step',
          label: t('commitments:reached'),
          layout: 'full',
          cell: row => {
            const step = stepReached(row)
            const answer = answerCode(fourAnswers(row, at), 'implementation')
            return (
              <>
                <span className="nob">
                  <Stair step={stairOf[step]} /> {t(`common:step.${step}`)}
                </span>
                <span className="hint">{t.code('answers', answer)}</span>
              </>
            )
          },
        },
      ]}
    />
  )
}

function Target({ commitment: { target } }: { commitment: Commitment }) {
  const { t, format } = useLanguage()
  if (target === null) return <>{t('commitments:no-number')}</>
  return (
    <>
      {format.number(target.value)} <span className="hint">{t.code('measures', target.measure)}</span>
    </>
  )
}

function Reported({ commitment }: { commitment: Commitment }) {
  const { t, format } = useLanguage()
  const sum = quantities(commitment)
  if (sum !== null && sum.reported > 0) return <>{format.number(sum.reported)}</>
  return <>{commitment.deliveries.length > 0 ? t('commitments:not-counted') : format.number(0)}</>
}
