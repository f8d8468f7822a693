import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { OrganisationLink } from '#app/domain/commitments/commitment.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** For which organisation the reader applies, where they may for several. */
export function ChooseApplicant({ mine, offerRef }: { mine: readonly OrganisationLink[]; offerRef: string }) {
  const { t } = useLanguage()
  return (
    <>
      <h2>{t('applications:for-whom')}</h2>
      <ul className="rows">
        {mine.map(({ ref, name }) => (
          <li key={ref}>
            <LinkTo to={`/offers/${offerRef}/apply?as=${ref}`}>
              <Words of={name} />
            </LinkTo>
          </li>
        ))}
      </ul>
    </>
  )
}
