import { DecideRequest } from '#app/components/people/decide-request.tsx'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import type { SourceText } from '#app/domain/commitments/commitment.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = {
  requests: readonly {
    id: string
    version: number
    actKey: string
    statement: SourceText
    createdAt: string
    asker: { name: string | null; mail: string } | null
  }[]
  state: ActFormState
}

/** Who asks to join, for the owners to decide. */
export function JoinRequests({ requests, state }: Props) {
  const { t, format } = useLanguage()
  if (requests.length === 0) return null
  return (
    <>
      <h2>{t('people:joins', { count: requests.length, n: format.number(requests.length) })}</h2>
      {requests.map(request => (
        <DecideRequest key={request.id} request={request} state={state} givesRole />
      ))}
    </>
  )
}
