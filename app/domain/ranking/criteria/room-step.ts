import type { Question, Step } from '../step.ts'
import { countsPeople } from '../units-of-people.ts'

/**
 * How many of the people asked for the offer has places for. It compares only places for people: a number of courses or
 * of countries says nothing about them. How many others ask is not known and plays no part.
 */
export function roomStep({ offer, need }: Question): Step<'room'> {
  const people = need.people
  if (people === null || people <= 0) return { step: 'room-not-asked', params: {} }
  if (offer.capacity === null) return { step: 'room-not-stated', params: { people } }
  const { value: seats, unit } = offer.capacity
  // A seat of an offer of the platform is for one named person, whatever its unit is called.
  if (offer.here?.unitKind !== 'seat' && !countsPeople(unit.text))
    return { step: 'room-not-people', params: { people, seats } }
  const params = { people, seats }
  if (seats >= 10 * people) return { step: 'room-tenfold', params }
  if (seats >= 3 * people) return { step: 'room-threefold', params }
  if (seats >= people) return { step: 'room-enough', params }
  return { step: 2 * seats >= people ? 'room-half' : 'room-few', params }
}
