/** Texts and what they are searched as: by the domain and by the database alike. */
export const searchTextCases: [string, string][] = [
  ["Université d'Antananarivo", 'universite d antananarivo'],
  ['Đại học Đà Nẵng', 'dai hoc da nang'],
  ['İSTANBUL Ünıversıtesi', 'istanbul universitesi'],
  ['جَامِعَةُ القَاهِرَةِ', 'جامعه القاهره'],
  ['أكاديمية إفريقيا', 'اكاديميه افريقيا'],
  ['हिन्दी विश्वविद्यालय', 'हिन्दी विश्वविद्यालय'],
  ['清华大学', '清华大学'],
  ['unilag.edu.ng', 'unilag edu ng'],
  ['Straße ﬁne ＡＢＣ', 'strasse fine abc'],
  ['  Føroya—«Œuvre»  ', 'foroya oeuvre'],
  ['', ''],
  ['...', ''],
]
