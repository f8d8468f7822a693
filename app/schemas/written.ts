import { z } from 'zod'

/**
 * Text as the reader wrote it: line ends as one character, as a browser counts them against `maxlength`; without the
 * character 0, which no database text can hold.
 */
export const written = (max: number) =>
  z
    .string()
    .overwrite(text => text.replace(/\r\n?/g, '\n').replaceAll('\u0000', ''))
    .trim()
    .max(max)

/** A text that may be left out; null where it was. */
export const optionalText = (max: number) => written(max).transform(text => text || null)

/** Text in one line: whatever else ends a line or cannot be seen becomes a space. */
export const writtenLine = (max: number) =>
  z
    .string()
    .overwrite(text => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim())
    .max(max)

export const optionalLine = (max: number) => writtenLine(max).transform(text => text || null)
