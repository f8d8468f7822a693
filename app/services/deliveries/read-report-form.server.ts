import type { LoaderFunctionArgs } from '@remix-run/node'
import { findCommitment } from '#app/data/commitments.server.ts'
import { listAwardsToReport } from '#app/data/deliveries.server.ts'
import { listMeasures } from '#app/data/measures.server.ts'
import { findOwnCommitments } from '#app/data/own-records.server.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { today } from '#app/platform/clock.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { requireSession } from '../accounts/find-session.server.ts'
import { formState } from '../acts/form-state.server.ts'
import { listCountryChoices } from '../list-country-choices.server.ts'
import { requireMyOrganisation } from '../people/require-my-organisation.server.ts'
import { evidenceState } from './receive-evidence.server.ts'
import { findReceiver, receiversLike, reportDraft } from './report-delivery.server.ts'

type Args = Pick<LoaderFunctionArgs, 'request' | 'params' | 'context'>

/** On what the address says that something was delivered: an award or a commitment, never both. */
export function subjectOf(request: Request): { award: string | null; commitment: string | null } {
  const query = new URL(request.url).searchParams
  const award = query.get('award') || null
  return { award, commitment: award === null ? query.get('commitment') || null : null }
}

/** The form with which an organisation reports a delivery, or the choice of what it is about. */
export async function readReportForm({ request, params, context }: Args) {
  const lang = requireLanguage(params.lang).code
  await requireSession(context, request, lang)
  const db = sessionDb(context, request)
  const organisation = await requireMyOrganisation(db, params.ref, ['owner', 'editor'])
  const asked = subjectOf(request)
  const [awards, commitments, measures, countries] = await Promise.all([
    listAwardsToReport(db, organisation.id),
    findOwnCommitments(db, organisation.ref),
    listMeasures(db),
    listCountryChoices(db),
  ])
  const award = awards.find(({ ref }) => ref === asked.award)
  const commitment = asked.commitment === null ? null : await findCommitment(db, asked.commitment)
  const isOwn = commitment?.accountable.ref === organisation.ref
  if ((asked.award !== null && !award) || (asked.commitment !== null && !isOwn))
    throw new Response(null, { status: 404 })
  const measure = award?.measure ?? commitment?.target?.measure ?? ''
  const state = await formState(context, db, {
    draft: award || commitment ? reportDraft(asked) : null,
    typed: { measure, asOf: today(context), place: '' },
  })
  const { returned, typed } = state
  return {
    organisation,
    state,
    subject: award
      ? { title: award.title, receiver: award.receiver, left: award.left, size: award.size }
      : commitment && { title: commitment.title, receiver: null, left: null, size: null },
    choices: {
      awards: awards.filter(({ left }) => left > 0),
      commitments: commitments.map(({ ref, title }) => ({ ref, title })),
    },
    measures: award ? [award.measure] : measures.map(({ code }) => code),
    countries,
    evidence: await evidenceState(db, state, lang),
    /** Who is meant, on the last look; whoever may be meant where that is not clear. */
    meant: returned?.isChecked ? await findReceiver(db, typed.receiver ?? '', organisation.origin) : null,
    receivers:
      returned?.errors.receiver === 'receiver_unclear'
        ? await receiversLike(db, typed.receiver ?? '', organisation.origin)
        : [],
  }
}
