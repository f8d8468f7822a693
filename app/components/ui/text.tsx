import { createElement, Fragment, type ReactNode } from 'react'
import type { CodeNamespace, TextKey } from '#app/i18n/keys.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Values = Record<string, ReactNode>

/** A translated sentence with elements in it: names in `<bdi>`, links, bold figures. `count` chooses the plural form. */
export function Text({ k, v }: { k: TextKey; v?: Values }) {
  const { t } = useLanguage()
  return <>{fill(marked => t(k, marked), v)}</>
}

/** The same for a text that is looked up by a value of the data. */
export function CodeText({ ns, code, v }: { ns: CodeNamespace; code: string; v?: Values }) {
  const { t } = useLanguage()
  return <>{fill(marked => t.code(ns, code, marked), v)}</>
}

/** Elements travel through the translation as private-use characters, which no text contains. */
function fill(translate: (values: Record<string, string | number>) => string, values: Values = {}): ReactNode {
  const elements: ReactNode[] = []
  const plain: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string' || typeof value === 'number') plain[name] = value
    else plain[name] = `\uE000${elements.push(value) - 1}\uE001`
  }
  const text = translate(plain)
  if (elements.length === 0) return text
  const parts = text.split(/\uE000(\d+)\uE001/)
  return createElement(Fragment, null, ...parts.map((part, index) => (index % 2 === 0 ? part : elements[Number(part)])))
}
