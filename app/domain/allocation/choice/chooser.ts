/** No position: nobody is turned away, or no place in the order would suffice. */
export const none = -1
/** Above every position: any place in the order suffices. */
export const anywhere = 0x7fffffff

/**
 * The choice of one offer, kept up to date as candidates come. A candidate is a *position*: a whole number that grows
 * from the best to the last of those who list the offer (`Market.positions`).
 */
export interface Chooser {
  /** Takes position `g` into account; returns the one position that is then turned away, `g` itself or another, or `none`. */
  add(g: number): number
  /**
   * What a candidate like `g` (same classes, same groups) would have to stand before to be chosen beside those now
   * held: a position, `anywhere` or `none`.
   */
  bar(g: number): number
  /** Calls `visit` for everybody held, with the number of the floor whose seat it took, or `none` for an open seat. */
  held(visit: (g: number, floor: number) => void): void
}

/** Which floors of an offer a position belongs to, as a row number of `floorsOf`. */
export type FloorTypes = {
  typeOf(g: number): number
  /** Floors of each type, in the published order. */
  floorsOf: readonly (readonly number[])[]
}
