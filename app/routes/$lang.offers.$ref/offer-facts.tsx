import { Fragment, type ReactNode } from 'react'
import { Counted } from '#app/components/records/counted.tsx'
import { OfferAmount } from '#app/components/records/offer-amount.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { SourceText } from '#app/domain/commitments/commitment.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** Every fact of an offer; what the source does not state is said to be not stated, never "any". */
export function OfferFacts({ offer }: { offer: Offer }) {
  const { t, format } = useLanguage()
  const { capacity, amount, languages, mode, cost, costWords, partners } = offer
  const words = (text: SourceText | null) => (text ? <Words of={text} /> : null)
  const day = (date: Offer['applyBy']) => (date ? format.day(date) : null)
  const rows = [
    {
      key: 'form',
      value: (
        <>
          {t(`offers:form.${offer.form}`)} <span className="hint">{t.code('values', `kind.${offer.kind}`)}</span>
        </>
      ),
    },
    { key: 'topic', value: <Topics offer={offer} /> },
    {
      key: 'capacity',
      value: capacity ? <Counted {...capacity} /> : null,
    },
    { key: 'amount', value: amount ? <OfferAmount amount={amount} words={offer.amountWords} /> : null },
    { key: 'in-kind', value: words(offer.inKind) },
    {
      key: 'cost',
      value: cost ? (
        <>
          {t(`offers:cost.${cost}`)}
          {costWords ? (
            <span className="hint">
              <Words of={costWords} />
            </span>
          ) : null}
        </>
      ) : null,
    },
    { key: 'languages', value: languages.length > 0 ? format.list(languages.map(format.languageName)) : null },
    { key: 'mode', value: mode ? t(`offers:mode.${mode}`) : null },
    { key: 'opens', value: day(offer.opensOn) },
    { key: 'apply-by', value: offer.isRolling ? t('offers:no-closing-date') : day(offer.applyBy) },
    { key: 'starts', value: day(offer.startsOn) },
    { key: 'ends', value: day(offer.endsOn) },
    { key: 'partners', value: partners.length > 0 ? <Partners partners={partners} /> : null },
  ] as const satisfies readonly { key: string; value: ReactNode }[]
  // What the form of an offer does not ask for is not missing from it.
  const shown = rows.filter(
    ({ key, value }) => offer.here === null || value !== null || !/^(in-kind|partners)$/.test(key),
  )
  return (
    <>
      <dl className="pairs">
        {shown.map(({ key, value }) => (
          <div key={key}>
            <dt>{t(`offers:fact.${key}`)}</dt>
            <dd>{value ?? <span className="dim">{t('common:not-stated')}</span>}</dd>
          </div>
        ))}
      </dl>
      {offer.note ? (
        <p className="note small">
          <Words of={offer.note} />
        </p>
      ) : null}
    </>
  )
}

/** The words of the source, and the topics that the editors gave to them. */
function Topics({ offer: { topic, topics } }: { offer: Offer }) {
  const { t } = useLanguage()
  return (
    <>
      <Words of={topic} />
      <span className="hint">
        {topics.map((code, index) => (
          <Fragment key={code}>
            {index > 0 ? ' · ' : ''}
            <LinkTo to={`/offers?topic=${code}`}>{t.code('topics', code)}</LinkTo>
          </Fragment>
        ))}
      </span>
    </>
  )
}

function Partners({ partners }: { partners: readonly SourceText[] }) {
  return (
    <>
      {partners.map((partner, index) => (
        <Fragment key={partner.text}>
          {index > 0 ? ' · ' : ''}
          <Words of={partner} />
        </Fragment>
      ))}
    </>
  )
}
