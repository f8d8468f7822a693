import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import type { Entry } from '../../pages.ts'

export type Route = { id: string; hasPage: boolean; hasAction: boolean }

/** The routes of the built server, read once at the start of the run. */
export function manifest(): Route[] {
  return JSON.parse(process.env.IMARIKA_TEST_ROUTES ?? '[]') as Route[]
}

export async function readManifest(): Promise<Route[]> {
  const build = (await import(pathToFileURL(resolve('build/server/index.js')).href)) as ServerBuild
  return Object.values(build.routes).flatMap(route =>
    route
      ? [{ id: route.id, hasPage: route.module.default !== undefined, hasAction: route.module.action !== undefined }]
      : [],
  )
}

/** What the list of pages and the routes do not agree on. */
export function differences(routes: readonly Route[], list: Record<string, Entry>): string[] {
  const ids = new Set(routes.map(({ id }) => id))
  return [
    ...routes.flatMap(({ id, hasPage }) => {
      const entry = list[id]
      if (!entry) return [`no line for ${id}`]
      if (entry.kind !== 'frame' && entry.samples.length === 0) return [`no sample for ${id}`]
      return entry.kind === 'page' && !hasPage ? [`${id} has no page to show`] : []
    }),
    ...Object.keys(list).flatMap(id => (ids.has(id) ? [] : [`no route for ${id}`])),
  ]
}
