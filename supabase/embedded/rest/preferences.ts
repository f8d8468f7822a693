import { UnsupportedError } from '../unsupported.ts'
import { RestError } from './rest-error.ts'

/** What the headers of a request ask for. */
export type Preferences = {
  isSingle: boolean
  isCounted: boolean
  /** Whether the rows written are wanted back. */
  isReturned: boolean
  /** What becomes of a row that is there already. */
  resolution: 'merge' | 'ignore' | null
  /** Whether a key that a row does not have means the column's default rather than null. */
  isDefaulted: boolean
}

const JSON_TYPES: ReadonlySet<string> = new Set([
  '*/*',
  'application/*',
  'application/json',
  'application/vnd.pgrst.array+json',
])
const KNOWN_PREFER =
  /^(?:return=(?:representation|minimal|headers-only)|resolution=(?:merge|ignore)-duplicates|missing=(?:default|null)|tx=(?:commit|rollback)|handling=(?:strict|lenient)|count=(?:exact|planned|estimated)|timezone=.+)$/

export function readPreferences(headers: Headers): Preferences {
  const prefer = (headers.get('prefer') ?? '').split(',').flatMap(part => (part.trim() === '' ? [] : [part.trim()]))
  if (prefer.includes('count=planned') || prefer.includes('count=estimated')) throw new UnsupportedError('countKind')
  if (prefer.includes('params=single-object')) throw new UnsupportedError('singleObject')
  if (prefer.some(part => part.startsWith('max-affected='))) throw new UnsupportedError('maxAffected')
  const invalid = prefer.filter(part => !KNOWN_PREFER.test(part))
  if (prefer.includes('handling=strict') && invalid.length > 0) {
    const details = `Invalid preferences: ${invalid.join(', ')}`
    throw new RestError(400, { code: 'PGRST122', message: 'Invalid preferences given with handling=strict', details })
  }
  return {
    isSingle: readAccept(headers.get('accept') ?? '*/*'),
    isCounted: prefer.includes('count=exact'),
    isReturned: prefer.includes('return=representation'),
    resolution: prefer.includes('resolution=merge-duplicates')
      ? 'merge'
      : prefer.includes('resolution=ignore-duplicates')
        ? 'ignore'
        : null,
    isDefaulted: prefer.includes('missing=default'),
  }
}

/** Whether one object is wanted instead of a list. The first type that can be given decides. */
function readAccept(accept: string): boolean {
  for (const range of accept.split(',')) {
    const [type = '', ...parameters] = range.trim().toLowerCase().split(';')
    if (parameters.some(parameter => parameter.trim() === 'nulls=stripped')) throw new UnsupportedError('stripped')
    if (type === 'application/vnd.pgrst.object+json' || type === 'application/vnd.pgrst.object') return true
    if (JSON_TYPES.has(type)) return false
    if (type === 'text/csv') throw new UnsupportedError('csv')
    if (type.startsWith('application/vnd.pgrst.plan')) throw new UnsupportedError('plan')
  }
  throw new RestError(406, { code: 'PGRST107', message: `None of these media types are available: ${accept}` })
}

/** Only the exposed schema may be named. */
export function requireExposedSchema(headers: Headers, isRead: boolean, exposed: string): void {
  const profile = headers.get(isRead ? 'accept-profile' : 'content-profile') ?? exposed
  if (profile === exposed) return
  throw new RestError(406, {
    code: 'PGRST106',
    message: `Invalid schema: ${profile}`,
    hint: `Only the following schemas are exposed: ${exposed}`,
  })
}
