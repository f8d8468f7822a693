import { ActText, ActTick, problemOf } from '#app/components/acts/act-fields.tsx'
import { useActForm } from '#app/components/acts/act-form.tsx'
import { Field } from '#app/components/forms/field.tsx'
import { fileKinds, mostFileBytes } from '#app/domain/files/file-kind.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

const endings = Object.values(fileKinds)
  .flat()
  .map(ending => `.${ending}`)

type Props = {
  /** Files that came with this form before it came back. */
  kept: readonly string[]
  /** Why the file that was sent was not taken, in words. */
  problem: string | null
}

/** A file, a link, or both: without evidence nothing is reported. */
export function EvidenceFields({ kept, problem }: Props) {
  const kit = useLanguage()
  const { t, format } = kit
  const { state } = useActForm()
  return (
    <>
      <Field
        id="evidence"
        label={t('deliveries:field.evidence')}
        hint={t('deliveries:evidence-hint', { most: format.number(mostFileBytes / 1024 / 1024) })}
        error={problem ?? problemOf(state, 'evidence', kit)}
      >
        {described => <input {...described} type="file" name="evidence" accept={endings.join(',')} />}
      </Field>
      {kept.length > 0 ? (
        <div className="saved" role="status">
          <div>
            <p>{t('deliveries:file-kept')}</p>
            <EvidenceKept names={kept} />
            <ActTick name="leaveFiles" label={t('deliveries:leave-files')} />
          </div>
        </div>
      ) : null}
      <ActText
        name="evidenceUrl"
        label={t('deliveries:field.evidenceUrl')}
        hint={t('deliveries:evidence-url-hint')}
        type="url"
        dir="ltr"
      />
    </>
  )
}

/** The files that came along already, by name. */
export function EvidenceKept({ names }: { names: readonly string[] }) {
  const { t } = useLanguage()
  if (names.length === 0) return <span className="dim">{t('common:not-stated')}</span>
  return (
    <ul>
      {names.map(name => (
        <li key={name}>
          <bdi lang="und" dir="auto" data-user>
            {name}
          </bdi>
        </li>
      ))}
    </ul>
  )
}
