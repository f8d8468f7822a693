import { Tag } from '#app/components/ui/tag.tsx'
import { Text } from '#app/components/ui/text.tsx'
import type { Browser, System } from '#app/domain/accounts/device-of.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Shown = { id: string; beganAt: string; lastUsedAt: string; browser: Browser; system: System; isThis: boolean }

const browsers: Partial<Record<Browser, string>> = {
  edge: 'Edge',
  opera: 'Opera',
  samsung: 'Samsung Internet',
  uc: 'UC Browser',
  firefox: 'Firefox',
  chrome: 'Chrome',
  safari: 'Safari',
}

const systems: Partial<Record<System, string>> = {
  android: 'Android',
  iphone: 'iPhone',
  ipad: 'iPad',
  windows: 'Windows',
  chromeos: 'ChromeOS',
  mac: 'Mac',
  linux: 'Linux',
}

/** Where somebody is signed in, each with the way to end it; this one is ended by signing out. */
export function SessionList({ sessions, actKey }: { sessions: Shown[]; actKey: string }) {
  const { t, format } = useLanguage()
  return (
    <>
      <ul className="rows">
        {sessions.map(session => (
          <li key={session.id}>
            <h2 className="flat" id={`device-${session.id}`}>
              <Device browser={session.browser} system={session.system} />
            </h2>
            {session.isThis ? (
              <p>
                <Tag tone="good" shape="ok">
                  {t('account:sessions.this')}
                </Tag>
              </p>
            ) : null}
            <p>{t('account:sessions.began', { at: format.moment(session.beganAt) })}</p>
            <p>{t('account:sessions.used', { at: format.moment(session.lastUsedAt) })}</p>
            {session.isThis ? null : (
              <form method="post" className="acts">
                <input type="hidden" name="act_key" value={actKey} />
                <button
                  type="submit"
                  name="which"
                  value={session.id}
                  className="btn quiet"
                  aria-describedby={`device-${session.id}`}
                >
                  {t('account:sessions.end')}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <form method="post" className="acts">
          <input type="hidden" name="act_key" value={actKey} />
          <button type="submit" name="which" value="others" className="btn">
            {t('account:sessions.end-others')}
          </button>
        </form>
      ) : null}
    </>
  )
}

function Device({ browser, system }: { browser: Browser; system: System }) {
  const named = (text: string | undefined) =>
    text && (
      <bdi data-user lang="en" dir="ltr">
        {text}
      </bdi>
    )
  const { t } = useLanguage()
  const [b, s] = [named(browsers[browser]), named(systems[system])]
  if (b && s) return <Text k="account:sessions.device" v={{ browser: b, system: s }} />
  return <>{b ?? s ?? t('account:sessions.unknown-device')}</>
}
