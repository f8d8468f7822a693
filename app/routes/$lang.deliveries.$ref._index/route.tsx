import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { Done } from '#app/components/account/done.tsx'
import { EvidenceList } from '#app/components/deliveries/evidence-list.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { ReportLink } from '#app/components/records/report-link.tsx'
import { Stair } from '#app/components/ui/icon.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Twins } from '#app/components/ui/twins.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { deliveryStep, type MyPart } from '#app/domain/deliveries/delivery-record.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { readDelivery } from '#app/services/deliveries/read-delivery.server.ts'
import { ActLinks } from './act-links.tsx'
import { DeliveryFacts } from './delivery-facts.tsx'
import { DeliveryLine } from './delivery-line.tsx'

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  data ? pageTitle(params.lang, 'deliveries:title', { ref: data.delivery.ref }) : []

/** Whoever takes part sees more than others. */
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'private, no-cache' })

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const found = await readDelivery(context, request, params.ref ?? '')
  if (found === null) throw new Response(null, { status: 404 })
  return found
}

const done = ['reported', 'confirmed', 'corrected', 'replied', 'settled', 'verified', 'handed_back', 'drawn'] as const

export default function DeliveryPage() {
  const { t, format } = useLanguage()
  const { delivery, place, acts, files, handedBack } = useLoaderData<typeof loader>()
  const [query] = useSearchParams()
  const { ref, commitment, reporter, receiver, measure, reported, state } = delivery
  const was = done.find(code => code === query.get('done'))
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/commitments/${commitment.ref}`}>
          <Words of={commitment.title} />
        </LinkTo>
      </nav>
      {was ? <Done>{t(`deliveries:done.${was}`)}</Done> : null}
      <h1>
        <Text k="deliveries:title" v={{ ref: <Code>{ref}</Code> }} />
      </h1>
      <DemonstrationTag origin={delivery.origin} />
      <p className="lead">
        <Text
          k={receiver ? 'deliveries:lead' : 'deliveries:lead-no-receiver'}
          v={{
            value: format.number(reported),
            measure: t.code('measures', measure),
            reporter: <Words of={reporter.name} />,
            receiver: receiver ? <Words of={receiver.name} /> : '',
          }}
        />
      </p>
      <p className="word">
        <Stair step={deliveryStep(delivery)} /> {t(`deliveries:state.${state}`)}
      </p>
      <p>{t(`deliveries:state-why.${state}`)}</p>
      <ActLinks delivery={delivery} acts={acts} />
      <div className="two">
        <section>
          <h2>{t('deliveries:steps')}</h2>
          <DeliveryLine delivery={delivery} />
        </section>
        <section>
          <h2>{t('deliveries:quantities')}</h2>
          <DeliveryFacts delivery={delivery} place={place} />
          <h2>{t('deliveries:evidence')}</h2>
          <EvidenceList evidence={delivery.evidence} files={files} />
          {handedBack.length > 0 ? <HandedBack tasks={handedBack} /> : null}
        </section>
      </div>
      <div className="acts">
        <ReportLink about={`delivery:${delivery.ref}`} />
      </div>
      {delivery.origin === 'demonstration' ? null : <Twins formats={['json']} of="record" />}
    </Page>
  )
}

/** Why tasks were handed back, for coordinators alone. */
function HandedBack({ tasks }: { tasks: MyPart['handedBack'] }) {
  const { t, format } = useLanguage()
  return (
    <>
      <h2>{t('deliveries:handed-back-why')}</h2>
      <p className="small dim">{t('deliveries:handed-back-only')}</p>
      <ul className="rows tight">
        {tasks.map(({ at, reason }) => (
          <li key={at}>
            <Words of={reason} />
            <span className="hint">{format.moment(at)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** A code as it is, from left to right in any language. */
function Code({ children }: { children: string }) {
  return (
    <bdi className="nob" lang="en" dir="ltr" data-user>
      {children}
    </bdi>
  )
}
