/** The tree of topics: each code with its broader one; null = a root. */
export type TopicTree = ReadonlyMap<string, string | null>

/** The topic of offers that cover many subjects and not AI alone. */
export const generalTopic = 'general'

/** The tree from its rows. */
export function topicTree(topics: readonly { code: string; parent: string | null }[]): TopicTree {
  return new Map(topics.map(({ code, parent }) => [code, parent]))
}

/** Whether one topic lies below another, at any depth; never below itself. A code that is not in the tree is a root. */
export function liesBelow(tree: TopicTree, code: string, above: string): boolean {
  const seen = new Set([code])
  let parent = tree.get(code) ?? null
  while (parent !== null && !seen.has(parent)) {
    if (parent === above) return true
    seen.add(parent)
    parent = tree.get(parent) ?? null
  }
  return false
}

/** The topics of a list that have none of its other topics below them: what the list is about, said narrowly. */
export function narrowest(tree: TopicTree, codes: readonly string[]): string[] {
  return codes.filter(code => !codes.some(other => liesBelow(tree, other, code)))
}
