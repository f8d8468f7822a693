import { useLanguage } from '#app/i18n/language-kit.ts'

/** The codes, this once, in a list that prints. */
export function CodeList({ codes }: { codes: string[] }) {
  const { t } = useLanguage()
  return (
    <>
      <p className="lead">{t('account:codes.once')}</p>
      <ol>
        {codes.map(code => (
          <li key={code}>
            <code>
              <bdi data-user lang="en" dir="ltr">
                {`${code.slice(0, 5)} ${code.slice(5)}`}
              </bdi>
            </code>
          </li>
        ))}
      </ol>
      <p>{t('account:codes.keep')}</p>
    </>
  )
}
