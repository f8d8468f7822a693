/** Whether two BCP 47 codes name one language, whatever region or script: who works in `en-GB` works in `en`. */
export function isSameLanguage(one: string, other: string): boolean {
  return primary(one) === primary(other)
}

const primary = (code: string): string => code.replace(/-.*/, '').toLowerCase()
