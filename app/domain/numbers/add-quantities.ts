/**
 * The sum of two quantities as people write them, with at most six decimals: 0.1 and 0.2 make 0.3, in whatever order,
 * while a sum stays below nine thousand million. Beyond, it is as near as a number can be.
 */
export const addQuantities = (one: number, other: number): number => Number((one + other).toFixed(6))
