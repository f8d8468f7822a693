/** Reads PostgREST's small grammars from left to right. */
export class Scanner {
  readonly text: string
  position = 0

  constructor(text: string) {
    this.text = text
  }

  get isAtEnd(): boolean {
    return this.position >= this.text.length
  }

  get rest(): string {
    return this.text.slice(this.position)
  }

  /** Steps over `token` if it comes next. */
  take(token: string): boolean {
    if (!this.text.startsWith(token, this.position)) return false
    this.position += token.length
    return true
  }

  /** Steps over what `pattern` (sticky) matches here. */
  match(pattern: RegExp): string | null {
    pattern.lastIndex = this.position
    const found = pattern.exec(this.text)?.[0]
    if (found === undefined) return null
    this.position += found.length
    return found
  }

  /** A text in double quotes, in which a backslash takes the next character as it is. */
  quoted(): string | null {
    const found = this.match(/"(?:[^"\\]|\\[\s\S])*"/y)
    return found === null ? null : found.slice(1, -1).replace(/\\([\s\S])/g, '$1')
  }
}
