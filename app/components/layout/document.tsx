import { Meta, useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { LanguageContext, languageKit } from '#app/i18n/language-kit.ts'
import { type Language, offeredLanguages } from '#app/i18n/languages.ts'
import styles from '#app/styles/imarika.css?inline'
import { WaitingForm } from '../acts/waiting-form.tsx'
import { SymbolScope, SymbolSheet } from '../ui/symbols.tsx'
import { useNonce } from './nonce.ts'
import { SiteFooter } from './site-footer.tsx'
import { SiteHeader } from './site-header.tsx'

/** The whole document around a page, also around an error. */
export function Document({
  language,
  publicUrl,
  isSignedIn,
  waiting,
  tasks,
  children,
}: {
  language: Language
  publicUrl: string
  isSignedIn: boolean
  /** The act key of a form that its writer has yet to send. */
  waiting: string | null
  /** How many things wait for the reader. */
  tasks: number
  children: ReactNode
}) {
  const kit = languageKit(language)
  const nonce = useNonce()
  const { pathname, search } = useLocation()
  const rest = pathname.replace(/^\/[^/]*/, '') + search
  return (
    <html lang={language.code} dir={language.dir}>
      <head>
        <meta charSet="utf-8" />
        <Meta />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="theme-color" content="#04352b" />
        <style nonce={nonce} dangerouslySetInnerHTML={{ __html: styles }} />
        {offeredLanguages.map(({ code }) => (
          <link key={code} rel="alternate" hrefLang={code} href={`${publicUrl}/${code}${rest}`} />
        ))}
        <link rel="alternate" hrefLang="x-default" href={`${publicUrl}/${offeredLanguages[0]?.code}${rest}`} />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <script nonce={nonce} src="/register.js" defer />
      </head>
      <body>
        <LanguageContext.Provider value={kit}>
          <SymbolScope>
            <a className="skip btn" href="#main">
              {kit.t('common:skip')}
            </a>
            <SiteHeader rest={rest} isSignedIn={isSignedIn} tasks={tasks} />
            {waiting === null || pathname.endsWith(`/continue/${waiting}`) ? null : <WaitingForm actKey={waiting} />}
            <main id="main">{children}</main>
            <SiteFooter />
            <SymbolSheet />
          </SymbolScope>
        </LanguageContext.Provider>
      </body>
    </html>
  )
}
