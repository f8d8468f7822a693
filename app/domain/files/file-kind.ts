/**
 * The types of files that are taken, with the endings their names may have, the usual one first. Short on purpose:
 * what can be looked through, and what everybody can make. Whoever writes in an office suite sends a PDF.
 */
export const fileKinds = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'text/plain': ['txt'],
  'text/csv': ['csv'],
} as const satisfies Record<string, readonly string[]>

export type FileKind = keyof typeof fileKinds

/** Bytes of the largest file that is taken. */
export const mostFileBytes = 10 * 1024 * 1024

/** The most pixels an image may have, read from its header: whoever opens it needs four bytes for each. */
export const mostPixels = 50_000_000

/** Why a file is not taken. */
export type FileRefusal =
  | 'empty'
  | 'too_large'
  | 'type_not_allowed'
  | 'name_differs'
  | 'damaged'
  | 'image_too_large'
  | 'active'
  | 'locked'
  | 'malware'
  | 'not_utf8'
  | 'formula'

export const fileRefusals: readonly FileRefusal[] = [
  'empty',
  'too_large',
  'type_not_allowed',
  'name_differs',
  'damaged',
  'image_too_large',
  'active',
  'locked',
  'malware',
  'not_utf8',
  'formula',
]
