import type { ReactNode } from 'react'

/** The usual column of a page. */
export function Page({ children }: { children: ReactNode }) {
  return <div className="wrap">{children}</div>
}
