import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { ShapeName } from './symbols.tsx'

export type Tone = 'good' | 'warn' | 'bad' | 'none'

/** Word, shape and colour together; colour is never the only sign. */
export function Tag({ tone, shape, children }: { tone: Tone; shape: ShapeName; children: ReactNode }) {
  return (
    <span className={tone === 'good' ? 'tag' : `tag ${tone}`}>
      <Icon name={shape} />
      {children}
    </span>
  )
}
