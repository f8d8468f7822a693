import { Text } from '#app/components/ui/text.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { twinSamples } from './twin-samples.ts'

/** Every data address of the site, so that all of it can be taken along. */
export function OpenData() {
  const { language, t } = useLanguage()
  return (
    <>
      <p>{t('about:open-data-lead')}</p>
      <ul className="rows tight">
        {twinSamples.map(({ what, path, formats }) => (
          <li key={what}>
            {t(`about:twin.${what}`)}{' '}
            {formats.map((format, index) => (
              <span key={format}>
                {index > 0 ? ' · ' : ''}
                <a
                  href={`/${language.code}${path.replace('?', `.${format}?`)}${path.includes('?') ? '' : `.${format}`}`}
                >
                  <bdi lang="en" dir="ltr" data-user>
                    {format.toUpperCase()}
                  </bdi>
                </a>
              </span>
            ))}
          </li>
        ))}
      </ul>
      <p className="small dim">
        <Text
          k="about:open-data-how"
          v={Object.fromEntries(
            Object.entries({ csv: '.csv', json: '.json', iso: 'ISO 8601' }).map(([name, text]) => [
              name,
              <bdi key={name} lang="en" dir="ltr" data-user>
                {text}
              </bdi>,
            ]),
          )}
        />
      </p>
    </>
  )
}
