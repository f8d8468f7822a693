/** Letters that have no decomposition in Unicode and that people type without their stroke or ligature. */
const plain: Record<string, string> = {
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ə: 'e',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ى: 'ي',
  ة: 'ه',
}

/** Accents, Arabic vowel marks and the Arabic stretching sign; vowel signs of other scripts carry meaning and stay. */
const marks = /[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]/g

/** Signs between words, by ranges, so that the database can say the same whatever its locale. */
const separators =
  /[\t-\r\u0020-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02b0-\u02ff\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u2000-\u206f\u2e00-\u2e7f\u3000-\u303f]+/g

/**
 * Text as it is searched: lower case, without accents and vowel marks, ligatures and wide forms resolved, and every
 * run of other signs one space. "Université d'Antananarivo" is "universite d antananarivo". The database fills its
 * search columns by the same rule (`private.search_text`); a test holds the two together.
 */
export function searchText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(marks, '')
    .replace(/[đðøłıħŧəßæœþىة]/g, letter => plain[letter] ?? letter)
    .replace(separators, ' ')
    .trim()
}

/** The words of a search, each at most once. */
export function searchWords(text: string): string[] {
  return [
    ...new Set(
      searchText(text)
        .split(' ')
        .filter(word => word !== ''),
    ),
  ]
}

/** True when every word of the search begins a word of the text; an empty search finds everything. */
export function isFound(query: string, text: string): boolean {
  const words = searchText(text).split(' ')
  return searchWords(query).every(wanted => words.some(word => word.startsWith(wanted)))
}
