/** Every address that no page has. It needs a component, so that the answer is a page in the reader's language. */
export function loader() {
  throw new Response(null, { status: 404 })
}

export default function Nothing() {
  return null
}
