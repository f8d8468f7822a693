import { z } from 'zod'
import { notificationKinds, toldOutcome, toldPath } from '#app/domain/today/notification.ts'
import type { LanguageKit } from '#app/i18n/language-kit.ts'
import { outcomeText } from '#app/i18n/outcome-text.ts'
import { outcomeFrom, toldFigures } from '#app/schemas/told-figures.ts'
import type { Block, MailContent } from './compose-mail.ts'

const item = z.object({
  kind: z.enum(notificationKinds),
  subject_kind: z.string(),
  subject_ref: z.string(),
  data: z.object({
    organisation: z.string(),
    title: z.string().nullish(),
    own: z.string().nullish(),
    ...toldFigures,
  }),
})

/** What a row of the outbox carries for the copy of one notification, and for a day's worth of them. */
export const notificationData = item
export const digestData = z.object({ items: z.array(item).min(1) })

type Item = z.output<typeof item>

const pathOf = ({ kind, subject_kind, subject_ref, data: { own } }: Item) =>
  toldPath({ kind, subjectKind: subject_kind, subjectRef: subject_ref, own: own ?? null })

/** The copy by mail of what a person was told: the same sentences, each with its link. */
export function composeTold(items: readonly Item[], kit: LanguageKit, publicUrl: string): MailContent {
  const { t, language } = kit
  const sentence = ({ kind, data }: Item) =>
    t(`notifications:kind.${kind}`, { who: data.organisation, title: data.title ?? '' })
  const [first] = items
  const result = ({ kind, data }: Item): Block[] => {
    const outcome = toldOutcome({ kind, ...outcomeFrom(data) })
    return outcome === null ? [] : [{ kind: 'words', text: outcomeText(outcome, kit) }]
  }
  const blocks = items.flatMap((one): Block[] => [
    { kind: 'words', text: sentence(one) },
    ...result(one),
    {
      kind: 'link',
      label: t('notifications:see'),
      href: `${publicUrl}/${language.code}${pathOf(one)}`,
    },
  ])
  return {
    subject:
      items.length === 1 && first !== undefined
        ? sentence(first)
        : t('notifications:digest', { count: items.length, n: String(items.length) }),
    blocks: [
      ...blocks,
      { kind: 'words', text: t('notifications:change') },
      { kind: 'link', label: t('notifications:settings'), href: `${publicUrl}/${language.code}/settings` },
      { kind: 'note', text: t('notifications:why', { host: publicUrl }) },
    ],
  }
}
