import type { RequestHandler } from 'express'

/**
 * A list or record answers as data under its own address plus `.csv` or `.json`.
 * The router has no such partial segments, so `/en/offers/O05.json` is looked up as `/en/offers/O05/json`.
 */
export const twinAddresses: RequestHandler = (request, response, next) => {
  const [path = '', query] = request.url.split(/\?(.*)/s)
  const twin = /^(\/.+)\.(csv|json)$/.exec(path)
  if (twin) {
    request.url = `${twin[1]}/${twin[2]}${query === undefined ? '' : `?${query}`}`
    // Data says itself who may fetch it; a header of ours would be joined to its own, and two values are none.
    response.removeHeader('Cross-Origin-Resource-Policy')
    // The router is handed the address as it was asked for.
    request.originalUrl = request.url
  }
  next()
}
