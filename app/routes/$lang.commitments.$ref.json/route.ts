import type { LoaderFunctionArgs } from '@remix-run/node'
import { fourAnswers } from '#app/domain/commitments/four-answers.ts'
import { whyNotCounted } from '#app/domain/commitments/is-counted.ts'
import { quantities } from '#app/domain/commitments/quantities.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { today } from '#app/platform/clock.server.ts'
import { jsonResponse } from '#app/platform/data-response.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { readCommitment } from '#app/services/read-commitment.server.ts'

/** The whole record, with the figures and answers as the page computes them; what is invented is no open data. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  requireLanguage(params.lang)
  const found = await readCommitment(anonymousDb(context), params.ref ?? '')
  if (found === null || found.commitment.origin === 'demonstration') throw new Response(null, { status: 404 })
  const { commitment } = found
  return jsonResponse({
    ...commitment,
    quantities: quantities(commitment),
    answers: fourAnswers(commitment, today(context)),
    notCounted: commitment.deliveries.flatMap(delivery => {
      const why = whyNotCounted(delivery, commitment)
      return why === null ? [] : [{ delivery: delivery.id, why }]
    }),
  })
}
