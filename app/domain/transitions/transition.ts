/** A move that a command may make; `new` = the record begins with it. Source: design.md, states. */
export type Transition<State extends string> = { from: State | 'new'; to: State; by: string }

/** Whether a command may take a record from one state to another. */
export function mayMove<State extends string>(
  transitions: readonly Transition<State>[],
  { from, to, by }: Transition<State>,
): boolean {
  return transitions.some(move => move.from === from && move.to === to && move.by === by)
}

/** Whether a command has anything to do in a state: what decides if its button is shown. */
export function canAct<State extends string>(
  transitions: readonly Transition<State>[],
  state: State,
  by: string,
): boolean {
  return transitions.some(move => move.from === state && move.by === by)
}
