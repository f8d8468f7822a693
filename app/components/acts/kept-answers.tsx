import { type KeptForm, typedIn } from '#app/domain/acts/kept-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** Everything that was typed, and the form to send it again as it was: to the same address, under the same act key. */
export function KeptAnswers({ kept, send }: { kept: KeptForm; send: string }) {
  const { t } = useLanguage()
  const typed = typedIn(kept)
  return (
    <>
      {typed.length > 0 ? (
        <>
          <h2>{t('kept:answers')}</h2>
          <ul className="rows">
            {typed.map((value, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a form that was sent never move.
              <li key={`${n}-${value}`}>
                <bdi data-user lang="und" dir="auto">
                  {value}
                </bdi>
              </li>
            ))}
          </ul>
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
