import { LinkTo } from '../ui/link-to.tsx'
import { Words } from '../ui/words.tsx'
import type { CardFit } from './fit-card.tsx'
import { RuleResults } from './rule-results.tsx'
import type { NamedCountry } from './sentence-values.tsx'
import { VerdictTag } from './verdict-tag.tsx'
import { WhatWouldChange } from './what-would-change.tsx'

type Props = {
  fits: readonly CardFit[]
  countries: readonly NamedCountry[]
  /** Address of the answer about one offer. */
  detailsAt: (ref: string) => string
  /** Also what would turn the verdict. */
  withChanges?: boolean
}

/** Offers outside the ranking: each with its verdict and the rules that decided it, the rest one link away. */
export function FitRows({ fits, countries, detailsAt, withChanges = false }: Props) {
  return (
    <ul className="rows">
      {fits.map(({ offer, verdict, changes }) => (
        <li key={offer.ref}>
          <LinkTo to={detailsAt(offer.ref)}>
            <b>
              <Words of={offer.title} />
            </b>
          </LinkTo>{' '}
          <VerdictTag verdict={verdict.verdict} />
          <RuleResults results={verdict.results.filter(({ result }) => result !== 'pass')} countries={countries} />
          {withChanges ? <WhatWouldChange changes={changes} gains={[]} countries={countries} /> : null}
        </li>
      ))}
    </ul>
  )
}
