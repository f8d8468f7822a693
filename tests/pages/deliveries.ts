import type { Entry } from './entry.ts'

export const deliveriesPages: Record<string, Entry> = {}
