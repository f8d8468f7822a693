import { ApplicantKindField } from '#app/components/fits/applicant-kind-field.tsx'
import { HiddenNeed } from '#app/components/fits/hidden-need.tsx'
import { NeedFields } from '#app/components/fits/need-fields.tsx'
import { applicantKindOf } from '#app/domain/organisations/applicant-kind.ts'
import type { Organisation } from '#app/domain/organisations/organisation.ts'
import type { Gain } from '#app/domain/ranking/gains.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { offeredLanguages } from '#app/i18n/languages.ts'
import type { NeedQuery } from '#app/schemas/need.ts'

type Props = {
  query: NeedQuery
  organisation: Organisation | null
  topics: readonly { code: string; parent: string | null }[]
  /** Languages that the offers ask for or work in. */
  offerLanguages: readonly string[]
  /** What saying more could add to any offer; the same for all of them. */
  gains: readonly Gain[]
}

/** The need, closed until somebody wants to change it, with what each missing answer could add. */
export function NeedForm({ query, organisation, topics, offerLanguages, gains }: Props) {
  const { language, t, format } = useLanguage()
  const ownLanguages = offeredLanguages.map(({ code }) => code)
  const languages = [...new Set([...ownLanguages, ...offerLanguages, ...query.languages])]
  const isKindOpen = organisation === null ? query.as === 'not_said' : applicantKindOf(organisation.kind) === null
  const hasNeed = [query.kind, query.topic, query.people, query.mode, ...query.languages].some(part => part !== null)
  return (
    <details className="panel" id="need">
      <summary>{t(hasNeed ? 'fits:change-need' : 'fits:say-need')}</summary>
      <form action={`/${language.code}/fits`}>
        {isKindOpen ? <ApplicantKindField value={query.as} /> : null}
        <NeedFields query={query} topics={topics} languages={languages} />
        <HiddenNeed query={query} names={isKindOpen ? ['org', 'country'] : ['org', 'country', 'as']} />
        <button type="submit" className="btn">
          {t('home:find-go')}
        </button>
      </form>
      {gains.length > 0 ? (
        <ul className="small dim">
          {gains.map(({ criterion, missing, atMost }) => (
            <li key={criterion}>
              {t.code('ranking', `gain.${criterion}.${missing}`, { count: atMost, n: format.number(atMost) })}
            </li>
          ))}
        </ul>
      ) : null}
    </details>
  )
}
