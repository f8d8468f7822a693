import { useLanguage } from '#app/i18n/language-kit.ts'

/** The code of a receipt in groups that can be read over the phone; its last sign tells whether one was misheard. */
export function SpokenCode({ code }: { code: string }) {
  const { t } = useLanguage()
  return (
    <p className="note">
      {t('applications:code')}{' '}
      <b className="big nob">
        <GroupedCode code={code} />
      </b>
      <span className="hint">{t('applications:code-why')}</span>
    </p>
  )
}

/** The same in the middle of other words. */
export function GroupedCode({ code }: { code: string }) {
  return (
    <bdi lang="en" dir="ltr" data-user className="nob">
      {[code.slice(0, 3), code.slice(3, 6), code.slice(6)].join(' ')}
    </bdi>
  )
}
