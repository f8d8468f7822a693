import { DataTable } from '#app/components/ui/data-table.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = { refused: readonly { file: string; row: string; reason: string }[] }

/** Rows that the import left out, each by name and with the reason that the import gave. */
export function RefusedRows({ refused }: Props) {
  const { t, format } = useLanguage()
  if (refused.length === 0) return <p>{t('about:none-refused')}</p>
  const inWords = (text: string) => <Words of={{ text, lang: 'en' }} />
  return (
    <DataTable
      caption={t('about:rows-refused', { count: refused.length, n: format.number(refused.length) })}
      rows={refused}
      rowKey={({ file, row, reason }) => `${file} ${row} ${reason}`}
      head={{ label: t('about:row'), cell: ({ row }) => inWords(row) }}
      columns={[
        { key: 'file', label: t('about:file'), cell: ({ file }) => inWords(`data/${file}`) },
        { key: 'reason', label: t('about:reason'), layout: 'full', cell: ({ reason }) => inWords(reason) },
      ]}
    />
  )
}
