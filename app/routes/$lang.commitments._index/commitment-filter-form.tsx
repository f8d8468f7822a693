import { SelectField } from '#app/components/forms/select-field.tsx'
import { TextField } from '#app/components/forms/text-field.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import {
  type CommitmentQuery,
  commitmentKinds,
  commitmentSteps,
  implementations,
  isFiltered,
} from '#app/schemas/commitment-filter.ts'

type Props = {
  query: CommitmentQuery
  choices: { points: number[]; measures: string[]; countries: { iso2: string; name: string }[] }
}

/** A plain GET form: its address keeps the filter. */
export function CommitmentFilterForm({ query, choices }: Props) {
  const { language, t, format } = useLanguage()
  const any = { value: '', label: t('common:any') }
  return (
    <form className="panel" role="search" action={`/${language.code}/commitments`} aria-label={t('commitments:filter')}>
      <div className="half">
        <TextField
          id="q"
          name="q"
          type="search"
          label={t('common:search')}
          maxLength={200}
          defaultValue={query.q ?? ''}
        />
        <SelectField
          id="country"
          name="country"
          label={t('commitments:promised-to')}
          value={query.country ?? ''}
          options={[
            { value: '', label: t('common:any-country') },
            ...choices.countries
              .map(({ iso2, name }) => ({ value: iso2, label: name }))
              .sort((a, b) => format.compare(a.label, b.label)),
          ]}
        />
      </div>
      <details open={Boolean(query.point ?? query.measure ?? query.step ?? query.kind ?? query.implementation)}>
        <summary>{t('commitments:more-filters')}</summary>
        <div className="half">
          <SelectField
            id="point"
            name="point"
            label={t('home:point')}
            value={query.point === null ? '' : String(query.point)}
            options={[
              any,
              ...choices.points.map(number => ({
                value: String(number),
                label: `${format.number(number)}. ${t.code('values', `point.${number}`)}`,
              })),
            ]}
          />
          <SelectField
            id="measure"
            name="measure"
            label={t('home:measure')}
            value={query.measure ?? ''}
            options={[any, ...choices.measures.map(code => ({ value: code, label: t.code('measures', code) }))]}
          />
          <SelectField
            id="step"
            name="step"
            label={t('commitments:step')}
            value={query.step ?? ''}
            options={[any, ...commitmentSteps.map(step => ({ value: step, label: t(`commitments:with.${step}`) }))]}
          />
          <SelectField
            id="implementation"
            name="implementation"
            label={t('commitments:question.implementation')}
            value={query.implementation ?? ''}
            options={[
              any,
              ...implementations.map(code => ({ value: code, label: t.code('answers', `implementation.${code}`) })),
            ]}
          />
          <SelectField
            id="kind"
            name="kind"
            label={t('common:kind')}
            value={query.kind ?? ''}
            options={[any, ...commitmentKinds.map(kind => ({ value: kind, label: t.code('values', `kind.${kind}`) }))]}
          />
        </div>
      </details>
      {query.place ? <input type="hidden" name="place" value={query.place} /> : null}
      {query.committer ? <input type="hidden" name="committer" value={query.committer} /> : null}
      <p className="acts">
        <button type="submit" className="btn">
          {t('common:show')}
        </button>{' '}
        {isFiltered(query) ? <LinkTo to="/commitments">{t('common:clear-filter')}</LinkTo> : null}
      </p>
    </form>
  )
}
