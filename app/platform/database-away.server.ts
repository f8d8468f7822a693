/** How long a reader or a program should wait before asking again. */
export const awaySeconds = '5'

/** Thrown while the database cannot be asked: the page says so in the reader's language. */
export const databaseAway = (): Response => new Response(null, { status: 503, headers: { 'Retry-After': awaySeconds } })

export const isDatabaseAway = (thrown: unknown): thrown is Response =>
  thrown instanceof Response && thrown.status === 503
