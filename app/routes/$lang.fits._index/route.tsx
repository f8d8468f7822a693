import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/layout/page.tsx'
import { pageTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { today } from '#app/platform/clock.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { needAddress, readNeed } from '#app/schemas/need.ts'
import { findInFits, prepareFits } from '#app/services/prepare-fits.server.ts'
import { AskKind } from './ask-kind.tsx'
import { AskWho } from './ask-who.tsx'
import { FitsAnswer } from './fits-answer.tsx'
import { OneFit } from './one-fit.tsx'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'fits:title')

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.lang)
  const query = readNeed(request.url)
  const at = today(context)
  const prepared = await prepareFits(anonymousDb(context), query, at)
  if (prepared === null) throw new Response(null, { status: 404 })
  // What was typed stays with a country, since an institution there may have been meant.
  if (prepared.state === 'go-on')
    throw redirect(
      `/${language.code}${needAddress({ ...query, ...prepared.with, who: 'org' in prepared.with ? null : query.who })}`,
    )
  if (prepared.state !== 'answer' || query.offer === null) return { ...prepared, query, at }
  const found = findInFits(prepared.fits, query.offer)
  if (found === null) throw new Response(null, { status: 404 })
  return { ...prepared, state: 'one-offer' as const, found, query, at }
}

export default function WhatFits() {
  const data = useLoaderData<typeof loader>()
  return <Page>{partOf(data)}</Page>
}

function partOf(data: ReturnType<typeof useLoaderData<typeof loader>>) {
  switch (data.state) {
    case 'ask-who':
      return <AskWho {...data} />
    case 'ask-kind':
      return <AskKind {...data} />
    case 'answer':
      return <FitsAnswer {...data} />
    case 'one-offer':
      return <OneFit {...data} />
  }
}
