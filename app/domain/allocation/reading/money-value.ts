const largestNumber = BigInt(Number.MAX_SAFE_INTEGER)

/** Money as a result writes it: a number to 2^53 - 1, above that a decimal string. Source: rule 3. */
export function moneyValue(amount: bigint): number | string {
  return amount <= largestNumber ? Number(amount) : amount.toString()
}
