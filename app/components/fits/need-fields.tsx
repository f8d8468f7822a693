import { SelectField } from '#app/components/forms/select-field.tsx'
import { TextField } from '#app/components/forms/text-field.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { type NeedQuery, needFields, needModes } from '#app/schemas/need.ts'
import { offerKinds } from '#app/schemas/offer-filter.ts'
import { topicOptions } from './topic-options.ts'

const constraints = htmlConstraints(needFields)

type Props = {
  query: NeedQuery
  topics: readonly { code: string; parent: string | null }[]
  /** BCP 47 codes to choose from. */
  languages: readonly string[]
}

/** The need in a few fields, none of which must be filled. */
export function NeedFields({ query, topics, languages }: Props) {
  const kit = useLanguage()
  const { t, format } = kit
  return (
    <>
      <div className="half">
        <KindField value={query.kind} />
        <SelectField
          id="topic"
          name="topic"
          label={t('fits:topic')}
          value={query.topic ?? ''}
          options={[{ value: '', label: t('fits:not-sure') }, ...topicOptions(topics, kit)]}
        />
        <TextField
          id="people"
          name="people"
          label={t('fits:people')}
          hint={t('fits:people-hint')}
          {...constraints.people}
          className="short"
          defaultValue={query.people ?? ''}
        />
        <SelectField
          id="mode"
          name="mode"
          label={t('fits:mode')}
          value={query.mode ?? ''}
          options={[
            { value: '', label: t('fits:either') },
            ...needModes.map(mode => ({ value: mode, label: t(`offers:mode.${mode}`) })),
          ]}
        />
      </div>
      <fieldset className="field">
        <legend>{t('fits:languages')}</legend>
        {[...languages]
          .map(code => ({ code, name: format.languageName(code) }))
          .sort((a, b) => format.compare(a.name, b.name))
          .map(({ code, name }) => (
            <label key={code} className="pick">
              <input type="checkbox" name="language" value={code} defaultChecked={query.languages.includes(code)} />{' '}
              {name}
            </label>
          ))}
      </fieldset>
    </>
  )
}

export function KindField({ value }: { value: NeedQuery['kind'] }) {
  const { t } = useLanguage()
  return (
    <SelectField
      id="kind"
      name="kind"
      label={t('home:find-need')}
      value={value ?? ''}
      options={[
        { value: '', label: t('home:find-any') },
        ...offerKinds.map(kind => ({ value: kind, label: t.code('values', `kind.${kind}`) })),
      ]}
    />
  )
}
