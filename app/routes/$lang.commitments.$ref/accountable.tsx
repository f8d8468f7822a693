import { Fragment } from 'react'
import { MoneyText } from '#app/components/commitments/money-text.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Beneficiaries } from './beneficiaries.tsx'

type Props = { commitment: Commitment; countries: { iso2: string; name: string }[] }

/** Who answers for it, for whom, until when, in whose words. */
export function Accountable({ commitment, countries }: Props) {
  const { t, format } = useLanguage()
  const { accountable, partners, deadlines, deadlineWords, milestones, amount, namedFrameworks, topic, reporting } =
    commitment
  const rows = [
    {
      key: 'accountable',
      value: (
        <LinkTo to={`/organisations/${accountable.ref}`}>
          <Words of={accountable.name} />
        </LinkTo>
      ),
    },
    {
      key: 'partners',
      value:
        partners.length > 0
          ? partners.map((partner, index) => (
              <Fragment key={partner.text}>
                {index > 0 ? ' · ' : ''}
                <Words of={partner} />
              </Fragment>
            ))
          : null,
    },
    { key: 'for', value: <Beneficiaries commitment={commitment} countries={countries} /> },
    {
      key: 'due',
      value:
        deadlines.length > 0 ? (
          deadlines.map(({ date, words }) => (
            <span key={date}>
              {format.day(date)}{' '}
              {words ? (
                <span className="hint">
                  <Words of={words} />
                </span>
              ) : null}
            </span>
          ))
        ) : deadlineWords ? (
          <Words of={deadlineWords} />
        ) : (
          t('common:not-stated')
        ),
    },
    {
      key: 'milestones',
      value:
        milestones.length > 0 ? (
          <ul className="rows tight">
            {milestones.map(({ date, value }) => (
              <li key={date}>{t('commitments:milestone', { date: format.day(date), value: format.number(value) })}</li>
            ))}
          </ul>
        ) : null,
    },
    { key: 'next-report', value: reporting ? format.day(reporting.nextDueOn) : null },
    { key: 'amount', value: amount ? <MoneyText of={amount} /> : null },
    { key: 'topic', value: <Words of={topic} /> },
    {
      key: 'frameworks',
      value:
        namedFrameworks.length > 0 ? (
          <bdi lang="en" data-user>
            {format.list(namedFrameworks)}
          </bdi>
        ) : null,
    },
    { key: 'confirms', value: t('commitments:confirms') },
    { key: 'verifies', value: t('commitments:verifies') },
  ] as const
  return (
    <>
      <dl className="pairs">
        {rows.map(({ key, value }) =>
          value === null ? null : (
            <div key={key}>
              <dt>{t(`commitments:row.${key}`)}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {deadlines.length > 1 ? <p className="note small">{t('commitments:deadlines-conflict')}</p> : null}
      {commitment.point ? (
        <p className="small dim">
          <Text
            k={commitment.origin === 'imported' ? 'commitments:mapped' : 'commitments:mapped-by'}
            v={{
              who: (
                <bdi lang={accountable.name.lang} data-user>
                  {commitment.point.by}
                </bdi>
              ),
              number: format.number(commitment.point.number),
              date: format.day(commitment.point.on),
              reason: <Words of={commitment.point.reason} />,
            }}
          />
        </p>
      ) : null}
    </>
  )
}
