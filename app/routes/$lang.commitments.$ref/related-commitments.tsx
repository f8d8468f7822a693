import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { Related } from '#app/services/read-commitment.server.ts'

type Props = { whole: Related | null; parts: readonly Related[]; overlaps: readonly Related[] }

/** The whole, the parts, and what overlaps, with the rule that keeps the same from being summed twice. */
export function RelatedCommitments({ whole, parts, overlaps }: Props) {
  const { t } = useLanguage()
  return (
    <>
      {whole ? <Group title={t('commitments:part-of')} note={t('commitments:part-of-note')} items={[whole]} /> : null}
      {parts.length > 0 ? (
        <Group title={t('commitments:parts')} note={t('commitments:parts-note')} items={parts} />
      ) : null}
      {overlaps.length > 0 ? (
        <Group title={t('commitments:overlaps')} note={t('commitments:overlaps-note')} items={overlaps} />
      ) : null}
    </>
  )
}

function Group({ title, note, items }: { title: string; note: string; items: readonly Related[] }) {
  const { t, format } = useLanguage()
  return (
    <section>
      <h3>{title}</h3>
      <p className="small dim">{note}</p>
      <ul className="rows tight">
        {items.map(({ ref, title: words, target }) => (
          <li key={ref}>
            <LinkTo to={`/commitments/${ref}`}>
              <Words of={words} />
            </LinkTo>
            <span className="hint">
              {target
                ? `${format.number(target.value)} ${t.code('measures', target.measure)}`
                : t('commitments:no-number')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
