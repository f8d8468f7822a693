import type { ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'

/** What was just done, at the top of the page it led to. */
export function Done({ children }: { children: ReactNode }) {
  return (
    <p className="saved" role="status">
      <Icon name="ok" />
      <span>{children}</span>
    </p>
  )
}
