import type { Entry } from './entry.ts'

export const needsPages: Record<string, Entry> = {}
