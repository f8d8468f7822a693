import type { ReactNode } from 'react'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { SourceFileRow } from '#app/services/read-imports.server.ts'

const institutionList = 'Hipo/university-domains-list'

/** Names of licences and of their holders, which no language translates. */
const licenceNames: Record<SourceFileRow['licence'], Record<string, ReactNode>> = {
  cc0: { name: latin('CC0 1.0') },
  mit: { name: latin('MIT'), holder: latin('Hipo') },
  per_field: { names: latin('ODC-PDDL 1.0, CC BY 4.0, MIT'), name: latin('ODbL 1.0') },
  quoted: { name: latin('CC0 1.0') },
}

function latin(text: string) {
  return (
    <bdi lang="en" dir="ltr" data-user>
      {text}
    </bdi>
  )
}

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
        {
          key: 'from',
          label: t('about:from'),
          layout: 'full',
          cell: ({ name }) => (
            <Text k={`about:from.${name}`} v={name === 'institutions' ? { name: latin(institutionList) } : {}} />
          ),
        },
        {
          key: 'licence',
          label: t('about:licence'),
          layout: 'full',
          cell: ({ licence }) => <Text k={`about:licence.${licence}`} v={licenceNames[licence]} />,
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
