/** Units of a capacity, in the words of the sources, of which one is a place for one person. */
const people = [
  'PhD students, half of them women',
  'awardees (up to)',
  'fellowships a year',
  'learners (more than)',
  'learners over five years',
  'officials from 7 countries',
  'officials in one run, from 27 countries',
  'participants (nearly)',
  'professors',
  'scholarships',
]

/** Units of which one is something else: a place for an institution, a whole course, a country. */
const otherThanPeople = [
  'countries (nearly)',
  'countries and organisations',
  'countries represented',
  'courses',
  'courses (more than)',
  'grants (at most one per country)',
  'host',
  'institutions (at least)',
]

/** All units that were read and sorted. */
export const sortedUnits: readonly string[] = [...people, ...otherThanPeople]

/** Whether a capacity in this unit counts people; of a unit that was never sorted nothing is claimed. */
export function countsPeople(unit: string): boolean {
  return people.includes(unit)
}
