import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { offerKinds } from '#app/schemas/offer-filter.ts'
import { offerModes } from '#app/schemas/offer-form.ts'
import { partNumbers, supportRequestSchema } from '#app/schemas/support-request-form.ts'
import { ActArea, ActSelect, ActText, ActTick } from '../acts/act-fields.tsx'
import { ActForm } from '../acts/act-form.tsx'
import { ActMany } from '../acts/act-many.tsx'
import { DayHint } from '../acts/day-hint.tsx'
import { topicOptions } from '../fits/topic-options.ts'

const constraints = htmlConstraints(supportRequestSchema)

/** Languages in which help is given, by their codes. */
const languages = ['ar', 'en', 'es', 'fr', 'pt', 'ru', 'sw', 'zh', 'hi', 'id', 'am', 'ha']

type Props = {
  state: ActFormState
  labels: Record<string, string>
  choices: { topics: readonly { code: string; parent: string | null }[]; measures: readonly string[] }
  send: string
  version?: number
}

/** What an institution says of a need: in its own words, what kind of help, and how much of what until when. */
export function NeedForm({ state, labels, choices, send, version }: Props) {
  const kit = useLanguage()
  const { t, format } = kit
  const choose = { value: '', label: t('acts:choose') }
  const none = { value: '', label: t('needs:form.none') }
  const measures = choices.measures
    .map(code => ({ value: code, label: t.code('measures', code) }))
    .sort((a, b) => format.compare(a.label, b.label))
  const label = (name: string) => labels[name] ?? ''
  const hasMore = partNumbers
    .slice(1)
    .some(n => [state.typed[`measure${n}`], state.typed[`target${n}`]].some(text => (text ?? '') !== ''))
  return (
    <ActForm
      state={state}
      constraints={constraints}
      send={send}
      keepsDraft
      {...(version === undefined ? {} : { version })}
      beside={
        <button type="submit" className="btn quiet" name="intent" value="fits" formNoValidate>
          {t('needs:form.show-fits')}
        </button>
      }
    >
      <ActText name="title" label={label('title')} hint={t('needs:form.title-hint')} />
      <ActArea name="description" label={label('description')} hint={t('needs:form.description-hint')} />
      <div className="half">
        <ActSelect
          name="kind"
          label={label('kind')}
          options={[choose, ...offerKinds.map(kind => ({ value: kind, label: t.code('values', `kind.${kind}`) }))]}
        />
        <ActSelect name="topic" label={label('topic')} options={[none, ...topicOptions(choices.topics, kit)]} />
      </div>
      <h2>{t('needs:form.how-much')}</h2>
      <p>{t('needs:form.how-much-why')}</p>
      <Part n={1} label={label} measures={[choose, ...measures]} />
      <details open={hasMore}>
        <summary>{t('needs:form.more-parts')}</summary>
        {partNumbers.slice(1).map(n => (
          <Part key={n} n={n} label={label} measures={[none, ...measures]} />
        ))}
      </details>
      <h2>{t('needs:form.how')}</h2>
      <div className="half">
        <ActSelect
          name="mode"
          label={label('mode')}
          options={[none, ...offerModes.map(mode => ({ value: mode, label: t(`offers:mode.${mode}`) }))]}
        />
        <ActText name="neededBy" label={label('neededBy')} hint={<DayHint />} type="date" />
      </div>
      <ActMany
        name="languages"
        label={label('languages')}
        options={languages
          .map(code => ({ value: code, label: format.languageName(code) }))
          .sort((a, b) => format.compare(a.label, b.label))}
      />
      <ActTick name="tellsMatches" label={label('tellsMatches')} hint={t('needs:form.tellsMatches-hint')} />
    </ActForm>
  )
}

type PartProps = { n: number; label: (name: string) => string; measures: { value: string; label: string }[] }

function Part({ n, label, measures }: PartProps) {
  return (
    <>
      <ActSelect name={`measure${n}`} label={label(`measure${n}`)} options={measures} />
      <div className="half">
        <ActText name={`baseline${n}`} label={label(`baseline${n}`)} inputMode="decimal" className="short" />
        <ActText name={`target${n}`} label={label(`target${n}`)} inputMode="decimal" className="short" />
      </div>
      <ActText name={`dueOn${n}`} label={label(`dueOn${n}`)} hint={<DayHint />} type="date" />
    </>
  )
}
