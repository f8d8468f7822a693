import { DemonstrationNote } from '#app/components/records/demonstration-tag.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'

const choices = ['at_once', 'daily', 'never'] as const

type Props = { actKey: string; value: (typeof choices)[number]; getsCopies: boolean }

/** When copies of what one is told come by mail; the page of today always has them. */
export function MailCopyForm({ actKey, value, getsCopies }: Props) {
  const { t } = useLanguage()
  return (
    <>
      <h2>{t('today:copy')}</h2>
      {getsCopies ? null : <DemonstrationNote>{t('today:copy-none')}</DemonstrationNote>}
      <form method="post" encType="multipart/form-data" className="panel">
        <input type="hidden" name="act_key" value={actKey} />
        <input type="hidden" name="intent" value="mail_copy" />
        <fieldset className="field">
          <legend>{t('today:copy-when')}</legend>
          {choices.map(choice => (
            <label key={choice} className="pick">
              <input type="radio" name="mailCopy" value={choice} defaultChecked={choice === value} />
              <span>{t(`today:copy.${choice}`)}</span>
            </label>
          ))}
        </fieldset>
        <button type="submit" className="btn">
          {t('today:copy-save')}
        </button>
      </form>
    </>
  )
}
