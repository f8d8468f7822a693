import type { Params } from '../../eligibility/rule.ts'
import { scales } from '../scales.ts'
import type { Question, Step } from '../step.ts'
import { generalTopic, liesBelow, narrowest, type TopicTree } from '../topic-tree.ts'

/**
 * How close the topic of the offer is to the one asked for. An offer is judged by its narrowest topics, since the data
 * also lists the broader ones above them; of several, the closest counts, and of equals the first.
 */
export function topicStep({ offer, need, tree }: Question): Step<'topic'> {
  const { topic } = need
  if (topic === null) return { step: 'topic-not-asked', params: {} }
  const topics = narrowest(tree, offer.topics)
  if (topics.length === 0) return { step: 'topic-not-stated', params: { topic } }
  const steps = topics.map(offered => compare(tree, topic, offered))
  return steps.reduce((best, next) => (scales.topic[next.step].points > scales.topic[best.step].points ? next : best))
}

function compare(tree: TopicTree, topic: string, offered: string): Step<'topic'> {
  const params: Params = { topic, offered }
  if (topic === offered) return { step: 'topic-same', params }
  if (topic === generalTopic || offered === generalTopic) return { step: 'topic-general', params }
  if (liesBelow(tree, offered, topic)) return { step: 'topic-part', params }
  if (liesBelow(tree, topic, offered)) return { step: 'topic-wider', params }
  const above = tree.get(topic) ?? null
  if (above !== null && liesBelow(tree, offered, above)) return { step: 'topic-near', params: { ...params, above } }
  return { step: 'topic-other', params }
}
