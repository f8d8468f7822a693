import { PointTitle } from '#app/components/records/point-title.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { LinkTo, OutLink } from '#app/components/ui/link-to.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Point = { number: number; title: string; wording: 'official' | 'working' }

type Props = { points: readonly Point[]; officialUrls: Record<string, string> }

/** Which titles of the Plan's points are official wording, and where the official text stands. */
export function PlanWording({ points, officialUrls }: Props) {
  const { t } = useLanguage()
  return (
    <>
      <p>{t('about:plan-lead')}</p>
      <DataTable
        rows={points}
        rowKey={({ number }) => String(number)}
        head={{
          label: t('home:point'),
          cell: point => (
            <LinkTo to={`/points/${point.number}`}>
              <PointTitle point={point} />
            </LinkTo>
          ),
        }}
        columns={[{ key: 'wording', label: t('about:wording'), cell: ({ wording }) => t(`about:wording.${wording}`) }]}
      />
      <p>{t('about:official')}</p>
      <ul>
        {Object.entries(officialUrls).map(([language, url]) => (
          <li key={language}>
            <OutLink href={url}>
              <bdi lang="en" dir="ltr" data-user>
                {new URL(url).host}
              </bdi>
            </OutLink>
          </li>
        ))}
      </ul>
    </>
  )
}
