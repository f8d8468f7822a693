import type { SupabaseClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unsupported } from '#embedded/unsupported.ts'
import { openGateway, type Target } from './targets.ts'

let target: Target
beforeAll(async () => {
  target = await openGateway()
})
afterAll(() => target.close())

type Call = (db: SupabaseClient) => PromiseLike<{ status?: number; error: { message: string; status?: number } | null }>
const read = (db: SupabaseClient, columns = 'id') => db.from('samples').select(columns)

const calls: [feature: keyof typeof unsupported, call: Call][] = [
  ['auth', db => db.auth.signInAnonymously()],
  ['storage', db => db.storage.from('files').createSignedUrl('a', 60)],
  ['functions', db => db.functions.invoke('hello')],
  ['limitedWrite', db => db.from('notes').delete().eq('id', 1).limit(1)],
  ['limitedWrite', db => db.from('notes').insert({ id: 9 }).select('id').order('id')],
  ['embedding', db => read(db, 'id, notes(body)')],
  ['embedding', db => read(db, 'id, other:notes!inner(body)')],
  ['embedding', db => read(db, '...notes(body)')],
  ['embedding', db => read(db, 'count()')],
  ['embedding', db => read(db, 'small.sum()')],
  ['operator', db => read(db).containedBy('tags', ['a'])],
  ['operator', db => read(db).rangeGt('day', '[2026-01-01,2026-01-02)')],
  ['operator', db => read(db).regexMatch('label', '^a')],
  ['operator', db => read(db).isDistinct('small', 1)],
  ['quantifier', db => read(db).likeAnyOf('label', ['a%'])],
  ['cast', db => read(db, 'id::regclass')],
  ['relatedOrder', db => read(db).order('notes(body)')],
  ['countKind', db => db.from('samples').select('id', { count: 'planned' })],
  ['countKind', db => db.from('samples').select('id', { count: 'estimated' })],
  ['maxAffected', db => db.rpc('greet').setHeader('Prefer', 'handling=strict, max-affected=1')],
  ['csv', db => read(db).csv()],
  ['plan', db => read(db).explain()],
  ['stripped', db => read(db).stripNulls()],
]

test.each(calls)('%s is refused with status 501 and plain words', async (feature, call) => {
  const { status, error } = await call(target.anon)
  expect(status ?? error?.status ?? 501).toBe(501)
  // The functions client keeps the words of an error to itself.
  if (feature !== 'functions')
    expect(error?.message).toContain(`not supported in embedded mode: ${unsupported[feature]}`)
  else expect(error).not.toBeNull()
})
