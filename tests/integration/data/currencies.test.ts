import { afterAll, beforeAll, expect, test } from 'vitest'
import { currencyExponent, otherExponents } from '#app/domain/money/money.ts'
import { type OpenDatabase, openDatabase } from '../../database/open-database.ts'

let database: OpenDatabase
beforeAll(async () => {
  database = await openDatabase('PGlite')
})
afterAll(() => database?.close())

test('the database knows the smallest units that the domain knows, and takes a hundredth for all others', async () => {
  for (const currency of [...Object.keys(otherExponents), 'USD', 'EUR', 'NGN', 'KES', 'ABC']) {
    const [row] = await database.db.query('select private.minor_per_unit($1) as n', [currency])
    expect(Number(row?.n), currency).toBe(10 ** currencyExponent(currency))
  }
})
