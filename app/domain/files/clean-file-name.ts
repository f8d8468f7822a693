import { type FileKind, fileKinds } from './file-kind.ts'

/** Longest name that is kept, in characters, its ending included. */
const mostCharacters = 120

/** Names that Windows keeps for devices, whatever their ending. */
const devices = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i

/**
 * A name as it may be shown and saved anywhere: without folders, without characters that control or turn around what
 * is read (bidi overrides and isolates, zero-width marks, line ends), without those that a file system or a header
 * takes amiss, not hidden, not a device, in one form (NFC), at most 120 characters. Joiners inside a word stay, which
 * several scripts need.
 */
export function cleanFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .normalize('NFC')
    .replace(/\p{Surrogate}/gu, '')
    .replace(/(?<!\p{L}|\p{M})[\u200c\u200d]|[\u200c\u200d](?!\p{L})/gu, '')
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*;%]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const { stem, ending } = splitName(plain)
  const safe = devices.test((stem.split('.')[0] ?? '').trim()) ? `_${stem}` : stem
  const room = mostCharacters - (ending === '' ? 0 : [...ending].length + 1)
  const cut = [...safe]
    .slice(0, room)
    .join('')
    .replace(/[. ]+$/, '')
  const whole = cut === '' ? 'file' : cut
  return ending === '' ? whole : `${whole}.${ending}`
}

/** The last part behind a dot, where it looks like an ending; letters as they are. */
export function splitName(name: string): { stem: string; ending: string } {
  const found = /^(.*)\.([A-Za-z0-9]{1,10})$/su.exec(name)
  return found ? { stem: found[1] ?? '', ending: found[2] ?? '' } : { stem: name, ending: '' }
}

/** The name with an ending of its kind: an own one stays, a missing one is added. Null where it has one of another kind. */
export function nameForKind(name: string, kind: FileKind): string | null {
  const { ending } = splitName(name)
  const endings: readonly string[] = fileKinds[kind]
  if (ending === '') return `${name}.${endings[0]}`
  return endings.includes(ending.toLowerCase()) ? name : null
}
