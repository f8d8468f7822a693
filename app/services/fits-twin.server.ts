import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { scales } from '#app/domain/ranking/scales.ts'
import { weights } from '#app/domain/ranking/weights.ts'
import type { Fit } from './find-fits.server.ts'
import type { FitsAnswer } from './prepare-fits.server.ts'

/** The whole answer as data: with the weights and scales in it, a stranger can check every sum. */
export function fitsTwin({ applicant, need, fits }: FitsAnswer, at: IsoDate) {
  const { organisation, facts } = applicant
  return {
    answers_at: at,
    applicant: {
      organisation: organisation?.ref ?? null,
      name: organisation?.name.text ?? null,
      country: facts.country,
      kind: facts.kind,
      languages: facts.languages,
    },
    need: { kind: need.kind, topic: need.topic, people: need.people, mode: need.mode },
    weights_percent: weights,
    scales,
    order: ['points, most first', 'deadline, earliest first, none last', 'reference as text'],
    ranked: fits.ranked.map(fitRow),
    one_rule_away: fits.nearMisses.map(fitRow),
    not_eligible: fits.notEligible.map(fitRow),
    not_yet_open: fits.forecast.map(fitRow),
    window_not_known: fits.unknownWindow.map(fitRow),
  }
}

function fitRow(
  { offer, verdict, score, contributions, gains, changes, gapToNext, announcedLeaving }: Fit,
  index: number,
) {
  return {
    place: index + 1,
    offer: offer.ref,
    title: offer.title.text,
    title_lang: offer.title.lang,
    provider: offer.provider.name.text,
    window: offer.window,
    apply_by: offer.applyBy,
    verdict: verdict.verdict,
    rules: verdict.results.map(({ rule, result, reason, params }) => ({
      rule: rule.rule,
      result,
      reason,
      params,
      words: rule.words,
      words_lang: rule.lang,
    })),
    announced_leaving_of: announcedLeaving,
    would_change: changes,
    points: score,
    points_ahead_of_next: gapToNext,
    contributions: contributions.map(({ criterion, weight, points, contribution, step, missing }) => ({
      criterion,
      weight_percent: weight,
      points_on_scale: points,
      contribution,
      step,
      not_stated_by: missing,
    })),
    could_add_at_most: gains.map(({ criterion, missing, atMost }) => ({
      criterion,
      not_stated_by: missing,
      points: atMost,
    })),
    apply_url: offer.applyUrl,
    source_url: offer.source?.url ?? null,
    source_read_on: offer.checkedOn,
  }
}
