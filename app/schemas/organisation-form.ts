import { z } from 'zod'
import { formLanguage } from './account-fields.ts'
import { optionalLine, optionalText, writtenLine } from './written.ts'

export const organisationKinds = [
  'university',
  'university_network',
  'research_institute',
  'government',
  'local_government',
  'intergovernmental',
  'multilateral',
  'foundation',
  'civil_society',
  'company',
] as const

/** The form with which a person founds an organisation. */
export const organisationSchema = z.object({
  name: writtenLine(150).min(2),
  lang: formLanguage,
  kind: z.enum(organisationKinds),
  country: z.string().regex(/^[A-Z]{2}$/),
  homepage: optionalLine(300).refine(address => address === null || /^https?:\/\/\S{3,}$/.test(address)),
  /** How a verifier can check whoever registers it. */
  statement: optionalText(2000).refine(text => text === null || text.length >= 3),
})
