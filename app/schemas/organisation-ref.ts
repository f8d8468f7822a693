import { z } from 'zod'

/** The ref of an organisation in an address: the names they are made from are longer than other codes. */
export const organisationRefParam = z
  .string()
  .nullish()
  .transform(text => (text && /^[a-z0-9-]{1,200}$/.test(text) ? text : null))
