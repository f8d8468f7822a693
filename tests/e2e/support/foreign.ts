import { formType } from './raw.ts'

export type Headers = Record<string, string>

/** Requests that no page of ours sends, by what is wrong with them. */
export const foreign = (site: string): Record<string, Headers> => {
  const { host, port } = new URL(site)
  return {
    'no Origin': { 'Content-Type': formType },
    'the Origin null': { 'Content-Type': formType, Origin: 'null' },
    'another host': { 'Content-Type': formType, Origin: 'https://evil.example' },
    'another scheme': { 'Content-Type': formType, Origin: `https://${host}` },
    'another port': { 'Content-Type': formType, Origin: `http://localhost:${Number(port) + 1}` },
    'a host that begins like ours': { 'Content-Type': formType, Origin: `${site}.evil.example` },
    'a forged X-Forwarded-Host': {
      'Content-Type': formType,
      Origin: 'https://evil.example',
      'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-Proto': 'https',
    },
    'a forged Host': { 'Content-Type': formType, Origin: 'http://evil.example', Host: 'evil.example' },
    'a body of plain text': { 'Content-Type': 'text/plain', Origin: site },
    'a body of JSON': { 'Content-Type': 'application/json', Origin: site },
    'a body of no type': { Origin: site },
  }
}

/** Refused as a change from elsewhere; or, where the request names another host than ours, before anybody looks further. */
export const isRefused = (status: number): boolean => status === 403 || status === 421
