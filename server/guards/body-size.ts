import type { ServerBuild } from '@remix-run/node'
import type { RequestHandler } from 'express'
import { isUnsafe } from './method.ts'

/** Bytes a request may bring, by what the route declares in `handle.body`. */
export const bodyLimits = { form: 256 * 1024, upload: 11 * 1024 * 1024, import: 6 * 1024 * 1024 } as const

export type BodyKind = keyof typeof bodyLimits

/** A body must announce its length, and stay within the limit of its route; the router itself has no limit. */
export function guardBodySize(build: () => Promise<ServerBuild>): RequestHandler {
  return async (request, response, next) => {
    if (!isUnsafe(request.method)) return next()
    const length = request.headers['content-length']
    if (length === undefined || request.headers['transfer-encoding'] !== undefined) {
      response.status(411).type('text/plain').send('411')
      return
    }
    try {
      const kind = bodyKindOf(await build(), request.path)
      if (Number(length) <= bodyLimits[kind]) return next()
    } catch (error) {
      return next(error)
    }
    response.status(413).set('Connection', 'close').type('text/plain').send('413')
  }
}

/** What the route of this path declares; `form` where it declares nothing. */
export function bodyKindOf(build: ServerBuild, path: string): BodyKind {
  for (const route of Object.values(build.routes)) {
    const declared = (route?.module.handle as { body?: BodyKind } | undefined)?.body
    if (declared && route && patternOf(build, route.id).test(path)) return declared
  }
  return 'form'
}

function patternOf(build: ServerBuild, id: string): RegExp {
  const parts: string[] = []
  for (let route = build.routes[id]; route; route = route.parentId ? build.routes[route.parentId] : undefined) {
    if (route.path) parts.unshift(route.path)
  }
  const source = parts
    .join('/')
    .split('/')
    .map(part => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('/')
  return new RegExp(`^/${source}/?$`)
}
