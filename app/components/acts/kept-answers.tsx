import { type KeptForm, typedIn } from '#app/domain/acts/kept-form.ts'
import type { Country } from '#app/domain/countries/country.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Text } from '../ui/text.tsx'
import { keptFormAt, sayKept } from './kept-forms.ts'

type Props = {
  kept: KeptForm
  send: string
  /** For their names; without them a country is shown by its code. */
  countries?: readonly Pick<Country, 'iso2' | 'names'>[]
}

/** Everything that was typed, and the form to send it again as it was: to the same address, under the same act key. */
export function KeptAnswers({ kept, send, countries = [] }: Props) {
  const kit = useLanguage()
  const { t } = kit
  const form = keptFormAt(kept.action)
  const answers = [...typedIn(kept)].map(([name, values]) => ({ name, ...sayKept(form, name, values, kit, countries) }))
  return (
    <>
      {form ? (
        <p>
          <Text k="kept:form" v={{ form: <a href={kept.action}>{t(form.title)}</a> }} />
        </p>
      ) : null}
      {answers.length > 0 ? (
        <>
          <h2>{t('kept:answers')}</h2>
          <dl className="pairs checked">
            {answers.map(({ name, label, said, typed }) => (
              <div key={name}>
                <dt>{label ?? t('kept:answer')}</dt>
                <dd>
                  {said ?? (
                    <bdi data-user lang="und" dir="auto">
                      {typed}
                    </bdi>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
      <form method="post" action={kept.action} encType="multipart/form-data" className="panel">
        {kept.fields.map(({ name, value }, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a form that was sent never move.
          <input key={`${n}-${name}`} type="hidden" name={name} value={value} />
        ))}
        {kept.secrets.map(name => (
          <div key={name} className="field">
            <label htmlFor={name}>{t(name === 'code' ? 'kept:code' : 'kept:password')}</label>
            <input
              id={name}
              name={name}
              dir="ltr"
              type={name === 'code' ? 'text' : 'password'}
              autoComplete={name === 'code' ? 'one-time-code' : undefined}
            />
          </div>
        ))}
        {kept.files.map(({ name, fileName }, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a form that was sent never move.
          <div key={`${n}-${fileName}`} className="field">
            <label htmlFor={`file-${n}`}>{t('kept:file', { name: fileName })}</label>
            <input id={`file-${n}`} type="file" name={name} />
          </div>
        ))}
        <p className="acts">
          <button type="submit" className="btn">
            {send}
          </button>
        </p>
      </form>
    </>
  )
}
