import { NoPlaceToApply, SourceButton } from '#app/components/records/source-button.tsx'
import { LinkTo, OutLink } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import type { Offer } from '#app/domain/offers/offer.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** The way to the provider, who alone takes applications, and to the answer whether it fits. */
export function ApplyAtSource({ offer }: { offer: Offer }) {
  const { t, format } = useLanguage()
  const { ref, applyUrl, window, kind, topics, source, checkedOn } = offer
  if (applyUrl === null || source === null) return null
  const need = new URLSearchParams({ offer: ref, kind, ...(topics[0] === undefined ? {} : { topic: topics[0] }) })
  return (
    <>
      <p className="acts">
        <SourceButton offer={offer} mayApply={window !== 'closed'} />
        {window === 'closed' ? null : <LinkTo to={`/fits?${need}`}>{t('offers:does-it-fit')}</LinkTo>}
      </p>
      <p className="small dim">
        {t('offers:no-applications')} <NoPlaceToApply offer={offer} /> {t(`commitments:source-kind.${source.kind}`)}{' '}
        <Text
          k="common:source-read"
          v={{
            publisher: (
              <OutLink href={source.url}>
                <bdi lang="en" data-user>
                  {source.publisher}
                </bdi>
              </OutLink>
            ),
            date: format.day(checkedOn),
          }}
        />
        .
      </p>
    </>
  )
}
