import type { ReactNode } from 'react'

export type Column<Row> = {
  key: string
  /** The visible head, repeated before each cell on a phone. */
  label: string
  cell: (row: Row) => ReactNode
  /** `number` aligns at the end; `full` takes a whole line on a phone. */
  layout?: 'number' | 'full'
}

type Props<Row> = {
  caption?: ReactNode
  rowKey: (row: Row) => string
  /** The first column names the row. */
  head: { label: string; cell: (row: Row) => ReactNode }
  columns: Column<Row>[]
  rows: readonly Row[]
}

/** A table that becomes stacked cards on a phone; its roles keep it a table for readers' ears. */
export function DataTable<Row>({ caption, rowKey, head, columns, rows }: Props<Row>) {
  return (
    <table className="stack" role="table">
      {caption ? <caption className="small">{caption}</caption> : null}
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {head.label}
          </th>
          {columns.map(({ key, label, layout }) => (
            <th key={key} role="columnheader" scope="col" className={layout === 'number' ? 'n' : undefined}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(row => (
          <tr key={rowKey(row)} role="row">
            <th role="rowheader" scope="row">
              {head.cell(row)}
            </th>
            {columns.map(({ key, label, layout, cell }) => (
              <td key={key} role="cell" className={cellClass(layout)} data-l={layout === 'full' ? undefined : label}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const cellClass = (layout: Column<unknown>['layout']) =>
  layout === 'number' ? 'n' : layout === 'full' ? 'all' : undefined
