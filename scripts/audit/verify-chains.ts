import { hashOfLink } from './audit-hashes.ts'
import type { AuditRow, Link } from './audit-rows.ts'

/** What is wrong, and where; a person reads it. */
export type Fault = { code: FaultCode; where: string }

export type FaultCode =
  /** A link does not hold the hash of what it says. */
  | 'link_altered'
  /** A link does not follow the one before: something between them is gone, or stood elsewhere. */
  | 'link_out_of_order'
  /** The chain ends elsewhere than its head says, or has none. */
  | 'tail_differs'
  /** A seal holds a link that is not there, or is another. */
  | 'sealed_link_missing'
  | 'sealed_link_differs'
  /** A head was sealed as far as no seal knows. */
  | 'seal_forgotten'
  /** A chain passes for one of the demonstration, which somebody real wrote in. */
  | 'not_demonstration'
  /** A seal is gone, altered, or does not hold what it says. */
  | 'seal_missing'
  | 'seal_altered'
  | 'seal_leaves_differ'
  /** A seal that was published is not the one that is here. */
  | 'published_seal_missing'
  | 'published_seal_differs'

export type ChainCounts = { chains: number; links: number; unsealed: number; demonstration: number }

type Report = (code: FaultCode, where: string) => void

/** Follows every chain from its first link to its head; rows come in the order of chain, subject and position. */
export async function verifyChains(rows: AsyncIterable<AuditRow>, report: Report): Promise<ChainCounts> {
  const counts: ChainCounts = { chains: 0, links: 0, unsealed: 0, demonstration: 0 }
  let chain: ChainWalk | null = null
  for await (const row of rows) {
    if (chain === null || !chain.holds(row)) {
      chain?.end(counts)
      chain = new ChainWalk(row, report)
    }
    chain.take(row)
  }
  chain?.end(counts)
  return counts
}

/** One chain while it is followed. */
class ChainWalk {
  readonly #chain: string
  readonly #subject: string
  readonly #report: Report
  #last: Link | null = null
  #head: (AuditRow & { kind: 'head' }) | null = null
  #sealedUpTo = 0
  #links = 0
  #mayBeDemonstration = true

  constructor({ chain, subject }: AuditRow, report: Report) {
    this.#chain = chain
    this.#subject = subject
    this.#report = (code, where) => report(code, `${chain} ${subject}${where}`)
  }

  holds({ chain, subject }: AuditRow): boolean {
    return chain === this.#chain && subject === this.#subject
  }

  take(row: AuditRow): void {
    if (row.kind === 'link') this.#takeLink(row)
    else if (row.kind === 'sealed') this.#takeSealed(row)
    // Of a chain that grows while it is read the last head counts.
    else this.#head = row
  }

  #takeLink(link: Link): void {
    const { position, previousHash, hash } = link
    if (position !== (this.#last?.position ?? 0) + 1 || previousHash !== (this.#last?.hash ?? '')) {
      this.#report('link_out_of_order', `, link ${position}`)
    }
    if (hashOfLink(link) !== hash) this.#report('link_altered', `, link ${position}`)
    if (!link.mayBeDemonstration) this.#mayBeDemonstration = false
    this.#last = link
    this.#links += 1
  }

  #takeSealed({ position, hash, seal }: AuditRow & { kind: 'sealed' }): void {
    this.#sealedUpTo = position
    if (this.#last?.position !== position) this.#report('sealed_link_missing', `, link ${position}, in seal ${seal}`)
    else if (this.#last.hash !== hash) this.#report('sealed_link_differs', `, link ${position}, in seal ${seal}`)
  }

  end(counts: ChainCounts): void {
    const head = this.#head
    if (head?.position !== this.#last?.position || head?.hash !== this.#last?.hash) this.#report('tail_differs', '')
    if (head !== null && head.sealedPosition > this.#sealedUpTo) {
      this.#report('seal_forgotten', `, link ${head.sealedPosition}`)
    }
    if (head?.isDemonstration && !this.#mayBeDemonstration) this.#report('not_demonstration', '')
    counts.chains += 1
    counts.links += this.#links
    if (head?.isDemonstration) counts.demonstration += 1
    else counts.unsealed += Math.max(0, (this.#last?.position ?? 0) - this.#sealedUpTo)
  }
}
