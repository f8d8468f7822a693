import { useLocation } from '@remix-run/react'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { offeredLanguages } from '#app/i18n/languages.ts'
import { LinkTo } from '../ui/link-to.tsx'

const sections = [
  { path: '/commitments', key: 'common:nav.commitments' },
  { path: '/offers', key: 'common:nav.offers' },
  { path: '/needs', key: 'common:nav.needs' },
  { path: '/fits', key: 'common:nav.fits' },
  { path: '/organisations', key: 'common:nav.organisations' },
  { path: '/countries', key: 'common:nav.countries' },
] as const

type Props = {
  /** The address after the language. */
  rest: string
  isSignedIn: boolean
  /** How many things wait for the reader. */
  tasks: number
}

/** Languages, account, name, sections, and the band of the four steps. */
export function SiteHeader({ rest, isSignedIn, tasks }: Props) {
  const { language, t, format } = useLanguage()
  const n = format.number(tasks)
  return (
    <header className="top">
      <div className="wrap row">
        <nav aria-label={t('common:languages')}>
          <ul className="langs">
            {offeredLanguages.map(({ code, name, dir }) => (
              <li key={code}>
                <a
                  href={`/${code}${rest}`}
                  lang={code}
                  dir={dir}
                  hrefLang={code}
                  aria-current={code === language.code || undefined}
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <p className="langs">
          {isSignedIn ? (
            <>
              <LinkTo to="/today">
                {t('today:title')}
                {tasks > 0 ? (
                  <>
                    {' '}
                    <b className="count" aria-hidden="true">
                      {n}
                    </b>
                    <span className="vh">{t('today:heading', { count: tasks, n })}</span>
                  </>
                ) : null}
              </LinkTo>
              <LinkTo to="/settings">{t('common:nav.account')}</LinkTo>
            </>
          ) : (
            <LinkTo to="/sign-in">{t('common:nav.sign-in')}</LinkTo>
          )}
        </p>
      </div>
      <div className="wrap row">
        <LinkTo to="" className="brand">
          <svg className="m" width="30" height="24" viewBox="0 0 30 24" aria-hidden="true">
            <path fill="none" stroke="currentColor" strokeWidth="1.5" d="M.75 17.75h4.5v5.5H.75z" />
            <path d="M8 12h6v2H8zm0 4h6v2H8zm0 4h6v2H8z" />
            <path className="c" d="M16 6h6v18h-6z" />
            <path className="v" d="M24 0h6v24h-6z" />
          </svg>{' '}
          <bdi lang="sw" data-user>
            Imarika
          </bdi>
        </LinkTo>
        <nav className="wide" aria-label={t('common:sections')}>
          <SectionList />
        </nav>
        <details className="menu">
          <summary>{t('common:menu')}</summary>
          <nav aria-label={t('common:sections')}>
            <SectionList />
          </nav>
        </details>
      </div>
      <div className="band m" />
    </header>
  )
}

function SectionList() {
  const { language, t } = useLanguage()
  const { pathname } = useLocation()
  const here = pathname.slice(language.code.length + 1)
  return (
    <ul className="nav">
      {sections.map(({ path, key }) => (
        <li key={path}>
          <LinkTo to={path} aria-current={here === path ? 'page' : here.startsWith(`${path}/`) || undefined}>
            {t(key)}
          </LinkTo>
        </li>
      ))}
    </ul>
  )
}
