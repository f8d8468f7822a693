import { useLocation } from '@remix-run/react'
import { Fragment } from 'react'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { LinkTo } from '../ui/link-to.tsx'
import { DemonstrationNote } from './demonstration-tag.tsx'

type State = { isThere: boolean; isShown: boolean }

/** The last line of a page of records: to the invented ones and back; nothing where there are none. */
export function DemonstrationSwitch({ isThere, isShown }: State) {
  const { t } = useLanguage()
  const { pathname } = useLocation()
  if (!isThere) return null
  return (
    <p className="small">
      {isShown ? (
        <a href={pathname}>{t('common:demonstration.hide')}</a>
      ) : (
        <a href={`${pathname}?demonstration=shown`}>{t('common:demonstration.show')}</a>
      )}
    </p>
  )
}

/** The same where a page has no invented records of its own: to the first list of them. */
export function DemonstrationLink({ isThere }: { isThere: boolean }) {
  const { t } = useLanguage()
  if (!isThere) return null
  return (
    <p className="small">
      <LinkTo to="/commitments?demonstration=shown">{t('common:demonstration.show')}</LinkTo>
    </p>
  )
}

/** On the pages that explain: what the demonstration is, and the way to it. */
export function DemonstrationWhat({ isThere }: { isThere: boolean }) {
  const { t } = useLanguage()
  if (!isThere) return null
  return (
    <p>
      {t('common:demonstration.what')}{' '}
      <LinkTo to="/commitments?demonstration=shown">{t('common:demonstration.show')}</LinkTo>
    </p>
  )
}

const lists = [
  { path: '/commitments', key: 'common:nav.commitments' },
  { path: '/offers', key: 'common:nav.offers' },
  { path: '/needs', key: 'common:nav.needs' },
  { path: '/organisations', key: 'common:nav.organisations' },
] as const

/** Above a list of invented records: what they are, the way to the other lists of them, and back to what is real. */
export function DemonstrationShown() {
  const { language, t } = useLanguage()
  const { pathname } = useLocation()
  return (
    <>
      <DemonstrationNote>
        {t('common:demonstration.shown')} <a href={pathname}>{t('common:demonstration.hide')}</a>
      </DemonstrationNote>
      <p>
        {lists.map(({ path, key }, index) => (
          <Fragment key={path}>
            {index > 0 ? ' · ' : ''}
            <LinkTo
              to={`${path}?demonstration=shown`}
              aria-current={pathname === `/${language.code}${path}` ? 'page' : undefined}
            >
              {t(key)}
            </LinkTo>
          </Fragment>
        ))}
      </p>
    </>
  )
}
