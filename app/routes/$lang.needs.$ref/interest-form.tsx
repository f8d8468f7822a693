import { ActArea, ActSelect } from '#app/components/acts/act-fields.tsx'
import { ActForm } from '#app/components/acts/act-form.tsx'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import type { SourceText } from '#app/domain/commitments/commitment.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { expressInterestSchema } from '#app/schemas/support-request-form.ts'

const constraints = htmlConstraints(expressInterestSchema)

type Props = {
  state: ActFormState
  labels: { offer: string; message: string }
  side: 'institution' | 'provider'
  offers: readonly { ref: string; title: SourceText; provider: SourceText }[]
}

/** Either side says that it is interested: an institution in an offer, a provider with one of its own. */
export function InterestForm({ state, labels, side, offers }: Props) {
  const { t } = useLanguage()
  return (
    <section id="interest">
      <h2>{t(side === 'institution' ? 'needs:interest.as-institution' : 'needs:interest.as-provider')}</h2>
      <p>{t('needs:interest.why')}</p>
      <ActForm state={state} constraints={constraints} send={t('needs:interest.send')}>
        <ActSelect
          name="offer"
          label={labels.offer}
          options={[
            { value: '', label: t('acts:choose') },
            ...offers.map(({ ref, title }) => ({ value: ref, label: title.text, lang: title.lang })),
          ]}
        />
        <ActArea name="message" label={labels.message} hint={t('needs:interest.message-hint')} rows={4} />
      </ActForm>
    </section>
  )
}
