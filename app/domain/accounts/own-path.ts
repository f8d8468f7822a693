/**
 * The address within this site that somebody wanted before they were asked to sign in; null for anything else. An
 * address of somebody's choice must not decide where the site leads, so only a plain path is taken: one slash first,
 * no backslash, no control character, no dot segment that would make another path of it.
 */
export function ownPath(text: string | null): string | null {
  if (text === null || text.length > 1000 || !/^\/[a-zA-Z][!-[\]-~]*$/.test(text)) return null
  const origin = 'https://here.invalid'
  if (!URL.canParse(text, origin)) return null
  const url = new URL(text, origin)
  const written = url.pathname + url.search + url.hash
  return url.origin === origin && written === text && !written.includes('//') ? written : null
}

/** Whether an address leads to a form that was kept until its writer has signed in. */
export const isToKeptForm = (path: string | null): boolean => /^\/[a-z-]+\/continue\/[0-9a-f-]{36}$/i.test(path ?? '')
