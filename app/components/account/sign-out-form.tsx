import { useLanguage } from '#app/i18n/language-kit.ts'

/** A change, so a form and no link: whatever follows links on its own signs nobody out. */
export function SignOutForm() {
  const { language, t } = useLanguage()
  return (
    <form method="post" action={`/${language.code}/sign-out`} className="acts">
      <button type="submit" className="btn quiet">
        {t('account:sign-out')}
      </button>
    </form>
  )
}
