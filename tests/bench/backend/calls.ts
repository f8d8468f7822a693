import type { SupabaseClient } from '@supabase/supabase-js'

type Answer = { data: unknown; error: { message: string } | null }
type Call = (db: SupabaseClient, n: number) => PromiseLike<Answer>

/** What is timed, with a number that varies from call to call. Each answer is looked at: what fails fast is not fast. */
export const calls: Record<string, { call: Call; isRight: (data: unknown) => boolean }> = {
  'select by key': {
    call: (db, n) =>
      db
        .from('bench_items')
        .select('id, organisation, title, meta, tags, made_at')
        // Every second hundred belongs to an organisation of the member.
        .eq('id', (n % 100) * 100 + (n % 49) + 1)
        .maybeSingle(),
    isRight: data => typeof (data as { id?: unknown } | null)?.id === 'number',
  },
  'list of 20': {
    call: (db, n) =>
      db
        .from('bench_items')
        .select('id, title, meta, tags, made_at')
        .eq('organisation', (n % 49) + 1)
        .order('id')
        .limit(20),
    isRight: data => (data as unknown[] | null)?.length === 20,
  },
  rpc: {
    call: (db, n) => db.rpc('bench_sum', { a: n, b: 1 }),
    isRight: data => typeof (data as { sum?: unknown } | null)?.sum === 'number',
  },
  insert: {
    call: (db, n) =>
      db
        .from('bench_items')
        .insert({ organisation: (n % 49) + 1, title: `New ${n}`, meta: { size: n }, tags: ['new'] })
        .select('id')
        .single(),
    isRight: data => typeof (data as { id?: unknown } | null)?.id === 'number',
  },
}

export type Timing = { perSecond: number; latenciesMs: number[] }

/** `count` calls with so many in flight. */
export async function timed(name: string, db: SupabaseClient, count: number, inFlight: number): Promise<Timing> {
  const { call, isRight } = calls[name] ?? fail(`No such call: ${name}`)
  const latenciesMs: number[] = []
  let next = 0
  const work = async () => {
    while (next < count) {
      const n = next++
      const started = performance.now()
      const { data, error } = await call(db, n)
      latenciesMs.push(performance.now() - started)
      if (error !== null || !isRight(data)) fail(`${name}: ${error?.message ?? JSON.stringify(data)}`)
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: inFlight }, work))
  return { perSecond: (count / (performance.now() - started)) * 1000, latenciesMs }
}

function fail(message: string): never {
  throw new Error(message)
}
