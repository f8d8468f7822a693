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
      <p className="small dim">{t('about:open-data-how')}</p>
    </>
  )
}
