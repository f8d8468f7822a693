import type { SupabaseClient } from '@supabase/supabase-js'

/** Each kind of call that the app makes or may make by design.md section 3, by the name it has in the record. */
export type WireCall = [name: string, call: (db: SupabaseClient) => unknown]

const read = (db: SupabaseClient) => db.from('works').select('id, name:title')
const row = { code: 'a', title: 'A, "b" (c)', tags: ['x', 'y z'], meta: { k: [1, null] } }

const rest: WireCall[] = [
  ['select', db => read(db)],
  ['select of everything', db => db.from('works').select()],
  ['select with a count', db => db.from('works').select('id', { count: 'exact' })],
  ['the count alone', db => db.from('works').select('id', { count: 'exact', head: true })],
  ['eq', db => read(db).eq('title', 'a, "b" (c)')],
  ['neq', db => read(db).neq('size', 1)],
  ['gt', db => read(db).gt('size', 1)],
  ['gte', db => read(db).gte('size', 1)],
  ['lt', db => read(db).lt('size', 1)],
  ['lte', db => read(db).lte('size', 1)],
  ['in', db => read(db).in('title', ['plain', 'a,b', 'c"d', '(e)'])],
  ['in of nothing', db => read(db).in('size', [])],
  ['is', db => read(db).is('day', null)],
  ['like', db => read(db).like('title', '%a_b%')],
  ['ilike', db => read(db).ilike('title', '%a%')],
  ['contains of a list', db => read(db).contains('tags', ['a', 'b c', 'd,e'])],
  ['contains of JSON', db => read(db).contains('meta', { a: [1] })],
  ['overlaps', db => read(db).overlaps('tags', ['a', 'b c'])],
  ['textSearch', db => read(db).textSearch('doc', 'a & b')],
  ['textSearch of the web', db => read(db).textSearch('doc', '"a b" or c', { type: 'websearch', config: 'simple' })],
  ['or', db => read(db).or('size.eq.1,and(title.like.a*,day.is.null)')],
  ['not', db => read(db).not('size', 'in', '(1,2)')],
  ['match', db => read(db).match({ size: 1, is_on: true })],
  ['filter', db => read(db).filter('meta->>kind', 'eq', 'lab')],
  ['order', db => read(db).order('size', { ascending: false, nullsFirst: false }).order('id')],
  ['limit', db => read(db).limit(5)],
  ['range', db => read(db).range(10, 19)],
  ['single', db => read(db).eq('id', 1).single()],
  ['maybeSingle', db => read(db).eq('id', 1).maybeSingle()],
  ['rpc', db => db.rpc('add', { a: 1, b: [1, 'x'] })],
  ['rpc without arguments', db => db.rpc('greet')],
  ['rpc with a filter', db => db.rpc('pairs', { how_many: 3 }).select('a').eq('a', 1).order('a').limit(1)],
  ['rpc, single', db => db.rpc('pairs', { how_many: 1 }).single()],
  ['rpc, counted', db => db.rpc('pairs', { how_many: 1 }, { count: 'exact' })],
  ['rpc by GET', db => db.rpc('add', { a: 1, list: ['x', 'y z'] }, { get: true })],
  ['insert of one', db => db.from('works').insert(row)],
  ['insert of several', db => db.from('works').insert([row, { code: 'b' }])],
  ['insert, read', db => db.from('works').insert(row).select('id')],
  ['insert, single', db => db.from('works').insert(row).select('id').single()],
  ['insert, counted', db => db.from('works').insert(row, { count: 'exact' })],
  ['insert with defaults', db => db.from('works').insert([row], { defaultToNull: false })],
  ['upsert', db => db.from('works').upsert(row)],
  ['upsert by a key', db => db.from('works').upsert([row], { onConflict: 'code' }).select()],
  ['upsert that ignores', db => db.from('works').upsert(row, { onConflict: 'code', ignoreDuplicates: true })],
  ['update', db => db.from('works').update({ title: 'x' }).eq('id', 1)],
  ['update, read', db => db.from('works').update({ title: 'x' }).eq('id', 1).select('id')],
  ['update, single', db => db.from('works').update({ title: 'x' }).eq('id', 1).select('id').single()],
  ['update, maybeSingle', db => db.from('works').update({ title: 'x' }).eq('id', 1).select('id').maybeSingle()],
  ['update, counted', db => db.from('works').update({ title: 'x' }, { count: 'exact' }).eq('id', 1)],
  ['delete', db => db.from('works').delete().eq('id', 1)],
  ['delete, read', db => db.from('works').delete().eq('id', 1).select()],
  ['delete, counted', db => db.from('works').delete({ count: 'exact' }).eq('id', 1)],
]

const mail = 'somebody@example.org'
const signedIn = (db: SupabaseClient) => db.auth.signInWithPassword({ email: mail, password: 'a long password' })
const afterSignIn =
  (call: (db: SupabaseClient) => unknown): WireCall[1] =>
  async db => {
    await signedIn(db)
    await call(db)
  }

const auth: WireCall[] = [
  ['signUp', db => db.auth.signUp({ email: mail, password: 'a long password', options: { data: { lang: 'fr' } } })],
  ['signInWithPassword', signedIn],
  ['signInWithOtp', db => db.auth.signInWithOtp({ email: mail, options: { shouldCreateUser: false } })],
  ['resetPasswordForEmail', db => db.auth.resetPasswordForEmail(mail)],
  ['verifyOtp by a code', db => db.auth.verifyOtp({ type: 'email', email: mail, token: '123456' })],
  ['verifyOtp by a link', db => db.auth.verifyOtp({ type: 'recovery', token_hash: 'h' })],
  ['getUser', afterSignIn(db => db.auth.getUser())],
  ['refreshSession', afterSignIn(db => db.auth.refreshSession())],
  ['updateUser: password', afterSignIn(db => db.auth.updateUser({ password: 'another password' }))],
  ['updateUser: mail', afterSignIn(db => db.auth.updateUser({ email: 'other@example.org' }))],
  ['updateUser: data', afterSignIn(db => db.auth.updateUser({ data: { lang: 'ar' } }))],
  ['signOut: local', afterSignIn(db => db.auth.signOut({ scope: 'local' }))],
  ['signOut: others', afterSignIn(db => db.auth.signOut({ scope: 'others' }))],
  ['signOut: global', afterSignIn(db => db.auth.signOut())],
  ['mfa.enroll', afterSignIn(db => db.auth.mfa.enroll({ factorType: 'totp', issuer: 'Imarika' }))],
  ['mfa.listFactors', afterSignIn(db => db.auth.mfa.listFactors())],
  ['mfa.challengeAndVerify', afterSignIn(db => db.auth.mfa.challengeAndVerify({ factorId: 'f', code: '123456' }))],
  ['mfa.unenroll', afterSignIn(db => db.auth.mfa.unenroll({ factorId: 'f' }))],
  ['a read by a user', afterSignIn(db => read(db))],
]

const USER = '00000000-0000-4000-8000-000000000001'
const admin: WireCall[] = [
  ['admin.createUser', db => db.auth.admin.createUser({ email: mail, password: 'p', email_confirm: true })],
  ['admin.getUserById', db => db.auth.admin.getUserById(USER)],
  ['admin.updateUserById', db => db.auth.admin.updateUserById(USER, { password: 'p' })],
  ['admin.deleteUser', db => db.auth.admin.deleteUser(USER)],
  ['admin.listUsers', db => db.auth.admin.listUsers({ page: 2, perPage: 50 })],
  ['admin.mfa.listFactors', db => db.auth.admin.mfa.listFactors({ userId: USER })],
  ['admin.mfa.deleteFactor', db => db.auth.admin.mfa.deleteFactor({ userId: USER, id: USER })],
  ['admin.signOut', db => db.auth.admin.signOut('token', 'global')],
]

const files = (db: SupabaseClient) => db.storage.from('files')
const bytes = new TextEncoder().encode('%PDF-')
const storage: WireCall[] = [
  ['upload of bytes', db => files(db).upload('org/a b.pdf', bytes, { contentType: 'application/pdf', upsert: false })],
  [
    'upload over what is there',
    db => files(db).upload('org/a.pdf', bytes, { contentType: 'application/pdf', upsert: true }),
  ],
  ['upload of a blob', db => files(db).upload('org/a.pdf', new Blob([bytes], { type: 'application/pdf' }))],
  ['download', db => files(db).download('org/a b.pdf')],
  ['remove', db => files(db).remove(['org/a.pdf', 'org/b.pdf'])],
  ['list', db => files(db).list('org', { limit: 10, offset: 20, sortBy: { column: 'name', order: 'asc' } })],
]

export const wireCalls: readonly WireCall[] = [...rest, ...auth, ...admin, ...storage]
/** These the app also makes through the client that keeps the session in cookies, which asks for links of its own kind. */
export const cookieCalls: readonly WireCall[] = auth.map(([name, call]) => [`${name}, with cookies`, call])
