import { changeSettings as askChange } from '#app/data/account-commands.server.ts'
import { changeMailLanguage } from '#app/data/account-service.server.ts'
import { type Refused, refuse } from '#app/domain/accounts/problem.ts'
import type { Visitor } from '#app/platform/visitor.server.ts'
import { settingsSchema } from '#app/schemas/account-forms.ts'
import { readForm } from '#app/schemas/read-form.ts'
import { readActKey } from './act-key.ts'
import { refuseReading } from './refuse-reading.ts'

/** The name and the language of the signed-in person; `languages` are those that are served. */
export async function changeSettings(
  visitor: Visitor,
  form: FormData,
  languages: readonly string[],
): Promise<{ ok: true } | Refused> {
  const reading = readForm(settingsSchema, form)
  if (!reading.ok) return refuseReading(reading)
  const { typed, value } = reading
  const actKey = readActKey(form)
  const version = Number(form.get('version'))
  if (actKey === null || !Number.isInteger(version)) return refuse(typed, 'form.not_taken')
  if (!languages.includes(value.lang)) return refuse(typed, 'lang.invalid')
  const answer = await askChange(visitor.session, { actKey, version, ...value })
  if (answer.ok) {
    await changeMailLanguage(visitor.session, value)
    return { ok: true }
  }
  switch (answer.reason) {
    case 'version_differs':
      return refuse(typed, 'name.changed_elsewhere')
    case 'act_key_reused':
      return refuse(typed, 'form.sent_before')
    case 'name_length':
      return refuse(typed, 'name.too_long')
    default:
      return refuse(typed, 'form.not_taken')
  }
}
