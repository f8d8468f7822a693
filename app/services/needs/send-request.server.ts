import { z } from 'zod'
import type { SupportRequest } from '#app/domain/needs/support-request.ts'
import type { Db } from '#app/platform/database.server.ts'
import { partsOf, type SupportRequestForm, supportRequestSchema } from '#app/schemas/support-request-form.ts'
import { sendForm } from '../acts/send-form.server.ts'

const receipt = z.object({ ref: z.string() })

export const stateDraft = (organisationRef: string) => ({ form: 'state-need', subject: organisationRef })
export const changeDraft = (requestRef: string) => ({ form: 'change-need', subject: requestRef })

/** Looking at what fits keeps what was typed, as the button that keeps a draft does. */
function keptWhileLooking(form: FormData): FormData {
  if (form.get('intent') === 'fits') form.set('intent', 'save_draft')
  return form
}

const inputOf = (value: SupportRequestForm, lang: string) => ({
  title: value.title,
  description: value.description,
  lang,
  kind: value.kind,
  topic: value.topic,
  languages: value.languages,
  mode: value.mode,
  neededBy: value.neededBy,
  tellsMatches: value.tellsMatches === 'yes',
  parts: partsOf(value),
})

type Institution = { id: string; ref: string; lang: string }

/** An institution says what it needs. */
export const stateNeed = (db: Db, form: FormData, { id, ref, lang }: Institution) =>
  sendForm(db, keptWhileLooking(form), {
    command: 'state_need',
    schema: supportRequestSchema,
    input: value => ({ ...inputOf(value, lang), organisation: id }),
    receipt,
    draft: stateDraft(ref),
  })

/** An institution changes an open need. */
export const changeNeed = (db: Db, form: FormData, { ref, lang }: { ref: string; lang: string }) =>
  sendForm(db, keptWhileLooking(form), {
    command: 'change_need',
    schema: supportRequestSchema,
    input: value => ({ ...inputOf(value, lang), ref }),
    receipt,
    draft: changeDraft(ref),
  })

/** An institution takes a need back. */
export const withdrawNeed = (db: Db, form: FormData, ref: string) =>
  sendForm(db, form, { command: 'withdraw_need', schema: z.object({}), input: () => ({ ref }), receipt })

/** A need as its form shows it. */
export function typedOf(request: SupportRequest): Record<string, string> {
  const { title, description, kind, topic, languages, mode, neededBy, tellsMatches, parts } = request
  return {
    title: title.text,
    description: description.text,
    kind,
    topic: topic ?? '',
    languages: languages.join(','),
    mode: mode ?? '',
    neededBy: neededBy ?? '',
    tellsMatches: tellsMatches ? 'yes' : '',
    ...Object.fromEntries(
      parts.flatMap(({ measure, baseline, target, dueOn }, index) => [
        [`measure${index + 1}`, measure],
        [`baseline${index + 1}`, String(baseline)],
        [`target${index + 1}`, String(target)],
        [`dueOn${index + 1}`, dueOn ?? ''],
      ]),
    ),
  }
}
