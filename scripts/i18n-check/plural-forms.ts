/** The forms that i18next may append to a key. */
const suffix = /^(.+)_(zero|one|two|few|many|other)$/

/** Stem and category of a key that is one form of a plural; null for any other key. */
export type PluralForm = { stem: string; category: string } | null

/** A key is a form of a plural where the source language has both `_one` and `_other` of its stem. */
export function pluralFormOf(key: string, sourceKeys: ReadonlySet<string>): PluralForm {
  const [, stem = '', category = ''] = suffix.exec(key) ?? []
  if (stem === '') return null
  return sourceKeys.has(`${stem}_one`) && sourceKeys.has(`${stem}_other`) ? { stem, category } : null
}

/** The categories that a language needs (CLDR, cardinal). */
export function categoriesOf(format: string): string[] {
  return new Intl.PluralRules(format).resolvedOptions().pluralCategories
}
