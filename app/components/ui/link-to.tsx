import type { ReactNode } from 'react'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = {
  to: string
  children: ReactNode
  className?: string
  'aria-label'?: string
  'aria-current'?: 'page' | true
}

/** A link inside the site: keeps the reader's language. `to` starts after it: `/offers/O05`. */
export function LinkTo({ to, children, ...rest }: Props) {
  const { language } = useLanguage()
  return (
    <a href={`/${language.code}${to}`} {...rest}>
      {children}
    </a>
  )
}

/** A link to somebody else's page. */
export function OutLink({ href, children, className }: { href: string; children: ReactNode; className?: string }) {
  return (
    <a href={href} rel="noreferrer external" className={className}>
      {children}
    </a>
  )
}
