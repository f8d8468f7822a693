import { useLanguage } from '#app/i18n/language-kit.ts'
import type { AboutRecord } from '#app/schemas/error-report.ts'
import { countryName } from '../records/country-name.tsx'
import { LinkTo } from '../ui/link-to.tsx'
import { Text } from '../ui/text.tsx'
import { Words } from '../ui/words.tsx'

/** What a report of an error is about, leading back to it. */
export function AboutRecordText({ about }: { about: AboutRecord }) {
  const { language, t } = useLanguage()
  if (about.kind === 'site') return <>{t('report:about.site')}</>
  const places = {
    commitment: '/commitments',
    offer: '/offers',
    organisation: '/organisations',
    country: '/countries',
    need: '/needs',
    delivery: '/deliveries',
  } as const
  const name = about.name ?? countryName({ iso2: about.ref, names: about.names ?? {} }, language.code)
  return (
    <Text
      k={`report:about.${about.kind}`}
      v={{
        name: (
          <LinkTo to={`${places[about.kind]}/${about.ref}`}>
            <Words of={name} />
          </LinkTo>
        ),
      }}
    />
  )
}
