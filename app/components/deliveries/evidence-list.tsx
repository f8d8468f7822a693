import { OutLink } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import type { Evidence } from '#app/domain/deliveries/delivery-record.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = { evidence: readonly Evidence[]; files: readonly { id: string; name: string }[] }

/** Links for everybody; files by name for those who judge, by kind, size and hash for all others. */
export function EvidenceList({ evidence, files }: Props) {
  const { t, format } = useLanguage()
  const names = new Map(files.map(({ id, name }) => [id, name]))
  const own = (text: string) => (
    <bdi lang="und" dir="auto" data-user>
      {text}
    </bdi>
  )
  return (
    <ul className="rows tight">
      {evidence.map(({ source, file }, n) => {
        const piece = evidence.length > 1 ? <b>{t('deliveries:piece', { n: format.number(n + 1) })}: </b> : null
        if (source !== null) {
          return (
            <li key={source.url}>
              {piece}
              <OutLink href={source.url}>{own(source.publisher)}</OutLink>
            </li>
          )
        }
        if (file === null) return null
        const name = names.get(file.id)
        const size = format.number(Math.max(1, Math.round(file.size / 1024)))
        return (
          <li key={file.id}>
            {piece}
            {name ? <a href={`/files/${file.id}`}>{own(name)}</a> : t('deliveries:file')}
            <span className="hint">
              <Text k="deliveries:file-facts" v={{ type: own(file.type), size }} />
            </span>
            <details>
              <summary className="small">{t('deliveries:file-hash')}</summary>
              <code dir="ltr">{file.sha256}</code>
            </details>
          </li>
        )
      })}
    </ul>
  )
}
