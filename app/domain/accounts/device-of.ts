const browsers = [
  ['edge', /\bEdg(?:e|A|iOS)?\//],
  ['opera', /\bOPR\/|\bOpera\b/],
  ['samsung', /\bSamsungBrowser\//],
  ['uc', /\bUCBrowser\//],
  ['firefox', /\b(?:Firefox|FxiOS)\//],
  ['chrome', /\b(?:Chrome|CriOS|Chromium)\//],
  ['safari', /\bVersion\/[\d.]+.*\bSafari\//],
] as const

const systems = [
  ['android', /\bAndroid\b/],
  ['iphone', /\b(?:iPhone|iPod)\b/],
  ['ipad', /\biPad\b/],
  ['windows', /\bWindows\b/],
  ['chromeos', /\bCrOS\b/],
  ['mac', /\bMac OS X\b/],
  ['linux', /\bLinux\b/],
] as const

export type Browser = (typeof browsers)[number][0] | 'other'
export type System = (typeof systems)[number][0] | 'other'

/** Browser and system by the header User-Agent, as two codes: enough for a person to recognise a device of theirs. */
export function deviceOf(userAgent: string): `${Browser}/${System}` {
  const first = <Name extends string>(list: readonly (readonly [Name, RegExp])[]) =>
    list.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? 'other'
  return `${first(browsers)}/${first(systems)}`
}

/** The two codes back from the text that is kept. */
export function readDevice(text: string | null): { browser: Browser; system: System } {
  const [browser, system] = (text ?? '').split('/')
  return {
    browser: browsers.find(([name]) => name === browser)?.[0] ?? 'other',
    system: systems.find(([name]) => name === system)?.[0] ?? 'other',
  }
}
