/** An organisation of the reader, as far as it matters for taking an offer. */
type Own = { ref: string; role: string; origin: string }
type Offered = { provider: { ref: string }; origin: string }

/** Why none of a reader's organisations may take an offer: the reason that comes nearest to being able to. */
export type WhyNobody = 'no_organisation' | 'role' | 'own_offer' | 'demonstration_offer' | 'demonstration_organisation'

const mayWrite = ({ role }: Own) => role === 'owner' || role === 'editor'
const isInvented = ({ origin }: { origin: string }) => origin === 'demonstration'

/** Which organisations of a reader may apply for an offer or say that they are interested; or why none may. */
export function whoMayTake<Mine extends Own>(
  mine: readonly Mine[],
  offer: Offered,
): { mine: Mine[]; whyNobody: WhyNobody | null } {
  const writing = mine.filter(mayWrite)
  const others = writing.filter(({ ref }) => ref !== offer.provider.ref)
  const able = others.filter(own => isInvented(own) === isInvented(offer))
  if (able.length > 0) return { mine: able, whyNobody: null }
  return { mine: [], whyNobody: whyNot() }

  function whyNot(): WhyNobody {
    if (others.length > 0) return isInvented(offer) ? 'demonstration_offer' : 'demonstration_organisation'
    if (writing.length > 0) return 'own_offer'
    return mine.length > 0 ? 'role' : 'no_organisation'
  }
}
