import { hashOfSeal, MerkleTree } from './audit-hashes.ts'
import type { Leaf, Seal } from './audit-rows.ts'
import type { FaultCode } from './verify-chains.ts'

/** A seal as it was published, kept by somebody since. */
export type PublishedSeal = { position: number; hash: string }

export type SealCounts = { seals: number; last: Seal | null }

/** Follows the seals from the first to the last and computes each root from its leaves, which come in the same order. */
export async function verifySeals(
  seals: AsyncIterable<Seal>,
  leaves: AsyncIterable<Leaf>,
  published: readonly PublishedSeal[],
  report: (code: FaultCode, where: string) => void,
): Promise<SealCounts> {
  const expected = new Map(published.map(({ position, hash }) => [position, hash]))
  const cursor = new LeafCursor(leaves)
  let last: Seal | null = null
  let count = 0
  for await (const seal of seals) {
    const where = `seal ${seal.position}`
    if (seal.position !== (last?.position ?? 0) + 1) report('seal_missing', `before ${where}`)
    if (seal.previousHash !== (last?.hash ?? '') || hashOfSeal(seal) !== seal.hash) report('seal_altered', where)
    const { root, size, strayed } = await cursor.rootOf(seal.position)
    if (strayed || root !== seal.root || size !== seal.heads) report('seal_leaves_differ', where)
    const kept = expected.get(seal.position)
    if (kept !== undefined && kept !== seal.hash) report('published_seal_differs', where)
    expected.delete(seal.position)
    last = seal
    count += 1
  }
  for (const position of expected.keys()) report('published_seal_missing', `seal ${position}`)
  return { seals: count, last }
}

/** Leaves seal by seal. Those of seals that came after the seals were read are left alone. */
class LeafCursor {
  readonly #leaves: AsyncIterator<Leaf>
  #next: Leaf | null | undefined

  constructor(leaves: AsyncIterable<Leaf>) {
    this.#leaves = leaves[Symbol.asyncIterator]()
  }

  async rootOf(seal: number): Promise<{ root: string; size: number; strayed: boolean }> {
    const tree = new MerkleTree()
    let size = 0
    let strayed = false
    for (let leaf = await this.#peek(); leaf !== null && leaf.seal <= seal; leaf = await this.#advance()) {
      // A leaf of a seal that is not there.
      if (leaf.seal < seal) strayed = true
      else {
        tree.add(leaf)
        size += 1
      }
    }
    return { root: tree.root(), size, strayed }
  }

  async #peek(): Promise<Leaf | null> {
    return this.#next === undefined ? this.#advance() : this.#next
  }

  async #advance(): Promise<Leaf | null> {
    const { done, value } = await this.#leaves.next()
    this.#next = done ? null : value
    return this.#next
  }
}
