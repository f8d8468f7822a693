/** The same numbers at the beginning of a column twice as long. */
export function widened(column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(2 * column.length)
  wider.set(column)
  return wider
}
