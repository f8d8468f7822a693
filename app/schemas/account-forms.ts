import { z } from 'zod'
import { displayName, formLanguage, givenPassword, mailAddress, newPassword, sixDigits } from './account-fields.ts'

/** One schema a form of the account pages; their fields are what a page may say is wrong. */
export const signUpSchema = z.object({ name: displayName, mail: mailAddress })

export const signInSchema = z.object({ mail: mailAddress, given: givenPassword })

export const askMailSchema = z.object({ mail: mailAddress })

export const mailCodeSchema = z.object({ mail: mailAddress, code: sixDigits })

export const codeSchema = z.object({ code: sixDigits })

/** The password again, before what only its owner may do. */
export const givenSchema = z.object({ given: givenPassword })

export const newPasswordSchema = z.object({ password: newPassword })

export const changePasswordSchema = z.object({ given: givenPassword, password: newPassword })

export const changeMailSchema = z.object({ mail: mailAddress, given: givenPassword })

export const settingsSchema = z.object({ name: displayName, lang: formLanguage })

/** The fields of all of them, as problems name them. */
export type AccountField = 'name' | 'mail' | 'password' | 'given' | 'code' | 'lang'
