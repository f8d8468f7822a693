/** The invented bodies of the demonstration. Their names say that they are invented, in their own language. */
export const bodies = [
  {
    key: 'ministry',
    ref: 'demo-ministry-of-skills',
    name: 'Example Ministry of Skills',
    lang: 'en',
    kind: 'government',
    country: 'KE',
    state: 'verified',
  },
  {
    key: 'foundation',
    ref: 'demo-fondation',
    name: 'Fondation Exemple pour la recherche',
    lang: 'fr',
    kind: 'foundation',
    country: 'FR',
    state: 'verified',
  },
  {
    key: 'coast',
    ref: 'demo-coast-university',
    name: 'Example University of the Coast',
    lang: 'en',
    kind: 'university',
    country: 'NG',
    state: 'verified',
  },
  {
    key: 'island',
    ref: 'demo-universite-de-l-ile',
    name: 'Université Exemple de l’Île',
    lang: 'fr',
    kind: 'university',
    country: 'MG',
    state: 'verified',
  },
  {
    key: 'delta',
    ref: 'demo-delta-university',
    name: 'جامعة الدلتا النموذجية',
    lang: 'ar',
    kind: 'university',
    country: 'EG',
    state: 'verified',
  },
  {
    key: 'evaluators',
    ref: 'demo-evaluators',
    name: 'Example Institute of Evaluation',
    lang: 'en',
    kind: 'research_institute',
    country: 'GH',
    state: 'verified',
  },
  {
    key: 'auditors',
    ref: 'demo-auditeurs',
    name: 'Cabinet Exemple de vérification',
    lang: 'fr',
    kind: 'civil_society',
    country: 'SN',
    state: 'verified',
  },
  {
    key: 'highlands',
    ref: 'demo-highlands-college',
    name: 'Example College of the Highlands',
    lang: 'en',
    kind: 'university',
    country: 'ET',
    state: 'listed',
  },
] as const

export type BodyKey = (typeof bodies)[number]['key']

type Player = { part: string; name: string; lang: string } & (
  | { body: BodyKey; role: 'owner' | 'editor' }
  | { platform: 'coordinator' | 'verifier'; employer: BodyKey }
  | { isNew: true }
)

/** Who plays which part; each has an account. The newcomer acts for nobody yet, and has asked to. */
export const players = [
  { part: 'provider', name: 'Wanjiru Example', lang: 'en', body: 'ministry', role: 'owner' },
  { part: 'provider_fr', name: 'Camille Exemple', lang: 'fr', body: 'foundation', role: 'owner' },
  { part: 'institution', name: 'Ngozi Example', lang: 'en', body: 'coast', role: 'owner' },
  { part: 'institution_fr', name: 'Hery Exemple', lang: 'fr', body: 'island', role: 'owner' },
  { part: 'institution_ar', name: 'سلمى مثال', lang: 'ar', body: 'delta', role: 'owner' },
  { part: 'coordinator', name: 'Kofi Example', lang: 'en', platform: 'coordinator', employer: 'evaluators' },
  { part: 'verifier', name: 'Ama Example', lang: 'en', platform: 'verifier', employer: 'evaluators' },
  { part: 'verifier_fr', name: 'Moussa Exemple', lang: 'fr', platform: 'verifier', employer: 'auditors' },
  { part: 'newcomer', name: 'Lindiwe Example', lang: 'en', isNew: true },
] as const satisfies readonly Player[]

export type Part = (typeof players)[number]['part']

/** An address at a domain that never exists (RFC 2606): no mail can reach anybody. */
export const mailOf = (part: Part): string => `${part.replaceAll('_', '-')}@demonstration.example`
