import { createHash } from 'node:crypto'
import type { Leaf, Link, Seal } from './audit-rows.ts'

/** The texts that are hashed are those of PostgreSQL's jsonb: shorter names first, a space after each colon and comma. */
export function hashOfLink(link: Omit<Link, 'hash' | 'mayBeDemonstration' | 'kind'>): string {
  const { at, actor, chain, command, details, subject, position, previousHash } = link
  const text =
    `{"at": ${quoted(at)}, "actor": ${actor === null ? 'null' : quoted(actor)}, "chain": ${quoted(chain)}, ` +
    `"command": ${quoted(command)}, "details": ${details}, "subject": ${quoted(subject)}, "position": ${position}}`
  return sha256(Buffer.from(previousHash, 'hex'), text)
}

export function hashOfSeal({ at, root, heads, position, previousHash }: Omit<Seal, 'hash'>): string {
  const text = `{"at": ${quoted(at)}, "root": ${quoted(root)}, "heads": ${heads}, "position": ${position}}`
  return sha256(Buffer.from(previousHash, 'hex'), text)
}

/** The root over leaves that come one by one, as in RFC 6962, with as many hashes in memory as the tree is high. */
export class MerkleTree {
  /** Full subtrees, from the largest to the smallest. */
  readonly #full: { size: number; hash: Buffer }[] = []

  add({ chain, subject, position, hash }: Omit<Leaf, 'seal'>): void {
    let node = { size: 1, hash: bytes(Buffer.of(0), `${chain} ${subject} ${position} `, Buffer.from(hash, 'hex')) }
    for (let left = this.#full.at(-1); left?.size === node.size; left = this.#full.at(-1)) {
      this.#full.pop()
      node = { size: 2 * node.size, hash: bytes(Buffer.of(1), left.hash, node.hash) }
    }
    this.#full.push(node)
  }

  /** Of no leaves it is the empty text. */
  root(): string {
    const [smallest, ...larger] = this.#full.map(({ hash }) => hash).reverse()
    return larger.reduce((right, left) => bytes(Buffer.of(1), left, right), smallest ?? Buffer.of()).toString('hex')
  }
}

const quoted = (text: string) => JSON.stringify(text)

function bytes(...parts: (Buffer | string)[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const sha256 = (...parts: (Buffer | string)[]) => bytes(...parts).toString('hex')
