import { ActButton } from '#app/components/acts/act-button.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = {
  member: { id: string; name: string | null; isReader: boolean }
  actKey: string
  /** Where everything stays as it is. */
  back: string
}

/** Whether somebody is really to leave the organisation, and what that means. */
export function AskRemoval({ member: { id, name, isReader }, actKey, back }: Props) {
  const { t } = useLanguage()
  const who =
    name === null ? (
      t('people:no-name')
    ) : (
      <bdi data-user lang="und">
        {name}
      </bdi>
    )
  return (
    <section className="panel">
      <h2 className="flat">
        {isReader ? t('people:remove.ask-self') : <Text k="people:remove.ask" v={{ name: who }} />}
      </h2>
      <p>{t(isReader ? 'people:remove.what-self' : 'people:remove.what')}</p>
      <div className="acts">
        <ActButton
          actKey={actKey}
          fields={{ member: id, role: 'none', intent: isReader ? 'leave' : 'change', asked: 'yes' }}
        >
          {t(isReader ? 'people:leave' : 'people:remove.send')}
        </ActButton>
        <LinkTo to={back}>{t('people:remove.keep')}</LinkTo>
      </div>
    </section>
  )
}
