import { randomUUID } from 'node:crypto'
import type { SupabaseClient } from '@supabase/supabase-js'
import { type BodyKey, bodies, type Part } from './cast.ts'
import type { Player } from './player.ts'

export type Actors = Record<Part, Player>

type Context = { actors: Actors; idOf: (key: BodyKey) => string; day: (offset: number) => string }

/**
 * What happens in the demonstration, through commands alone: two providers promise and offer, three institutions ask,
 * one chain goes to the end, one is in dispute, and something waits for everybody. Returns the refs of its records.
 */
export async function tellStory(actors: Actors, service: SupabaseClient, today: Date): Promise<Record<string, string>> {
  const ids = await idsOf(service)
  const context: Context = {
    actors,
    idOf: key => ids.get(refOf(key)) ?? '',
    day: offset => new Date(today.getTime() + offset * 86_400_000).toISOString().slice(0, 10),
  }
  const promises = await promise(context)
  const offers = await offer(context, promises)
  const needs = await ask(context)
  const complete = await completeChain(context, offers.training, needs.need)
  const disputed = await disputedChain(context, offers.lab)
  const waiting = await waitingSteps(context, { ...offers, ...promises })
  const asked = await askToBeLookedAt(context)
  return { ...refsOf(bodies), ...promises, ...offers, ...needs, ...complete, ...disputed, ...waiting, ...asked }
}

const refOf = (key: BodyKey): string => bodies.find(body => body.key === key)?.ref ?? ''

const refsOf = (all: typeof bodies): Record<string, string> => Object.fromEntries(all.map(({ key, ref }) => [key, ref]))

async function idsOf(service: SupabaseClient): Promise<Map<string, string>> {
  const refs = bodies.map(({ ref }) => ref)
  const { data, error } = await service.from('organisations').select('id, ref').in('ref', refs)
  if (error) throw new Error(`The demonstration: its organisations cannot be read: ${error.message}`, { cause: error })
  return new Map(data.map(({ id, ref }) => [ref, id]))
}

async function promise({ actors, idOf, day }: Context) {
  const common = { sourceUrl: null, sourcePublisher: null, dueWords: null, regions: [], countries: [] as string[] }
  const training = await actors.provider.act('register_commitment', {
    ...common,
    organisation: idOf('ministry'),
    title: 'Train 200 people of partner universities in machine learning',
    lang: 'en',
    kind: 'training',
    subject: 'Machine learning for universities',
    topics: ['machine_learning'],
    measure: 'people_trained',
    target: 200,
    qualifier: 'at_least',
    targetWords: 'people',
    amountMinor: null,
    currency: null,
    announcedOn: day(-200),
    dueOn: day(500),
    milestones: [
      { on: day(120), value: 60 },
      { on: day(300), value: 140 },
    ],
    point: 12,
    pointReason: 'It trains people of developing countries.',
    regions: ['africa'],
    nextReportDueOn: day(90),
  })
  const labs = await actors.provider_fr.act('register_commitment', {
    ...common,
    organisation: idOf('foundation'),
    title: 'Ouvrir deux laboratoires communs avec des universités partenaires',
    lang: 'fr',
    kind: 'joint_lab',
    subject: 'Recherche commune',
    topics: ['machine_learning'],
    measure: 'labs_opened',
    target: 2,
    qualifier: 'exactly',
    targetWords: 'laboratoires',
    amountMinor: 50_000_000,
    currency: 'EUR',
    amountPer: 'year',
    announcedOn: day(-150),
    dueOn: day(700),
    point: 12,
    pointReason: 'Des laboratoires communs renforcent les capacités.',
    nextReportDueOn: day(20),
  })
  return { commitment: training.ref, commitment_labs: labs.ref }
}

async function offer({ actors, idOf, day }: Context, promises: { commitment: string; commitment_labs: string }) {
  const common = {
    capacity: null,
    capacityUnit: null,
    amountMinor: null,
    currency: null,
    opensOn: day(-100),
    applyBy: day(400),
    startsOn: null,
    endsOn: null,
    mode: 'online',
    cost: 'free',
    answerDays: 60,
    topics: ['machine_learning'],
  }
  const ministry = {
    ...common,
    organisation: idOf('ministry'),
    commitment: promises.commitment,
    lang: 'en',
    timeZone: 'Africa/Nairobi',
    languages: ['en'],
  }
  const foundation = {
    ...common,
    organisation: idOf('foundation'),
    commitment: promises.commitment_labs,
    lang: 'fr',
    timeZone: 'Europe/Paris',
    languages: ['fr'],
  }
  const training = await actors.provider.act('publish_offer', {
    ...ministry,
    title: 'Course in machine learning for lecturers',
    description:
      'Twelve weeks online, with a tutor for every ten people. Each takes home exercises for their own classes.',
    kind: 'training',
    form: 'course',
    subject: 'Machine learning',
    measure: 'people_trained',
    capacity: 30,
    capacityUnit: 'seats',
    rules: [
      { rule: 'place', countries: ['NG', 'MG', 'EG'], regions: [] },
      { rule: 'body', kinds: ['university', 'research_institute'] },
    ],
  })
  const shared = await actors.provider.act('publish_offer', {
    ...ministry,
    title: 'Open data set of field crops',
    description: 'Two million labelled pictures of field crops, free for teaching and research.',
    kind: 'shared_resource',
    form: 'data_set',
    subject: 'Agriculture',
    measure: 'resources_shared',
    capacity: 100,
    capacityUnit: 'licences',
    rules: [],
  })
  const lab = await actors.provider_fr.act('publish_offer', {
    ...foundation,
    title: 'Laboratoire commun sur les langues peu dotées',
    description: 'Un laboratoire commun pour trois ans, avec deux doctorants et une visite par an.',
    kind: 'joint_lab',
    form: 'lab',
    subject: 'Langues',
    measure: 'labs_opened',
    capacity: 2,
    capacityUnit: 'laboratoires',
    mode: 'blended',
    rules: [{ rule: 'body', kinds: ['university'] }],
  })
  const money = await actors.provider_fr.act('publish_offer', {
    ...foundation,
    title: 'Petites subventions pour du temps de calcul',
    description: 'Jusqu’à 20 000 euros par université pour louer du temps de calcul.',
    kind: 'infrastructure',
    form: 'money',
    subject: 'Calcul',
    measure: 'eur_disbursed',
    amountMinor: 10_000_000,
    currency: 'EUR',
    mode: null,
    cost: null,
    rules: [],
  })
  return { training: training.ref, shared: shared.ref, lab: lab.ref, money: money.ref }
}

async function ask({ actors, idOf, day }: Context) {
  const common = { mode: null, neededBy: day(300), tellsMatches: true }
  const need = await actors.institution.act('state_need', {
    ...common,
    organisation: idOf('coast'),
    title: 'Lecturers who can teach machine learning',
    description: 'Four of our thirty lecturers can teach machine learning. We want every department to have two.',
    lang: 'en',
    kind: 'training',
    topic: 'machine_learning',
    languages: ['en'],
    parts: [{ measure: 'people_trained', baseline: 4, target: 28, dueOn: day(300) }],
  })
  const french = await actors.institution_fr.act('state_need', {
    ...common,
    organisation: idOf('island'),
    title: 'Un laboratoire pour le malgache écrit',
    description: 'Nous cherchons un partenaire pour étudier le malgache écrit avec nos étudiants.',
    lang: 'fr',
    kind: 'joint_lab',
    topic: 'machine_learning',
    languages: ['fr'],
    parts: [{ measure: 'labs_opened', baseline: 0, target: 1, dueOn: null }],
  })
  const arabic = await actors.institution_ar.act('state_need', {
    ...common,
    organisation: idOf('delta'),
    title: 'تدريب أعضاء هيئة التدريس على تعلّم الآلة',
    description: 'نحتاج إلى تدريب عشرين من أعضاء هيئة التدريس قبل بدء العام الدراسي القادم.',
    lang: 'ar',
    kind: 'training',
    topic: 'machine_learning',
    languages: ['ar', 'en'],
    parts: [{ measure: 'people_trained', baseline: 0, target: 20, dueOn: day(250) }],
  })
  return { need: need.ref, need_fr: french.ref, need_ar: arabic.ref }
}

const nominees = (names: string[]) => names.map(name => ({ name, mail: null }))

async function completeChain({ actors, idOf, day }: Context, training: string, need: string) {
  const { institution, provider } = actors
  const application = await institution.act('submit_application', {
    offer: training,
    organisation: idOf('coast'),
    motivation:
      'Our departments of biology, economics and law each send two lecturers, who will teach in the next term.',
    lang: 'en',
    request: need,
    units: nominees(['Ada Example', 'Bola Example', 'Chike Example', 'Dele Example']),
    consentWords: 'I agree that my name is sent to the provider of this offer.',
    askedMinor: null,
  })
  const decided = await provider.act(
    'decide_application',
    {
      ref: application.ref,
      outcome: 'awarded',
      reasonCode: 'best_fit',
      reason: 'Four lecturers of three departments.',
      lang: 'en',
      quantity: 4,
      amountMinor: null,
    },
    application.version,
  )
  const award = String(decided.award)
  await institution.act('answer_award', { ref: award, answer: 'accepted', reason: null, lang: 'en' }, 1)
  const delivery = await provider.act('report_delivery', {
    award,
    commitment: null,
    receiver: null,
    measure: 'people_trained',
    quantity: 4,
    asOf: day(-2),
    periodFrom: day(-90),
    periodTo: day(-2),
    place: 'NG',
    note: 'All four passed the last test.',
    lang: 'en',
    evidenceUrl: 'https://example.org/list-of-participants',
  })
  const confirmed = await institution.act(
    'confirm_delivery',
    { ref: delivery.ref, outcome: 'wholly', quantity: null, note: null, lang: 'en' },
    delivery.version,
  )
  await verifyAsDrawn(actors, delivery.ref, confirmed.version)
  return { application: application.ref, award, delivery: delivery.ref }
}

/** Whichever of the two was drawn verifies; to the other one the task does not exist. */
async function verifyAsDrawn({ verifier, verifier_fr }: Actors, ref: string, version: number) {
  const input = {
    ref,
    outcome: 'verified',
    quantity: null,
    interest: 'none',
    looked: ['opened'],
    reason: 'The list names four people of the university, and two of them were called.',
    lang: 'en',
  }
  for (const player of [verifier, verifier_fr]) {
    const { data, error } = await player.db.rpc('cmd_verify_delivery', {
      act_key: randomUUID(),
      expected_version: version,
      input,
    })
    if (error) throw new Error(`The demonstration: verify_delivery: ${error.message}`, { cause: error })
    if (data.ok) return
  }
  throw new Error('The demonstration: no verifier was drawn.')
}

async function disputedChain({ actors, idOf, day }: Context, lab: string) {
  const { institution_fr, provider_fr } = actors
  const application = await institution_fr.act('submit_application', {
    offer: lab,
    organisation: idOf('island'),
    motivation: 'Notre département de langues travaille depuis dix ans sur le malgache écrit et cherche un partenaire.',
    lang: 'fr',
    request: null,
    units: [{}],
    consentWords: null,
    askedMinor: null,
  })
  const decided = await provider_fr.act(
    'decide_application',
    {
      ref: application.ref,
      outcome: 'awarded',
      reasonCode: 'meets_all',
      reason: null,
      lang: 'fr',
      quantity: 1,
      amountMinor: null,
    },
    application.version,
  )
  const award = String(decided.award)
  await institution_fr.act('answer_award', { ref: award, answer: 'accepted', reason: null, lang: 'fr' }, 1)
  const delivery = await provider_fr.act('report_delivery', {
    award,
    commitment: null,
    receiver: null,
    measure: 'labs_opened',
    quantity: 1,
    asOf: day(-10),
    periodFrom: null,
    periodTo: null,
    place: 'MG',
    note: 'Le laboratoire est ouvert.',
    lang: 'fr',
    evidenceUrl: 'https://example.org/laboratoire',
  })
  await institution_fr.act(
    'confirm_delivery',
    {
      ref: delivery.ref,
      outcome: 'not',
      quantity: null,
      note: 'La salle est prête, mais aucun appareil n’est arrivé et personne n’y travaille.',
      lang: 'fr',
    },
    delivery.version,
  )
  return { application_lab: application.ref, award_lab: award, delivery_disputed: delivery.ref }
}

/** Something that waits for everybody: an application to decide, an award to answer, a delivery to confirm, one to verify. */
async function waitingSteps(
  { actors, idOf, day }: Context,
  records: { training: string; money: string; commitment: string },
) {
  const waiting = await actors.institution_ar.act('submit_application', {
    offer: records.training,
    organisation: idOf('delta'),
    motivation: 'نرشّح اثنتين من المحاضرات لتدريس تعلّم الآلة في كلية العلوم.',
    lang: 'ar',
    request: null,
    units: nominees(['هدى مثال', 'منى مثال']),
    consentWords: 'أوافق على إرسال اسمي إلى مقدّم هذا العرض.',
    askedMinor: null,
  })
  const grant = await actors.institution.act('submit_application', {
    offer: records.money,
    organisation: idOf('coast'),
    motivation: 'Six theses need more computing time than our two machines give.',
    lang: 'en',
    request: null,
    units: [{}],
    consentWords: null,
    askedMinor: 1_500_000,
  })
  const granted = await actors.provider_fr.act(
    'decide_application',
    {
      ref: grant.ref,
      outcome: 'awarded',
      reasonCode: 'best_fit',
      reason: null,
      lang: 'fr',
      quantity: null,
      amountMinor: 1_200_000,
    },
    grant.version,
  )
  const report = (receiver: BodyKey, quantity: number) =>
    actors.provider.act('report_delivery', {
      award: null,
      commitment: records.commitment,
      receiver: refOf(receiver),
      measure: 'people_trained',
      quantity,
      asOf: day(-1),
      periodFrom: null,
      periodTo: null,
      place: null,
      note: null,
      lang: 'en',
      evidenceUrl: 'https://example.org/workshop',
    })
  const toConfirm = await report('delta', 12)
  const toVerify = await report('island', 6)
  await actors.institution_fr.act(
    'confirm_delivery',
    { ref: toVerify.ref, outcome: 'partly', quantity: 5, note: 'Cinq personnes sur six sont venues.', lang: 'fr' },
    toVerify.version,
  )
  return {
    application_waiting: waiting.ref,
    application_grant: grant.ref,
    award_offered: String(granted.award),
    delivery_to_confirm: toConfirm.ref,
    delivery_to_verify: toVerify.ref,
  }
}

/** Somebody new founds an organisation, for a verifier to check, and claims one on the list, for a coordinator to decide. */
async function askToBeLookedAt({ actors }: Context) {
  const founded = await actors.newcomer.act('register_organisation', {
    name: 'Example Centre for River Data',
    lang: 'en',
    kind: 'research_institute',
    country: 'ZM',
    homepage: 'https://example.org/river-data',
    statement: 'I lead the centre. Our page of staff names me, and the office answers on weekday mornings.',
  })
  await actors.newcomer.act('claim_organisation', {
    organisation: refOf('highlands'),
    statement: 'I worked there as a guest for one term, and a friend of mine is still there.',
    lang: 'en',
  })
  return { organisation_to_check: founded.ref }
}
