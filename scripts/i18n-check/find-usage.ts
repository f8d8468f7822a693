import { readdirSync, readFileSync } from 'node:fs'
import { pluralFormOf } from './plural-forms.ts'
import type { Finding, Locale } from './texts.ts'

/** A key that code asks for, with `*` where a value is put in. */
export type Usage = { pattern: string; file: string }

/** What code asks for: `t('home:title')`, `k="home:gaps"`, a template with a value in it, `t.code('values', …)`. */
export function findUsage(files: Iterable<{ path: string; text: string }>, namespaces: readonly string[]): Usage[] {
  const literal = new RegExp(`(['"\`])((?:${namespaces.join('|')}):(?:(?!\\1)[^\\n])*)\\1`, 'g')
  const code = /(?:\.(?:code|hasCode)\(\s*|ns=)(['"])(\w+)\1\s*(?:,\s*|\s+code=\{?)(['"`])((?:(?!\3)[^\n])*)\3/g
  const usages: Usage[] = []
  for (const { path, text } of files) {
    for (const [, , key = ''] of text.matchAll(literal)) usages.push({ pattern: toPattern(key), file: path })
    for (const [, , namespace, , key = ''] of text.matchAll(code))
      usages.push({ pattern: toPattern(`${namespace}:${key}`), file: path })
  }
  return usages
}

/** `common:step.${step}` as `common:step.*`; values may hold braces one level deep. */
function toPattern(key: string): string {
  return key.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '*')
}

/** Keys of the source language that no code asks for, and keys asked for that do not exist. */
export function checkUsage(source: Locale, usages: readonly Usage[], codeNamespaces: readonly string[]): Finding[] {
  const findings: Finding[] = []
  const matchers = [...new Set(usages.map(({ pattern }) => pattern))].map(pattern => ({
    pattern,
    regex: patternRegex(pattern),
    isMet: false,
  }))
  for (const [namespace, texts] of Object.entries(source.texts)) {
    if (codeNamespaces.includes(namespace)) continue
    const keys = new Set(Object.keys(texts))
    for (const key of keys) {
      const stem = pluralFormOf(key, keys)?.stem ?? key
      const met = matchers.filter(({ regex }) => regex.test(`${namespace}:${stem}`))
      for (const matcher of met) matcher.isMet = true
      if (met.length === 0)
        findings.push({ kind: 'unused', language: source.code, key: `${namespace}:${key}`, detail: '' })
    }
  }
  for (const { pattern, isMet } of matchers) {
    if (isMet || codeNamespaces.includes(pattern.split(':')[0] ?? '')) continue
    const file = usages.find(usage => usage.pattern === pattern)?.file ?? ''
    findings.push({ kind: 'asked for but missing', language: source.code, key: pattern, detail: file })
  }
  return findings
}

export const patternRegex = (pattern: string) =>
  new RegExp(
    `^${pattern
      .split('*')
      .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+')}$`,
  )

/** All TypeScript below a folder. */
export function* sourceFiles(folder: string): Generator<{ path: string; text: string }> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) yield* sourceFiles(path)
    else if (/\.tsx?$/.test(entry.name)) yield { path, text: readFileSync(path, 'utf8') }
  }
}
