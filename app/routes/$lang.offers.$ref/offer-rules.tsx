import { RuleText } from '#app/components/records/rule-text.tsx'
import { Quote } from '#app/components/ui/quote.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { Country } from '#app/domain/countries/country.ts'
import type { Rule } from '#app/domain/eligibility/rule.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** The rules that a reader looks for first: where the source has none of them, that is said. */
const always = ['place', 'body', 'people'] as const satisfies readonly Rule['rule'][]

/** Who may take an offer, in the source's words as a whole and then rule by rule. */
export function OfferRules({ offer, countries }: { offer: Offer; countries: readonly Country[] }) {
  const { t } = useLanguage()
  const rules = offer.rules.filter(({ rule }) => rule !== 'terms')
  const hasTerms = rules.length === offer.rules.length
  const missing = hasTerms && offer.here === null ? always.filter(name => !rules.some(({ rule }) => rule === name)) : []
  return (
    <>
      {offer.here ? null : (
        <p className="note">
          <b>{t('offers:in-words')}</b>{' '}
          {offer.eligibilityWords ? <Words of={offer.eligibilityWords} /> : t('common:not-stated')}
        </p>
      )}
      <dl className="pairs">
        {rules.map(rule => (
          <div key={`${rule.rule} ${rule.words}`}>
            <dt>{t.code('rules', `rule.${rule.rule}`)}</dt>
            <dd>
              <RuleText rule={rule} countries={countries} />
              {rule.words ? <Quote of={{ text: rule.words, lang: rule.lang }} /> : null}
            </dd>
          </div>
        ))}
        {missing.map(name => (
          <div key={name}>
            <dt>{t.code('rules', `rule.${name}`)}</dt>
            <dd>
              <span className="dim">{t('common:not-stated')}</span>
            </dd>
          </div>
        ))}
      </dl>
      {hasTerms ? null : <p>{t.code('rules', 'terms-unknown')}</p>}
      <p className="small dim">{t(offer.here ? 'offers:rules-of-provider' : 'offers:rules-note')}</p>
    </>
  )
}
