import { useLanguage } from '#app/i18n/language-kit.ts'
import { LinkTo } from '../ui/link-to.tsx'

/** Where coordinators and verifiers find their work. */
export function PlatformWork({ roles }: { roles: readonly string[] }) {
  const { t } = useLanguage()
  const isCoordinator = roles.includes('coordinator')
  const isVerifier = roles.includes('verifier')
  if (!isCoordinator && !isVerifier) return null
  return (
    <>
      <h2>{t('people:platform')}</h2>
      <ul>
        {isCoordinator ? (
          <>
            <li>
              <LinkTo to="/overview">{t('people:to-overview')}</LinkTo>
            </li>
            <li>
              <LinkTo to="/claims">{t('people:claims.title')}</LinkTo>
            </li>
          </>
        ) : null}
        {isVerifier ? (
          <>
            <li>
              <LinkTo to="/verifications">{t('people:to-verifications')}</LinkTo>
            </li>
            <li>
              <LinkTo to="/organisations-to-check">{t('people:to-check.title')}</LinkTo>
            </li>
          </>
        ) : null}
      </ul>
    </>
  )
}
