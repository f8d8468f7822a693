import type { Json } from '#app/data/database.types.ts'
import { done, makeOfferWorld } from './offer-world.ts'
import { act, type Chain } from './open-chain.ts'

type Fields = Record<string, Json>

/** The world of offers, and how its institution states a need and either side says that it is interested. */
export async function makeNeedWorld(chain: Chain) {
  const world = await makeOfferWorld(chain)
  const needInput = (overrides: Fields = {}): Fields => ({
    organisation: world.institution.id,
    title: 'Lecturers who can teach machine learning',
    description: 'Four of our thirty lecturers can teach it.',
    lang: 'en',
    kind: 'training',
    topic: 'machine_learning',
    languages: ['en'],
    mode: null,
    neededBy: null,
    tellsMatches: true,
    parts: [{ measure: 'people_trained', baseline: 4, target: 8, dueOn: null }],
    ...overrides,
  })
  const state = async (overrides: Fields = {}) =>
    String((await done(act(world.taker.editor, 'state_need', needInput(overrides)))).ref)
  const changeInput = (ref: string, overrides: Fields = {}): Fields => {
    const { organisation: _, ...input } = needInput(overrides)
    return { ...input, ref }
  }
  const interestInput = (request: string, offer: string, overrides: Fields = {}): Fields => ({
    request,
    offer,
    from: 'institution',
    message: 'Two of us could begin in May.',
    lang: 'en',
    ...overrides,
  })
  const express = async (request: string, offer: string) =>
    String((await done(act(world.taker.editor, 'express_interest', interestInput(request, offer)))).id)
  return { ...world, needInput, changeInput, state, interestInput, express }
}

export type NeedWorld = Awaited<ReturnType<typeof makeNeedWorld>>
