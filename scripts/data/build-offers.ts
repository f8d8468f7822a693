import {
  type OfferFacts,
  type OfferRow,
  type OfferRules,
  offerFactsRow,
  offerRow,
  offerRulesRow,
} from './file-schemas.ts'
import type { DataFiles } from './read-files.ts'
import { eachRow, nameBy, type Refusal, refuse } from './refusals.ts'
import { uuidV5 } from './uuid-v5.ts'
import type { Words } from './words.ts'

type Context = {
  words: Words
  organisationId: Map<string, string>
  facts: Map<string, OfferFacts>
  rules: Map<string, OfferRules>
  checkedOn: string
}

/** Rows of the offers and of what hangs on them. */
export function buildOffers(files: DataFiles, words: Words, organisationId: Map<string, string>, refused: Refusal[]) {
  const { meta, offers: rows } = files['real-offers.json']
  const checkedOn = meta.assembled ?? refuse('real-offers.json states no day on which it was assembled')
  const refs = new Set(rows.map(nameBy('id')))
  const facts = byOffer('offer-facts.json', files['offer-facts.json'].rows, offerFactsRow, refs, refused)
  const rules = byOffer('offer-rules.json', files['offer-rules.json'].rows, offerRulesRow, refs, refused)
  const built = eachRow({ file: 'real-offers.json', rows, schema: offerRow, nameOf: nameBy('id') }, refused, row =>
    buildOffer(row, { words, organisationId, facts, rules, checkedOn }),
  )
  return {
    offers: built.map(({ offer }) => offer),
    offer_topics: built.flatMap(({ topics }) => topics),
    offer_places: built.flatMap(({ places }) => places),
    offer_rules: built.flatMap(({ rules }) => rules),
  }
}

function byOffer<Row extends { offer: string }>(
  file: string,
  rows: readonly unknown[],
  schema: Parameters<typeof eachRow<Row, [string, Row]>>[0]['schema'],
  refs: Set<string>,
  refused: Refusal[],
): Map<string, Row> {
  const seen = new Set<string>()
  return new Map(
    eachRow({ file, rows, schema, nameOf: nameBy('offer') }, refused, row => {
      if (!refs.has(row.offer)) refuse(`offer "${row.offer}" is in no file`)
      if (seen.has(row.offer)) refuse('given twice')
      seen.add(row.offer)
      return [row.offer, row]
    }),
  )
}

function buildOffer(row: OfferRow, { words, organisationId, facts, rules, checkedOn }: Context) {
  const id = uuidV5(`offer:${row.id}`)
  const known = facts.get(row.id) ?? refuse('offer-facts.json has no row for it')
  const ruled = rules.get(row.id) ?? refuse('offer-rules.json has no row for it')
  const { kind, form: formOfKind } = words.offerKind(row.kind)
  const form = known.form ?? formOfKind ?? refuse(`the form of kind "${row.kind}" is not given in offer-facts.json`)
  if ((known.cost === null) !== (known.costWords === null))
    refuse('a cost needs the words of the source, and only then')
  if (row.amount?.per !== undefined && known.amountWords !== row.amount.per) {
    refuse(`what the amount is for, "${row.amount.per}", is not in offer-facts.json`)
  }
  const placeCodes = row.eligibleRegions.map(words.placeCode)
  checkPlaceRule(row, placeCodes, ruled)
  return {
    topics: words.topics(row.topic).map((topic, position) => ({ offer_id: id, topic, position })),
    places: words.placeRows(row.id, row.eligibleCountries, placeCodes).map(place => ({ ...place, offer_id: id })),
    rules: ruled.rules.map(({ rule, words: said, lang, ...body }, position) => ({
      offer_id: id,
      position,
      rule,
      body,
      words: said,
      lang,
      decided_by: ruled.by,
      decided_on: ruled.on,
    })),
    offer: {
      id,
      ref: row.id,
      origin: 'imported',
      title: row.title,
      description: row.description,
      lang: 'en',
      kind,
      form,
      kind_words: row.kind,
      provider_id: organisationId.get(row.provider) ?? refuse(`provider "${row.provider}" is not listed`),
      partners: row.partners,
      topic: row.topic,
      stated_window: row.statusOn20261122,
      opens_on: row.opensOn,
      apply_by: row.applyBy,
      starts_on: row.startsOn,
      ends_on: row.endsOn,
      capacity_value: row.seats,
      capacity_unit: row.seatsUnit,
      ...words.money(row.amount, known.amountPer ?? null),
      amount_words: known.amountWords ?? null,
      in_kind: row.inKind,
      languages: known.languages ?? row.languages,
      mode: row.mode === null ? null : words.mode(row.mode),
      cost: known.cost,
      cost_words: known.costWords,
      eligibility_words: row.eligibility,
      apply_url: row.url,
      source_url: row.source.url,
      source_publisher: row.source.publisher,
      source_kind: words.sourceKind(row.source.kind),
      note: row.note,
      checked_on: checkedOn,
    },
  }
}

/** Search by place and the rule of place must say the same. */
function checkPlaceRule(row: OfferRow, placeCodes: string[], { rules }: OfferRules): void {
  const given = JSON.stringify([[...row.eligibleCountries].sort(), [...placeCodes].sort()])
  const places = rules.filter(rule => rule.rule === 'place')
  const ruled = places.map(({ countries, regions }) => JSON.stringify([[...countries].sort(), [...regions].sort()]))
  const isStated = row.eligibleCountries.length + placeCodes.length > 0
  if (isStated ? ruled.length !== 1 || ruled[0] !== given : ruled.length > 0) {
    refuse('the place rule in offer-rules.json is not what the source lists')
  }
}
