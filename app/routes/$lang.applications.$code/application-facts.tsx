import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { Application } from '#app/domain/applications/application.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** Who applies for what, for whom or how much, why, and every decision with its reason. */
export function ApplicationFacts({ application }: { application: Application }) {
  const { t, format } = useLanguage()
  const { organisation, provider, motivation, submittedAt, asked, request, units, decisions } = application
  const named = units.filter(({ name }) => name !== null)
  return (
    <>
      <dl className="pairs">
        <div>
          <dt>{t('applications:applicant')}</dt>
          <dd>
            <LinkTo to={`/organisations/${organisation.ref}`}>
              <Words of={organisation.name} />
            </LinkTo>
            <span className="hint">{t(`organisations:state.${organisation.state}`)}</span>
          </dd>
        </div>
        <div>
          <dt>{t('applications:provider')}</dt>
          <dd>
            <LinkTo to={`/organisations/${provider.ref}`}>
              <Words of={provider.name} />
            </LinkTo>
          </dd>
        </div>
        <div>
          <dt>{t('applications:sent-at')}</dt>
          <dd>{format.moment(submittedAt)}</dd>
        </div>
        <div>
          <dt>{t('applications:asks-for')}</dt>
          <dd>
            {asked
              ? format.money(asked)
              : t(`applications:units.${units[0]?.kind ?? 'item'}`, {
                  count: units.length,
                  n: format.number(units.length),
                })}
            {named.length > 0 ? (
              <ol>
                {named.map(({ position, name, mail }) => (
                  <li key={position}>
                    <bdi data-user lang="und">
                      {name}
                    </bdi>
                    {mail ? (
                      <span className="hint">
                        <bdi data-user lang="und" dir="ltr">
                          {mail}
                        </bdi>
                      </span>
                    ) : null}
                  </li>
                ))}
              </ol>
            ) : null}
          </dd>
        </div>
        {request ? (
          <div>
            <dt>{t('applications:request')}</dt>
            <dd>
              <LinkTo to={`/needs/${request.ref}`}>
                <Words of={request.title} />
              </LinkTo>
            </dd>
          </div>
        ) : null}
      </dl>
      <h2>{t('applications:why-asked')}</h2>
      <p>
        <Words of={motivation} />
      </p>
      {decisions.length > 0 ? <h2>{t('applications:decision')}</h2> : null}
      {decisions.map(({ outcome, reasonCode, reason, at }) => (
        <p key={at} className="note">
          <b>{t(`applications:state.${outcome as 'awarded'}`)}</b>
          <span className="hint">{format.moment(at)}</span>
          {t(`applications:why.${reasonCode as 'best_fit'}`)}
          {reason ? (
            <>
              {' '}
              <Words of={reason} />
            </>
          ) : null}
        </p>
      ))}
    </>
  )
}
