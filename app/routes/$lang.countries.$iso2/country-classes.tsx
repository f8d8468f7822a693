import { DataTable } from '#app/components/ui/data-table.tsx'
import { LinkTo, OutLink } from '#app/components/ui/link-to.tsx'
import { Tag } from '#app/components/ui/tag.tsx'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Country, Membership } from '#app/domain/countries/country.ts'
import { membershipState } from '#app/domain/countries/membership-state.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** The dated groups of a country with what is announced about them, each with its source, and its fixed classes. */
export function CountryClasses({ country, at }: { country: Country; at: IsoDate }) {
  const { t, format } = useLanguage()
  const day = (date: IsoDate | null, otherwise: string) =>
    date === null ? otherwise : <span className="nob">{format.day(date)}</span>
  return (
    <>
      {country.memberships.length === 0 ? (
        <p>{t('countries:no-groups')}</p>
      ) : (
        <DataTable
          caption={t('countries:groups-at', { date: format.day(at) })}
          rows={country.memberships}
          rowKey={({ group, from, to }) => `${group} ${from} ${to}`}
          head={{
            label: t('countries:group'),
            cell: ({ group }) => <LinkTo to={`/countries?place=${group}`}>{t.code('places', group)}</LinkTo>,
          }}
          columns={[
            {
              key: 'state',
              label: t('countries:state'),
              layout: 'full',
              cell: membership => <State membership={membership} at={at} />,
            },
            { key: 'from', label: t('countries:from'), cell: ({ from }) => day(from, t('countries:before-records')) },
            { key: 'to', label: t('countries:to'), cell: ({ to }) => day(to, t('countries:no-end')) },
            { key: 'source', label: t('common:source'), cell: ({ source }) => <SourceLink url={source} /> },
          ]}
        />
      )}
      <dl className="pairs">
        <div>
          <dt>{t('countries:income')}</dt>
          <dd>
            {country.incomeGroup === null ? t('common:not-stated') : t(`countries:income.${country.incomeGroup}`)}
          </dd>
        </div>
        <div>
          <dt>{t('countries:united-nations')}</dt>
          <dd>{country.isUnMember ? t('countries:un-member') : t('countries:no-un-member')}</dd>
        </div>
        <div>
          <dt>{t('countries:codes')}</dt>
          <dd>
            <bdi lang="en" dir="ltr" data-user>
              {country.iso2} · {country.iso3} · {country.m49}
            </bdi>
          </dd>
        </div>
      </dl>
      <p className="small dim">
        {t('countries:class-sources')} <LinkTo to="/about-the-data">{t('common:nav.data')}</LinkTo>
      </p>
    </>
  )
}

function State({ membership, at }: { membership: Membership; at: IsoDate }) {
  const { t } = useLanguage()
  const state = membershipState(membership, at)
  const looks = {
    member: { tone: 'good', shape: 'ok' },
    leaving: { tone: 'warn', shape: 'clock' },
    unsettled: { tone: 'warn', shape: 'ask' },
    left: { tone: 'none', shape: 'no' },
    not_yet: { tone: 'none', shape: 'open' },
  } as const
  return (
    <>
      <Tag tone={looks[state].tone} shape={looks[state].shape}>
        {t(`countries:state.${state}`)}
      </Tag>
      {state === 'unsettled' ? <span className="hint">{t('countries:unsettled-why')}</span> : null}
    </>
  )
}

function SourceLink({ url }: { url: string }) {
  return (
    <OutLink href={url}>
      <bdi lang="en" dir="ltr" data-user>
        {url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/.*$/, '')}
      </bdi>
    </OutLink>
  )
}
