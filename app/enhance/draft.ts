// Keeps a long form while it is written: on the server every four seconds, so that with the way there no more than five
// are ever lost, and whenever a field is left; and in this tab until the server has it. It never sends the form itself.
// What a shared phone shows its next reader: nothing, since a copy belongs to one account and ends with the tab.
const everyMs = 4000

type Kept = { writer: string; isSent: boolean; typed: [string, string][] }

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) keep(form)

function keep(form: HTMLFormElement): void {
  const { draft: writer = '', offline = '', signedOut = '', back = '' } = form.dataset
  const told = form.querySelector('[role=status]')
  const place = `draft:${location.pathname}`
  let [changes, kept, lastAt, isOut] = [0, 0, -everyMs, false]
  let timer: ReturnType<typeof setTimeout> | undefined

  const tell = (words: string) => {
    if (told) told.textContent = words
  }

  // Files stay where they are, and so does whatever the page put in itself.
  const typed = (): [string, string][] => {
    const own = [...new FormData(form)].filter(
      ([name]) => (form.elements.namedItem(name) as HTMLInputElement).type !== 'hidden',
    )
    return own.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  }

  const copy = (isSent: boolean) => {
    try {
      sessionStorage.setItem(place, JSON.stringify({ writer, isSent, typed: typed() }))
    } catch {
      // Full, or not allowed: the server is there still.
    }
  }

  function bringBack(): void {
    const found = sessionStorage.getItem(place)
    if (found === null) return
    const { writer: whose, isSent, typed: words } = JSON.parse(found) as Kept
    // What the server has answered stands in the form that it sent back.
    if (whose !== writer || (isSent && form.dataset.returned !== undefined)) {
      sessionStorage.removeItem(place)
      return
    }
    for (const field of form.elements as unknown as Iterable<HTMLInputElement | HTMLSelectElement>) {
      const values = words.filter(([name]) => name === field.name).map(([, value]) => value)
      if (field.type === 'checkbox' || field.type === 'radio') field.checked = values.includes(field.value)
      else if (field instanceof HTMLSelectElement && field.multiple)
        for (const option of field.options) option.selected = values.includes(option.value)
      else if (values[0] !== undefined && field.type !== 'hidden') field.value = values[0]
    }
    // What is chosen is in sight, as where the server puts it in.
    for (const choices of form.querySelectorAll('details')) choices.open ||= choices.querySelector(':checked') !== null
    tell(back)
    change()
  }

  async function save(keepalive = false): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    if (changes === kept || isOut) return
    const now = changes
    lastAt = performance.now()
    const body = new FormData()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
    body.set('intent', 'save_draft')
    const headers = { Accept: 'application/json' }
    try {
      const answer = await fetch(form.action, { method: 'POST', body, headers, redirect: 'manual', keepalive })
      isOut = answer.type === 'opaqueredirect'
      if (isOut) return tell(signedOut)
      if (!answer.ok) throw 0
      tell(((await answer.json()) as { kept: string }).kept)
      kept = now
      if (changes === kept) sessionStorage.removeItem(place)
    } catch {
      tell(offline)
      wait()
    }
  }

  const wait = () => {
    timer ??= setTimeout(save, Math.max(0, lastAt + everyMs - performance.now()))
  }

  function change(): void {
    changes += 1
    copy(false)
    wait()
  }

  form.addEventListener('input', change)
  form.addEventListener('change', () => void save())
  addEventListener('online', () => void save())
  addEventListener('visibilitychange', () => void (document.visibilityState === 'hidden' && save(true)))
  // Until the server has answered, the copy is all there is; the next page of ours throws it away.
  form.addEventListener('submit', ({ submitter }) => {
    clearTimeout(timer)
    isOut = true
    if (submitter?.getAttribute('value') === 'begin_anew') sessionStorage.removeItem(place)
    else copy(true)
  })
  // A page that comes back as it was left may be written on.
  window.addEventListener('pageshow', event => {
    if (event.persisted) isOut = false
  })
  bringBack()
}
