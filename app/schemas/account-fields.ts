import { z } from 'zod'

/** As long as a mail address may be (RFC 5321, path without its brackets). */
const longestAddress = 254

/** A mail address as the account service knows it: in small letters. That it exists, only a mail can tell. */
export const mailAddress = z
  .string()
  .overwrite(text =>
    text
      .replace(/[\p{Cf}\p{Cc}]/gu, '')
      .trim()
      .toLowerCase(),
  )
  .min(1)
  .max(longestAddress)
  .regex(/^$|^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\.]{2,}$/)

export const displayName = z
  .string()
  .overwrite(text => text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').trim())
  .min(1)
  .max(100)

/** The same characters may be typed in several ways; NFC makes them one (NIST SP 800-63B-4, 3.1.1.2). */
const sameCharacters = (text: string) => text.normalize('NFC')

/** A password that is chosen: 15 characters where it is the only factor (same place), spaces and every script allowed. */
export const newPassword = z.string().overwrite(sameCharacters).min(15).max(128)

/** A password that is given: whatever was once chosen, however long the rules were then. */
export const givenPassword = z.string().overwrite(sameCharacters).min(1).max(1000)

/** A code of six digits, from a mail or an authenticator app. */
export const sixDigits = z.string().min(1).max(40)

export const formLanguage = z.string().regex(/^[a-zA-Z0-9-]{2,35}$/)
