import { createContext, type ReactNode, useContext, useMemo } from 'react'

/** The shapes of the visual language; a page carries only those it used. `s0`–`s4`: steps reached, `sx`: disputed. */
export const shapes = {
  ok: '<path fill-rule="evenodd" d="M10 1a9 9 0 1 1 0 18a9 9 0 0 1 0-18zM8.7 14.4l6.3-7-1.6-1.4-4.8 5.3-2.1-2-1.4 1.5z"/>',
  ask: '<path fill-rule="evenodd" d="M10 1a9 9 0 1 0 0 18a9 9 0 1 0 0-18zm0 2.2v13.6a6.8 6.8 0 1 1 0-13.6z"/>',
  no: '<path fill-rule="evenodd" d="M2 2h16v16H2zM6.5 5.1 5.1 6.5 8.6 10l-3.5 3.5 1.4 1.4 3.5-3.5 3.5 3.5 1.4-1.4-3.5-3.5 3.5-3.5-1.4-1.4L10 8.6z"/>',
  late: '<path fill-rule="evenodd" d="M10 1.5 19.5 18.5H.5zM9 7.5v5.5h2V7.5zm0 6.8v2.2h2v-2.2z"/>',
  over: '<path fill-rule="evenodd" d="M10 .3 19.7 10 10 19.7.3 10zM9 5v6.4h2V5zm0 7.8V15h2v-2.2z"/>',
  clock:
    '<path fill-rule="evenodd" d="M10 1a9 9 0 1 0 0 18a9 9 0 1 0 0-18zm0 2.2a6.8 6.8 0 1 1 0 13.6a6.8 6.8 0 1 1 0-13.6zM9 5v5.7l3.9 2.4 1-1.7-2.9-1.8V5z"/>',
  say: '<path d="M1 2h18v12H9.5L5 18.5V14H1z"/>',
  open: '<path fill-rule="evenodd" d="M10 1a9 9 0 1 0 0 18a9 9 0 1 0 0-18zm0 2.2a6.8 6.8 0 1 1 0 13.6a6.8 6.8 0 1 1 0-13.6z"/>',
  seal: '<path fill-rule="evenodd" d="M3 1h14v18l-7-4-7 4zM6 5v2h8V5zm0 4v2h8V9z"/>',
  s0: '<path d="M0.6 12.6h2.8v2.8h-2.8zM6.6 8.6h2.8v6.8h-2.8zM12.6 4.6h2.8v10.8h-2.8zM18.6 0.6h2.8v14.8h-2.8z" fill="none" stroke="currentColor" stroke-width="1.2"/>',
  s1: '<path d="M0 12h4v4h-4z"/><path d="M6.6 8.6h2.8v6.8h-2.8zM12.6 4.6h2.8v10.8h-2.8zM18.6 0.6h2.8v14.8h-2.8z" fill="none" stroke="currentColor" stroke-width="1.2"/>',
  s2: '<path d="M0 12h4v4h-4zM6 8h4v8h-4z"/><path d="M12.6 4.6h2.8v10.8h-2.8zM18.6 0.6h2.8v14.8h-2.8z" fill="none" stroke="currentColor" stroke-width="1.2"/>',
  s3: '<path d="M0 12h4v4h-4zM6 8h4v8h-4zM12 4h4v12h-4z"/><path d="M18.6 0.6h2.8v14.8h-2.8z" fill="none" stroke="currentColor" stroke-width="1.2"/>',
  s4: '<path d="M0 12h4v4h-4zM6 8h4v8h-4zM12 4h4v12h-4zM18 0h4v16h-4z"/>',
  sx: '<path d="M0.6 12.6h2.8v2.8h-2.8zM6.6 8.6h2.8v6.8h-2.8zM12.6 4.6h2.8v10.8h-2.8zM18.6 0.6h2.8v14.8h-2.8z" fill="none" stroke="currentColor" stroke-width="1.2"/><path d="M1 1 21 15" stroke="currentColor" stroke-width="2.6"/>',
  h: '<rect class="v" width="2.6" height="6"/>',
} as const

export type ShapeName = keyof typeof shapes

const UsedShapes = createContext(new Set<ShapeName>())

/** Around the whole page: remembers which shapes it drew. */
export function SymbolScope({ children }: { children: ReactNode }) {
  const used = useMemo(() => new Set<ShapeName>(), [])
  return <UsedShapes.Provider value={used}>{children}</UsedShapes.Provider>
}

/** Says that this page draws the shape, and gives the address to draw it by. */
export function useShape(name: ShapeName): string {
  useContext(UsedShapes).add(name)
  return `#${name}`
}

/** Last in the page, when all shapes that it uses are known. */
export function SymbolSheet() {
  const used = useContext(UsedShapes)
  const markup = [...used].sort().map(symbolMarkup).join('')
  return (
    <svg
      width="0"
      height="0"
      aria-hidden="true"
      focusable="false"
      className="vh"
      dangerouslySetInnerHTML={{ __html: markup }}
    />
  )
}

function symbolMarkup(name: ShapeName): string {
  if (name === 'h') {
    return `<pattern id="h" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">${shapes.h}</pattern>`
  }
  const box = name.length === 2 && name.startsWith('s') ? '0 0 22 16' : '0 0 20 20'
  return `<symbol id="${name}" viewBox="${box}">${shapes[name]}</symbol>`
}
