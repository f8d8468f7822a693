import type { ReactNode } from 'react'
import type { Interest } from '#app/domain/needs/interest.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { LinkTo } from '../ui/link-to.tsx'
import { Text } from '../ui/text.tsx'
import { Words } from '../ui/words.tsx'
import { InterestTag } from './state-tags.tsx'

type Props = {
  interests: readonly Interest[]
  /** Below each: the form to answer it, say. */
  below?: (interest: Interest) => ReactNode
}

/** Expressions of interest: who wrote about which need and offer, what they said, and what came back. */
export function InterestRows({ interests, below }: Props) {
  const { t, format } = useLanguage()
  return (
    <ul className="rows">
      {interests.map(interest => {
        const { id, from, message, state, reason, request, offer, institution, provider, createdAt, expiresAt } =
          interest
        return (
          <li key={id} id={id}>
            <Text
              k={from === 'institution' ? 'needs:interest.from-institution' : 'needs:interest.from-provider'}
              v={{
                institution: <Words of={institution.name} />,
                provider: <Words of={provider.name} />,
                need: (
                  <LinkTo to={`/needs/${request.ref}`}>
                    <Words of={request.title} />
                  </LinkTo>
                ),
                offer: (
                  <LinkTo to={`/offers/${offer.ref}`}>
                    <Words of={offer.title} />
                  </LinkTo>
                ),
              }}
            />{' '}
            <InterestTag state={state} />
            <span className="hint">
              {state === 'sent'
                ? t('needs:interest.waits', { at: format.moment(createdAt), until: format.moment(expiresAt) })
                : t('needs:interest.sent-at', { at: format.moment(createdAt) })}
            </span>
            {message ? (
              <p>
                <Words of={message} />
              </p>
            ) : null}
            {reason ? (
              <p>
                <Text
                  k={state === 'accepted' ? 'needs:interest.answer' : 'needs:interest.answered'}
                  v={{ reason: <Words of={reason} /> }}
                />
              </p>
            ) : null}
            {state === 'accepted' ? <NextStep interest={interest} /> : null}
            {below?.(interest)}
          </li>
        )
      })}
    </ul>
  )
}

/** What comes after both sides have agreed to talk: the institution applies, and each knows where to find the other. */
function NextStep({ interest: { offer, institution, provider } }: { interest: Interest }) {
  const { t } = useLanguage()
  const pageOf = ({ ref, name }: Interest['provider']) => (
    <LinkTo to={`/organisations/${ref}`}>
      <Words of={name} />
    </LinkTo>
  )
  return (
    <p className="note">
      <Text
        k="needs:interest.next"
        v={{
          institution: pageOf(institution),
          provider: pageOf(provider),
          apply: <LinkTo to={`/offers/${offer.ref}/apply`}>{t('applications:apply')}</LinkTo>,
        }}
      />
    </p>
  )
}
