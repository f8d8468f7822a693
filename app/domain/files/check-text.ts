import type { FileRefusal } from './file-kind.ts'

/** Control characters that no text needs; tab and line ends are fine. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/

/** What makes a program of a text, or a page: at its very start, or anywhere. */
const startsActive = /^\ufeff?\s*(?:#!|<[!?a-z]|%!|%PDF-|\{\\rtf|MZ|From: |MIME-Version:|Content-Type:)/i
const activeAnywhere = /<(?:script|html|svg|iframe|object|embed|body|\?php)\b/i

/** A cell that a spreadsheet would run: = and @ always, + and - before anything but a number. */
const formula = /(?:^|[\n\r,;\t])[ \t]*"?[ \t]*(?:[=@]|[+-](?![\d\s.,]))/

/** Whether a text is nothing but text: UTF-8, no controls, no markup that a browser or shell would act upon. */
export function checkText(bytes: Uint8Array, kind: 'text/plain' | 'text/csv'): FileRefusal | null {
  if (bytes.includes(0)) return 'type_not_allowed'
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return 'not_utf8'
  }
  if (control.test(text)) return 'type_not_allowed'
  if (startsActive.test(text) || activeAnywhere.test(text)) return 'active'
  return kind === 'text/csv' && formula.test(text.replace(/^\ufeff/, '')) ? 'formula' : null
}
