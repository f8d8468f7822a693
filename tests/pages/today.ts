import type { Entry } from './entry.ts'

export const todayPages: Record<string, Entry> = {}
