import type { Entry } from './entry.ts'

export const offersPages: Record<string, Entry> = {}
