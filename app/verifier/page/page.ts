import { CHECKS, type CheckName } from '../broken.ts'
import { type Verdict, verifyRecord } from '../verify-record.ts'

/** The page around the verifier: words and style come with it, nothing is fetched. */

type Words = { [key: string]: string }
type Language = { code: string; name: string; dir: 'ltr' | 'rtl'; words: Words }

const SENTENCES: { [Name in CheckName]: string } = {
  format: 'verifier:check.format',
  previous: 'verifier:check.previous',
  seed: 'verifier:check.seed',
  tickets: 'verifier:check.tickets',
  inputHash: 'verifier:check.inputHash',
  resultHash: 'verifier:check.resultHash',
  capacity: 'verifier:check.capacity',
  acceptable: 'verifier:check.acceptable',
  caps: 'verifier:check.caps',
  floors: 'verifier:check.floors',
  'blocking-pair': 'verifier:check.blocking-pair',
  'non-wasteful': 'verifier:check.non-wasteful',
  'not-unit-optimal': 'verifier:check.not-unit-optimal',
  'call-order': 'verifier:check.call-order',
  'funding-balance': 'verifier:check.funding-balance',
  'equal-shares-step': 'verifier:check.equal-shares-step',
  'equal-shares-payments': 'verifier:check.equal-shares-payments',
  reasons: 'verifier:check.reasons',
}

const COMMON: CheckName[] = ['format', 'previous', 'seed', 'tickets', 'inputHash', 'resultHash']
const BY_KIND: { [kind: string]: CheckName[] } = {
  'call-order': ['call-order'],
  funding: ['funding-balance'],
  'equal-shares': ['equal-shares-step', 'equal-shares-payments'],
}

const find = <Kind extends HTMLElement = HTMLElement>(id: string) => document.getElementById(id) as Kind

/** Put in by scripts/build-verifier.mjs: the words of locales/<language>/verifier.json, and the style sheet. */
declare const LANGUAGES: Language[]
declare const STYLE: string

const languages = LANGUAGES
let language = pickLanguage()
let shown: { verdict: Verdict; names: CheckName[] } | null = null
let message = ''
let dropped: File | null = null

const text = (key: string) => language.words[key.replace('verifier:', '')] ?? key

function pickLanguage(): Language {
  const wished = [location.hash.slice(1), ...navigator.languages].map(code => code.split('-')[0])
  const known = wished.flatMap(code => languages.filter(each => each.code === code))
  return known[0] ?? (languages[0] as Language)
}

function element(tag: string, content = '', className = ''): HTMLElement {
  const made = document.createElement(tag)
  made.textContent = content
  if (className) made.className = className
  return made
}

function showWords() {
  document.documentElement.lang = language.code
  document.documentElement.dir = language.dir
  document.title = text('verifier:title')
  for (const each of document.querySelectorAll<HTMLElement>('[data-text]')) {
    each.textContent = text(each.dataset.text ?? '')
  }
  find('languages').setAttribute('aria-label', text('verifier:languages'))
  for (const button of find('languages').children) {
    button.setAttribute('aria-pressed', String((button as HTMLElement).lang === language.code))
  }
  find('status').textContent = message && text(message)
  showVerdict()
}

function say(key: string) {
  message = key
  find('status').textContent = key && text(key)
}

/** The checks that belong to a kind of record; all of them while the kind is not known. */
function namesFor(record: string): CheckName[] {
  try {
    const kind = String(JSON.parse(record).instance.kind)
    const own = BY_KIND[kind]
    if (own) return [...COMMON, ...own].filter(name => name !== 'tickets' || kind === 'funding')
    const others = Object.values(BY_KIND).flat()
    return CHECKS.filter(name => !others.includes(name))
  } catch {
    return [...CHECKS]
  }
}

function stateOf(name: CheckName, { verdict, names }: { verdict: Verdict; names: CheckName[] }): string {
  if (verdict.ok) {
    if (verdict.checked.includes(name)) return 'true'
    return name === 'previous' ? 'link' : 'hidden'
  }
  const [place, broken] = [names.indexOf(name), names.indexOf(verdict.broken)]
  return place < broken ? 'true' : place === broken ? 'broken' : 'after'
}

const STATES: { [state: string]: string } = {
  true: 'verifier:state.true',
  broken: 'verifier:state.broken',
  hidden: 'verifier:state.hidden',
  link: 'verifier:state.link',
  after: 'verifier:state.after',
}

function showVerdict() {
  const section = find('verdict')
  section.hidden = shown === null
  section.replaceChildren()
  if (!shown) return
  const { verdict, names } = shown
  const part = verdict.ok && verdict.withheld.length > 0
  section.className = verdict.ok ? (part ? 'part' : '') : 'bad'
  const title = element('h2', text(verdict.ok ? (part ? 'verifier:ok-part' : 'verifier:ok') : 'verifier:broken'))
  title.id = 'verdict-title'
  section.append(title)
  if (!verdict.ok) section.append(element('p', text('verifier:broken-lead')))
  if (part) {
    section.append(element('h3', text('verifier:withheld')), element('p', text('verifier:withheld-lead')))
    const classes = element('p')
    verdict.withheld.forEach((name, i) => {
      classes.append(...(i > 0 ? [' · '] : []), element('bdi', name))
    })
    section.append(classes)
  }
  section.append(element('h3', text('verifier:checks')))
  const list = element('ol')
  for (const name of names) list.append(item(name, shown))
  section.append(list)
}

function item(name: CheckName, outcome: { verdict: Verdict; names: CheckName[] }): HTMLElement {
  const state = stateOf(name, outcome)
  const made = element('li', '', state)
  const code = element('code', name)
  code.dir = 'ltr'
  code.lang = 'en'
  made.append(element('p', text(STATES[state] ?? ''), 'state'), element('p', text(SENTENCES[name])), code)
  if (state === 'broken' && !outcome.verdict.ok) {
    const where = element('pre')
    where.dir = 'ltr'
    where.lang = 'en'
    where.append(element('code', JSON.stringify(outcome.verdict.at)))
    made.append(element('p', text('verifier:place')), where)
  }
  return made
}

async function readFile(file: File): Promise<string> {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer())
}

async function check() {
  const file = dropped ?? find<HTMLInputElement>('file').files?.[0]
  const before = find<HTMLInputElement>('previous').files?.[0]
  shown = null
  showVerdict()
  try {
    const record = file ? await readFile(file) : find<HTMLTextAreaElement>('paste').value
    if (record.trim() === '') return say('verifier:none')
    say('verifier:checking')
    // Two frames, so that the message is on screen before the computation holds the page.
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)))
    const verdict = verifyRecord(record, before && (await readFile(before)))
    const applies = namesFor(record)
    const names = verdict.ok ? applies.filter(name => name !== 'tickets' || verdict.checked.includes(name)) : applies
    shown = { verdict, names }
    say('')
    showVerdict()
    find('verdict').focus()
  } catch {
    say('verifier:unreadable')
  }
}

for (const each of languages) {
  const button = element('button', each.name)
  button.setAttribute('type', 'button')
  button.lang = each.code
  button.dir = each.dir
  button.addEventListener('click', () => {
    language = each
    history.replaceState(null, '', `#${each.code}`)
    showWords()
  })
  find('languages').append(button)
}

find('form').addEventListener('submit', event => {
  event.preventDefault()
  void check()
})
find('file').addEventListener('change', () => {
  dropped = null
})
const drop = find('drop')
for (const name of ['dragenter', 'dragover', 'dragleave', 'drop']) {
  // The whole window, because a file dropped beside the field would make the browser leave the page.
  window.addEventListener(name, event => {
    event.preventDefault()
    drop.classList.toggle('over', name.startsWith('drage') || name === 'dragover')
  })
}
window.addEventListener('drop', event => {
  const file = event.dataTransfer?.files[0]
  if (!file) return
  dropped = file
  find('hint').textContent = file.name
  void check()
})
const style = document.createElement('style')
style.textContent = STYLE
document.head.append(style)
showWords()
