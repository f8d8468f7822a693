import { VerdictTag } from '#app/components/fits/verdict-tag.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import { ruleOrder } from '#app/domain/eligibility/decide-eligibility.ts'
import { applicantKinds, peopleAnswer, peopleGroups } from '#app/domain/eligibility/people-table.ts'
import type { PeopleGroup } from '#app/domain/eligibility/rule.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

const verdicts = ['eligible', 'needs_check', 'not_eligible'] as const
const shapes = { pass: 'ok', unknown: 'ask', fail: 'no' } as const

/** Three verdicts, every kind of rule, and which kinds of organisation have which people. */
export function EligibilityTables() {
  const { t } = useLanguage()
  return (
    <>
      <p>{t('how:eligibility-lead')}</p>
      <ul className="rows tight">
        {verdicts.map(verdict => (
          <li key={verdict}>
            <VerdictTag verdict={verdict} /> {t.code('rules', `verdict-why.${verdict}`)}
          </li>
        ))}
      </ul>
      <h3 id="rules">{t('how:rules')}</h3>
      <ul className="rows tight">
        {ruleOrder.map(rule => (
          <li key={rule}>
            <b>{t.code('rules', `rule.${rule}`)}.</b> {t(`how:rule.${rule}`)}
          </li>
        ))}
      </ul>
      <h3 id="people">{t('how:people')}</h3>
      <p>{t('how:people-lead')}</p>
      <DataTable<PeopleGroup>
        rows={peopleGroups}
        rowKey={group => group}
        head={{ label: t('how:group'), cell: group => t.code('rules', `group.${group}`) }}
        columns={applicantKinds.map(kind => ({
          key: kind,
          label: t.code('rules', `kinds.${kind}`),
          cell: group => {
            const answer = peopleAnswer(group, kind)
            return (
              <span className="nob">
                <Icon name={shapes[answer]} /> {t(`how:has.${answer}`)}
              </span>
            )
          },
        }))}
      />
      <p className="small dim">{t('how:reference-date')}</p>
    </>
  )
}
