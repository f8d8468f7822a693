import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Tag } from '#app/components/ui/tag.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { OrganisationLink } from '#app/domain/commitments/commitment.ts'
import type { Organisation } from '#app/domain/organisations/organisation.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** To whom it belongs, and what verifiers of the platform found, with their reasons. */
export function OrganisationChecks({
  organisation: { parent, accountableBody, checks },
}: {
  organisation: Organisation
}) {
  const { t, format } = useLanguage()
  return (
    <>
      {parent ? (
        <p>
          <Text k="people:parent" v={{ name: <NameOf organisation={parent} /> }} />
        </p>
      ) : null}
      {accountableBody ? (
        <p>
          <Text k="people:accountable" v={{ name: <NameOf organisation={accountableBody} /> }} />
        </p>
      ) : null}
      {checks.map(({ outcome, reason, at }) => (
        <p key={at} className="note">
          <Tag tone={outcome === 'verified' ? 'good' : 'warn'} shape={outcome === 'verified' ? 'ok' : 'ask'}>
            {t(`people:check-outcome.${outcome}`)}
          </Tag>{' '}
          <span className="dim">{format.moment(at)}</span> <Words of={reason} />
        </p>
      ))}
    </>
  )
}

function NameOf({ organisation: { ref, name } }: { organisation: OrganisationLink }) {
  return (
    <LinkTo to={`/organisations/${ref}`}>
      <Words of={name} />
    </LinkTo>
  )
}
