import { z } from 'zod'
import type { SourceText } from '#app/domain/commitments/commitment.ts'
import { textParam } from './read-query.ts'
import { optionalText, written } from './written.ts'

/** The form that anybody may send about a record or about the site. */
export const errorReportSchema = z.object({
  text: written(4000).min(1),
  correction: optionalText(1000),
  contact: optionalText(200),
})

/** One per form that was handed out, so that sending twice has one effect. */
export const actKeySchema = z.uuid()

export const reportedKinds = ['commitment', 'offer', 'organisation', 'country', 'need', 'delivery', 'site'] as const

export type About = { kind: (typeof reportedKinds)[number]; ref: string }

/** The same as a page names it: by its name, a country by its names in several languages, the site by neither. */
export type AboutRecord = About & { name: SourceText | null; names: Record<string, string> | null }

/** What a report is about, from an address: `offer:O05`. Anything that is no such name is the site. */
export function readAbout(text: string | null): About {
  const [, kind, ref = ''] =
    /^(commitment|offer|organisation|country|need|delivery):([A-Za-z0-9-]{1,200})$/.exec(text ?? '') ?? []
  return kind === undefined ? { kind: 'site', ref: '' } : { kind: kind as About['kind'], ref }
}

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * A receipt's code as somebody read or typed it: small letters, spaces and dashes, O for 0, I and L for 1 are meant.
 * Null where it is no code, or where its last symbol, the check, does not fit the nine before it.
 */
export function readReceiptCode(text: string): string | null {
  const code = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return code.length === 10 && [...code].every(symbol => symbols.includes(symbol)) && luhn(code) % 32 === 0
    ? code
    : null
}

/** The Luhn sum with 32 symbols; a code with its check symbol comes to a multiple of 32. */
function luhn(code: string): number {
  return [...code].reverse().reduce((sum, symbol, index) => {
    const addend = symbols.indexOf(symbol) * (index % 2 === 0 ? 1 : 2)
    return sum + Math.floor(addend / 32) + (addend % 32)
  }, 0)
}

/** The code of a receipt as it was typed into the form that finds one. */
export const receiptQuerySchema = z.object({ code: textParam })
