import type { FileRefusal } from './file-kind.ts'

/** Control characters that no text needs; tab and line ends are fine. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/

/** What makes a program of a text, or a page: at its very start, or anywhere. */
const startsActive = /^\ufeff?\s*(?:#!|<[!?a-z]|%!|%PDF-|\{\\rtf|MZ|From: |MIME-Version:|Content-Type:)/i
const activeAnywhere = /<(?:script|html|svg|iframe|object|embed|body|\?php)\b/i

const separators = new Set(['\n', '\r', ',', ';', '\t'])

/**
 * Whether a spreadsheet would run a cell: = and @ at its beginning always, + and - before anything but a number. Spaces
 * and quotation marks before them do not help. Whatever the separator of the table is, all of them count.
 */
function hasFormula(text: string): boolean {
  let isBeginning = true
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (separators.has(character)) isBeginning = true
    else if (isBeginning && character !== ' ' && character !== '"' && character !== '\ufeff') {
      if (character === '=' || character === '@') return true
      if ((character === '+' || character === '-') && !/[\d\s.,]/.test(text[at + 1] ?? ' ')) return true
      isBeginning = false
    }
  }
  return false
}

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
  return kind === 'text/csv' && hasFormula(text) ? 'formula' : null
}
