import { useLocation } from '@remix-run/react'
import { Text } from './text.tsx'

type Format = 'csv' | 'json'

/** Links to the same rows as data, with the filter kept. */
export function Twins({ formats }: { formats: readonly Format[] }) {
  const { pathname, search } = useLocation()
  const path = pathname.replace(/\/$/, '')
  const links = formats.map((format, index) => (
    <span key={format}>
      {index > 0 ? ' · ' : ''}
      <a href={`${path}.${format}${search}`} rel="alternate" type={format === 'csv' ? 'text/csv' : 'application/json'}>
        <bdi lang="en">{format.toUpperCase()}</bdi>
      </a>
    </span>
  ))
  return (
    <p className="small dim">
      <Text k="common:twins" v={{ formats: <>{links}</> }} />
    </p>
  )
}
