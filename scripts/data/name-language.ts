/** Words that begin or end the name of a school in one language; a name without any has no known language. */
const signs: [RegExp, string][] = [
  [/\b(Universidade|Faculdades?|Escola|Centro Universitário)\b/i, 'pt'],
  [/\b(Universidad|Instituto|Escuela|Facultad|Colegio|Fundación|Corporación)\b/i, 'es'],
  [/(\b(Université|Institut Supérieur)\b|École|Ecole|Haute Étude|\bInstitut (des?|du|d'|National (des?|d')))/i, 'fr'],
  [/\b(Universitas|Institut Teknologi|Politeknik|Sekolah Tinggi)\b/i, 'id'],
  [/\b(Üniversitesi)\b/i, 'tr'],
  [/\b(University|College|Institute|School|Academy|Polytechnic|Seminary)\b/i, 'en'],
]

/**
 * The language of an institution's name by the word for "university" in it, so that a voice reads it rightly; `und`
 * where the name carries no such word. The list of institutions does not state it.
 */
export function nameLanguage(name: string): string {
  return signs.find(([sign]) => sign.test(name))?.[1] ?? 'und'
}
