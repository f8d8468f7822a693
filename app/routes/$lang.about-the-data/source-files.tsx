import { DataTable } from '#app/components/ui/data-table.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { SourceFileRow } from '#app/services/read-imports.server.ts'

/** Every file that the import reads: what it is, where it comes from, its licence, and its rows. */
export function SourceFiles({ files }: { files: readonly SourceFileRow[] }) {
  const { t, format } = useLanguage()
  return (
    <DataTable
      caption={t('about:files-caption')}
      rows={files}
      rowKey={({ name }) => name}
      head={{
        label: t('about:file'),
        cell: ({ name }) => (
          <>
            {t(`about:what.${name}`)}
            <span className="hint">
              <code>
                <bdi lang="en" dir="ltr" data-user>{`data/${name}.json`}</bdi>
              </code>
            </span>
          </>
        ),
      }}
      columns={[
        { key: 'from', label: t('about:from'), layout: 'full', cell: ({ name }) => t(`about:from.${name}`) },
        {
          key: 'licence',
          label: t('about:licence'),
          layout: 'full',
          cell: ({ licence }) => t(`about:licence.${licence}`),
        },
        {
          key: 'taken',
          label: t('about:taken'),
          layout: 'number',
          cell: ({ taken }) => (taken === null ? t('about:woven') : format.number(taken)),
        },
        { key: 'refused', label: t('about:refused'), layout: 'number', cell: ({ refused }) => format.number(refused) },
      ]}
    />
  )
}
