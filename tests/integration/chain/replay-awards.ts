type Row = Record<string, string | null>

/** Which states a command may meet; the model knows nothing of the code it judges. */
const decidable = ['submitted', 'waitlisted']
const ends: Record<string, { from: string; to: string; application: string }> = {
  retract_award: { from: 'offered', to: 'retracted', application: 'waitlisted' },
  cancel_award: { from: 'accepted', to: 'cancelled', application: 'waitlisted' },
  declined: { from: 'offered', to: 'declined', application: 'withdrawn' },
}

/**
 * Tells the story of the audit once more, one act after the other, with a model that adds and takes away: whether each
 * act was possible where it stands, and how it ends.
 */
export function replayAwards(links: readonly Row[], capacities: ReadonlyMap<string, number>) {
  const applications: Record<string, string> = {}
  const offerOf: Record<string, string> = {}
  const awards: Record<string, string> = {}
  const size: Record<string, { application: string; amount: number }> = {}
  const left = new Map(capacities)
  const impossible: string[] = []

  const claim = (holds: boolean, what: string) => {
    if (!holds) impossible.push(what)
  }
  const add = (offer: string, amount: number) => left.set(offer, (left.get(offer) ?? 0) + amount)

  for (const { subject, command, details } of links) {
    const id = subject ?? ''
    const said = JSON.parse(details ?? '{}')
    const what = `${command} ${id}`
    if (command === 'submit_application') {
      claim(applications[id] === undefined, what)
      applications[id] = 'submitted'
      offerOf[id] = said.offer
    } else if (command === 'withdraw_application') {
      claim(decidable.includes(applications[id] ?? ''), what)
      applications[id] = 'withdrawn'
    } else if (command === 'decide_application') {
      claim(decidable.includes(applications[id] ?? ''), what)
      applications[id] = said.outcome
      if (said.award === null) continue
      const amount = said.quantity ?? said.amount_minor
      add(offerOf[id] ?? '', -amount)
      claim((left.get(offerOf[id] ?? '') ?? -1) >= 0, `${what} takes more than there is`)
      awards[said.award] = 'offered'
      size[said.award] = { application: id, amount }
    } else {
      const end = ends[command === 'answer_award' ? said.answer : (command ?? '')]
      claim(awards[id] === (end?.from ?? 'offered'), what)
      awards[id] = end?.to ?? said.answer
      const { application, amount } = size[id] ?? { application: '', amount: 0 }
      if (end === undefined) continue
      applications[application] = end.application
      add(offerOf[application] ?? '', amount)
    }
  }
  return { applications, awards, impossible }
}
