import { useLocation } from '@remix-run/react'
import { Text } from './text.tsx'

type Format = 'csv' | 'json'

/** Links to the same rows, or the same record, as data, with the filter kept. */
export function Twins({ formats, of = 'list' }: { formats: readonly Format[]; of?: 'list' | 'record' }) {
  const { pathname, search } = useLocation()
  const path = pathname.replace(/\/$/, '')
  const links = formats.map((format, index) => (
    <span key={format}>
      {index > 0 ? ' · ' : ''}
      <a href={`${path}.${format}${search}`} rel="alternate" type={format === 'csv' ? 'text/csv' : 'application/json'}>
        <bdi lang="en" dir="ltr" data-user>
          {format.toUpperCase()}
        </bdi>
      </a>
    </span>
  ))
  return (
    <p className="small dim">
      <Text k={of === 'list' ? 'common:twins' : 'common:twins-record'} v={{ formats: <>{links}</> }} />
    </p>
  )
}
