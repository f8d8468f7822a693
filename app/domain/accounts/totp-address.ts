/** A secret as authenticator apps write it: base32 without padding, 160 bits or more. */
export const isTotpSecret = (text: string): boolean => /^[A-Z2-7]{32,64}$/.test(text)

/** What an authenticator app reads from the picture: whose account this is, and the secret (Key URI format). */
export function totpAddress(secret: string, email: string): string {
  const label = `Imarika:${encodeURIComponent(email)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=Imarika&algorithm=SHA1&digits=6&period=30`
}
