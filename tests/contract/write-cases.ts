import type { SupabaseClient } from '@supabase/supabase-js'
import type { Call, Case } from './cases.ts'

/** Calls that write. Each starts from the same rows; what `table` holds afterwards is part of the outcome. */
const writeCases: Case[] = []
type Table = 'works' | 'slots' | 'serials' | 'loose' | 'letters' | 'partly' | 'guarded'
const add = (as: Case['as'], table: Table, name: string, call: Call) =>
  writeCases.push({ name, as, call, writesTo: table })
const anon = (name: string, call: Call, table: Table = 'works') => add('anon', table, name, call)
const user = (name: string, call: Call, table: Table = 'works') => add('user', table, name, call)
const service = (name: string, call: Call, table: Table = 'works') => add('service', table, name, call)

const OWN = 'aaaaaaaa-0000-4000-8000-000000000001'
const OTHER = 'aaaaaaaa-0000-4000-8000-000000000002'
const works = (db: SupabaseClient) => db.from('works')
const four = { code: 'four', title: 'The fourth' }
const five = { code: 'five', title: 'The fifth' }

service('insert one', db => works(db).insert(four))
service('insert one and read it', db => works(db).insert(four).select())
service('insert one and read chosen columns', db => works(db).insert(four).select('id, name:title, size::text'))
service('insert one and read a JSON step', db => works(db).insert(four).select('made:meta->>made'))
service('insert one, single', db => works(db).insert(four).select('id').single())
service('insert one, maybeSingle', db => works(db).insert(four).select('id').maybeSingle())
service('insert two', db => works(db).insert([four, five]))
service('insert two and read them', db => works(db).insert([four, five]).select('id, code'))
service('insert two, single: rolled back', db => works(db).insert([four, five]).select('id').single())
service('insert two, maybeSingle', db => works(db).insert([four, five]).select('id').maybeSingle())
service('insert, counted', db => works(db).insert([four, five], { count: 'exact' }))
service('insert, counted and read', db => works(db).insert([four, five], { count: 'exact' }).select('id'))
service('insert of no rows', db => works(db).insert([]))
service('insert of no rows, read', db => works(db).insert([]).select())
service('insert of an empty object', db => db.from('slots').insert({} as never), 'slots')
service('insert of an empty object into a table of defaults', db => db.from('loose').insert({}).select(), 'loose')
service('insert of two empty objects', db => db.from('loose').insert([{}, {}]).select(), 'loose')
service('rows of different columns: null where one is left out', db =>
  works(db)
    .insert([
      { ...four, big: 1 },
      { ...five, size: 5 },
    ])
    .select('code, big, size'),
)
service('rows of different columns: the default where one is left out', db =>
  works(db)
    .insert(
      [
        { ...four, big: 1 },
        { ...five, meta: { own: true }, id: 40 },
      ],
      { defaultToNull: false },
    )
    .select('id, code, big, meta, moment, tags'),
)
service('the default only where the key is missing, not where it is null', db =>
  works(db)
    .insert([{ ...four, big: null }, { ...five }], { defaultToNull: false })
    .select('code, big'),
)
service('the default of a not null column', db =>
  works(db)
    .insert([{ ...four, tags: ['a'] }, five], { defaultToNull: false })
    .select('code, tags'),
)
service('null into a not null column with a default', db =>
  works(db)
    .insert([{ ...four, tags: ['a'] }, five])
    .select('code'),
)
service('columns with odd names', db =>
  works(db)
    .insert([{ ...four, 'odd Name': 'x' }])
    .select('"odd Name"'),
)

service('every type of value, written', db =>
  works(db)
    .insert({
      ...four,
      size: 21,
      amount: '123456789012.3456',
      big: '9007199254740993',
      moment: '2026-02-03T04:05:06.123456+03:00',
      day: '2026-02-03',
      meta: { a: [1, 2.5, null, 'x"y\\z\n', { é: 'مرحبا' }] },
      note: { b: 1, a: 2 },
      tags: ['a b', 'c,d', 'e"f', '{g}', 'null', '', 'مرحبا'],
      grid: [1, 2],
      is_on: false,
      mood: 'bold',
      part: 0.25,
      short: 'abc',
      fixed: 'ab',
      bytes: '\\xdeadbeef',
      owner_id: OTHER,
      parent: 1,
    })
    .select('*, bigText:big::text, amountText:amount::text'),
)
service('numbers at their limits', db =>
  works(db)
    .insert({ ...four, size: 2147483647 / 1, big: -5, amount: -0.0001 })
    .select('size, big, amount::text'),
)
service('a list of lists', db =>
  works(db)
    .insert({
      ...four,
      grid: [
        [1, 2],
        [3, 4],
      ],
    })
    .select('grid'),
)
service('a list as a literal', db =>
  works(db)
    .insert({ ...four, tags: '{x,"y z"}' })
    .select('tags'),
)
service('null in a list', db =>
  works(db)
    .insert({ ...four, tags: ['a', null] })
    .select('tags'),
)
service('a JSON list into jsonb', db =>
  works(db)
    .insert({ ...four, meta: [1, 'two'] })
    .select('meta'),
)
service('a JSON text into jsonb', db =>
  works(db)
    .insert({ ...four, meta: 'text' })
    .select('meta'),
)
service('null into jsonb', db =>
  works(db)
    .insert({ ...four, meta: null })
    .select('meta'),
)
service('json keeps its order and spaces are gone', db =>
  works(db)
    .insert({ ...four, note: { z: 1, a: [1, 2] } })
    .select('note'),
)
service('an object into text', db =>
  works(db)
    .insert({ ...four, title: { a: 1 } })
    .select('title'),
)
service('a number into text', db =>
  works(db)
    .insert({ ...four, title: 12.5 })
    .select('title'),
)
service('a text that is a number', db =>
  works(db)
    .insert({ ...four, size: '12' })
    .select('size'),
)
service('a boolean as text', db =>
  works(db)
    .insert({ ...four, is_on: 'yes' })
    .select('is_on'),
)
service('rounding to the scale of a numeric', db =>
  works(db)
    .insert({ ...four, amount: 1.00005 })
    .select('amount'),
)

service('a text into a number', db => works(db).insert({ ...four, size: 'x' }))
service('a fraction into a whole number', db => works(db).insert({ ...four, size: 1.5 }))
service('a number that is too large', db => works(db).insert({ ...four, size: 3_000_000_000 }))
service('a day that is none, written', db => works(db).insert({ ...four, day: '2026-02-30' }))
service('a uuid that is none', db => works(db).insert({ ...four, owner_id: 'me' }))
service('a word that is not in the enumeration', db => works(db).insert({ ...four, mood: 'wild' }))
service('a value outside its domain', db => works(db).insert({ ...four, part: 2 }))
service('a text that is too long', db => works(db).insert({ ...four, short: 'abcd' }))
service('an object into a list', db => works(db).insert({ ...four, tags: { a: 1 } }))
service('a number into a list', db => works(db).insert({ ...four, grid: 1 }))
service('a null character in a text', db => works(db).insert({ ...four, title: 'a\0b' }))
service('a code that is taken', db => works(db).insert({ ...four, code: 'one' }))
service('an id that is taken', db => works(db).insert({ ...four, id: 1 }))
service('a parent that is not there', db => works(db).insert({ ...four, parent: 99 }))
service('a title that is missing', db => works(db).insert({ code: 'four' }))
service('a size that is not allowed', db => works(db).insert({ ...four, size: 0 }))
service('a generated column', db => works(db).insert({ ...four, doubled: 4 }))
service('one bad row of two: none is written', db => works(db).insert([four, { ...five, size: 0 }]))
service('an identity that is always made', db => db.from('serials').insert({ label: 'x' }).select(), 'serials')
service('an identity that is always made, given', db => db.from('serials').insert({ id: 9, label: 'x' }), 'serials')
service('an unknown column', db => works(db).insert({ ...four, nowhere: 1 }))
service('an unknown column in one row', db => works(db).insert([four, { ...five, nowhere: 1 }]))
service('an unknown column in what is read', db => works(db).insert(four).select('nowhere'))
service('insert into an unknown table', db => db.from('nowhere').insert(four))
service('a trigger changes the row', db => db.from('guarded').insert({ id: 2, body: 'quiet' }).select(), 'guarded')
service('a trigger refuses the row', db => db.from('guarded').insert({ id: 2, body: 'refuse' }), 'guarded')
service('a trigger refuses with a status', db => db.from('guarded').insert({ id: 2, body: 'teapot' }), 'guarded')
service('a trigger drops the row', db => db.from('guarded').insert({ id: 2, body: 'skip' }).select(), 'guarded')
service(
  'a trigger drops the row, single',
  db => db.from('guarded').insert({ id: 2, body: 'skip' }).select().single(),
  'guarded',
)
service('a trigger sets the status', db => db.from('guarded').insert({ id: 2, body: 'accepted' }).select(), 'guarded')
service('insert through a view', db => db.from('work_titles').insert({ code: 'four', name: 'Through' }).select())
service('insert into a view that cannot', db => db.from('work_counts').insert({ status: 'x' }))
service('insert of 2 MB', db =>
  works(db)
    .insert({ ...four, meta: { text: 'ü'.repeat(1_000_000) } })
    .select('id'),
)
service('insert of 1200 rows gives all of them', db =>
  db
    .from('slots')
    .insert(
      Array.from({ length: 1200 }, (_, n) => ({ a: 5, b: n })),
      { count: 'exact' },
    )
    .select('b'),
)

service('upsert of new rows', db =>
  works(db)
    .upsert([{ id: 8, ...four }])
    .select('id, code'),
)
service('upsert of a known row', db =>
  works(db).upsert({ id: 1, code: 'one', title: 'Again' }).select('id, title, size'),
)
service('upsert of a known row, not read', db => works(db).upsert({ id: 1, code: 'one', title: 'Again' }))
service('upsert of one new and one known', db =>
  works(db)
    .upsert([
      { id: 1, code: 'one', title: 'Again' },
      { id: 9, ...four },
    ])
    .select('id, title'),
)
service('upsert by another key', db =>
  works(db).upsert({ code: 'two', title: 'Again' }, { onConflict: 'code' }).select('id, title, parent'),
)
service(
  'upsert by a key of two columns',
  db =>
    db
      .from('slots')
      .upsert([
        { a: 1, b: 2, label: 'new' },
        { a: 2, b: 2, label: 'z' },
      ])
      .select(),
  'slots',
)
service(
  'upsert by a key of two columns, named',
  db => db.from('slots').upsert({ a: 1, b: 2, label: 'new' }, { onConflict: 'a, b' }).select(),
  'slots',
)
service('upsert that ignores what is there', db =>
  works(db)
    .upsert([{ code: 'one', title: 'Again' }, four], { onConflict: 'code', ignoreDuplicates: true })
    .select('code, title'),
)
service('upsert that ignores all', db =>
  works(db).upsert({ code: 'one', title: 'Again' }, { onConflict: 'code', ignoreDuplicates: true }).select('code'),
)
service('upsert, counted', db =>
  works(db).upsert(
    [
      { id: 1, code: 'one', title: 'Again' },
      { id: 9, ...four },
    ],
    { count: 'exact' },
  ),
)
service('upsert of no rows', db => works(db).upsert([]))
service('upsert of one row twice', db =>
  works(db).upsert([
    { id: 1, code: 'one', title: 'a' },
    { id: 1, code: 'one', title: 'b' },
  ]),
)
service('upsert by columns that are no key', db => works(db).upsert(four, { onConflict: 'title' }))
service('upsert by an unknown column', db => works(db).upsert(four, { onConflict: 'nowhere' }))
service('upsert that meets another key', db => works(db).upsert({ id: 8, code: 'one', title: 'x' }))
service('upsert into a table without a key', db => db.from('loose').upsert({ label: 'l' }).select(), 'loose')
service('upsert with the default where a key is missing', db =>
  works(db)
    .upsert(
      [
        { id: 1, code: 'one', title: 'a' },
        { id: 9, ...four, big: 3 },
      ],
      { defaultToNull: false },
    )
    .select('id, big'),
)
service('upsert, single of two: rolled back', db =>
  works(db)
    .upsert([
      { id: 1, code: 'one', title: 'a' },
      { id: 9, ...four },
    ])
    .select('id')
    .single(),
)

service('update', db => works(db).update({ title: 'New' }).eq('id', 1))
service('update and read', db => works(db).update({ title: 'New', size: 9 }).eq('id', 1).select('id, title, doubled'))
service('update of several', db => works(db).update({ status: 'open' }).gte('size', 2).select('id'))
service('update, counted', db => works(db).update({ status: 'open' }, { count: 'exact' }).gte('size', 2))
service('update of none', db => works(db).update({ status: 'open' }).eq('id', 99))
service('update of none, read', db => works(db).update({ status: 'open' }).eq('id', 99).select())
service('update of none, single', db => works(db).update({ status: 'open' }).eq('id', 99).select().single())
service('update of none, maybeSingle', db => works(db).update({ status: 'open' }).eq('id', 99).select().maybeSingle())
service('update of many, single: rolled back', db =>
  works(db).update({ status: 'open' }).gt('id', 0).select('id').single(),
)
service('update of many, maybeSingle', db =>
  works(db).update({ status: 'open' }).gt('id', 0).select('id').maybeSingle(),
)
service('update by in, is and like', db =>
  works(db).update({ status: 'open' }).in('id', [1, 2]).is('day', null).like('code', 't*').select('id'),
)
service('update by or', db => works(db).update({ status: 'open' }).or('size.eq.1,code.like.th*'))
service(
  'update by or, read',
  db => db.from('slots').update({ label: 'z' }).or('label.eq.y,a.gt.5').select('b'),
  'slots',
)
service('delete by or', db => works(db).delete().or('size.eq.3,and(code.eq.two,size.gt.5)'))
service('update by a JSON step', db =>
  works(db)
    .update({ meta: { own: 1 } })
    .eq('meta->>made', 'by default')
    .select('id, meta'),
)
service('update with a filter on the changed column', db =>
  works(db).update({ code: 'x' }).eq('code', 'one').select('code'),
)
service('update of lists, JSON and nulls', db =>
  works(db)
    .update({ tags: ['x', 'y'], meta: null, note: [1], size: null, mood: 'calm' })
    .eq('id', 1)
    .select('tags, meta, note, size, doubled, mood'),
)
service('update of nothing', db => works(db).update({}).eq('id', 1).select('id'))
service('update of nothing, not read', db => works(db).update({}).eq('id', 1))
service('update without a filter', db => works(db).update({ status: 'open' }))
service('update to a code that is taken', db => works(db).update({ code: 'two' }).eq('id', 1))
service('update to null where it may not be', db => works(db).update({ title: null }).eq('id', 1))
service('update to a wrong type', db => works(db).update({ size: 'x' }).eq('id', 1))
service('update of a generated column', db => works(db).update({ doubled: 4 }).eq('id', 1))
service('update of an identity that is always made', db => db.from('serials').update({ id: 4 }).eq('id', 1), 'serials')
service('update of an unknown column', db => works(db).update({ nowhere: 4 }).eq('id', 1))
service('update with an unknown column in a filter', db => works(db).update({ size: 4 }).eq('nowhere', 1))
service('update with a filter of a wrong type', db => works(db).update({ size: 4 }).eq('id', 'x'))
service('update of an unknown table', db => db.from('nowhere').update({ size: 4 }).eq('id', 1))
service('update through a view', db => db.from('work_titles').update({ name: 'Through' }).eq('code', 'one').select())
service(
  'update that a trigger drops',
  db => db.from('guarded').update({ body: 'skip' }).eq('id', 1).select(),
  'guarded',
)

service('delete', db => works(db).delete().eq('id', 3))
service('delete and read', db => works(db).delete().eq('id', 3).select('id, code'))
service('delete, counted', db => works(db).delete({ count: 'exact' }).gte('id', 2))
service('delete of none', db => works(db).delete().eq('id', 99))
service('delete of none, read', db => works(db).delete().eq('id', 99).select())
service('delete of none, single', db => works(db).delete().eq('id', 99).select('id').single())
service('delete, single', db => works(db).delete().eq('id', 3).select('id').single())
service('delete of many, single: rolled back', db => works(db).delete().gte('id', 2).select('id').single())
service('delete without a filter', db => works(db).delete())
service('delete of what is referred to', db => works(db).delete().eq('id', 1))
service('delete from an unknown table', db => db.from('nowhere').delete().eq('id', 1))
service('delete with an unknown column in a filter', db => works(db).delete().eq('nowhere', 1))

anon('anon may not insert', db => works(db).insert(four))
anon('anon may not update', db => works(db).update({ title: 'x' }).eq('id', 1))
anon('anon may not delete', db => works(db).delete().eq('id', 1))
anon('anon may not upsert', db => works(db).upsert({ id: 1, ...four }))
anon('anon writes what it may not read', db => db.from('letters').insert({ id: 2, body: 'b', from_id: OWN }), 'letters')
anon(
  'anon writes what it may not read, and wants it back',
  db => db.from('letters').insert({ id: 2, body: 'b', from_id: OWN }).select(),
  'letters',
)
anon('anon is refused by a policy', db => db.from('letters').insert({ id: 2, body: 'spam', from_id: OWN }), 'letters')
anon('a default that is null for anon', db => db.from('letters').insert({ id: 2, body: 'b' }), 'letters')
anon('an unknown column for anon', db => works(db).insert({ nowhere: 1 }))

user('a user adds a row', db =>
  works(db)
    .insert({ ...four, owner_id: OWN })
    .select('id, owner_id'),
)
user('a user may not add for somebody else', db => works(db).insert({ ...four, owner_id: OTHER }))
user('one row of two is for somebody else: none is written', db =>
  works(db).insert([
    { ...four, owner_id: OWN },
    { ...five, owner_id: OTHER },
  ]),
)
user('a user changes an own row', db => works(db).update({ title: 'Mine' }).eq('id', 1).select('id, title'))
user('a user changes nothing of others', db => works(db).update({ title: 'Mine' }).eq('id', 2).select('id'))
user('a user changes nothing of others, single', db =>
  works(db).update({ title: 'Mine' }).eq('id', 2).select('id').single(),
)
user('a user changes only own rows', db => works(db).update({ title: 'Mine' }, { count: 'exact' }).gt('id', 0))
user('a user may not give a row away', db => works(db).update({ owner_id: OTHER }).eq('id', 1))
user('a user deletes nothing of others', db => works(db).delete().eq('id', 3).select('id'))
user('a user upserts an own row', db =>
  works(db).upsert({ id: 1, code: 'one', title: 'Mine', owner_id: OWN }).select('id, title'),
)
user('a user may not upsert the row of another', db =>
  works(db).upsert({ id: 2, code: 'two', title: 'Mine', owner_id: OWN }),
)
user('a user may ignore the row of another', db =>
  works(db).upsert({ id: 2, code: 'two', title: 'Mine', owner_id: OWN }, { ignoreDuplicates: true }).select('id'),
)
user('a default that is the user', db => db.from('letters').insert({ id: 2, body: 'b' }), 'letters')
user('a user is refused by a policy', db => db.from('letters').insert({ id: 2, body: 'spam' }), 'letters')
user(
  'a user may not read what was written',
  db => db.from('letters').insert({ id: 2, body: 'b' }).select('id'),
  'letters',
)
user('a user without a right on the table', db => db.from('letters').delete().eq('id', 1), 'letters')
user(
  'columns of which some may be read',
  db => db.from('partly').insert({ id: 2, open: 'a', closed: 'b' }).select('id, open'),
  'partly',
)
user(
  'columns of which some may not be read',
  db => db.from('partly').insert({ id: 2, open: 'a', closed: 'b' }).select(),
  'partly',
)
user('a column that may be changed', db => db.from('partly').update({ open: 'z' }).eq('id', 1).select('open'), 'partly')
user('a column that may not be changed', db => db.from('partly').update({ closed: 'z' }).eq('id', 1), 'partly')
user('a filter on a column that may not be read', db => db.from('partly').delete().eq('closed', 'c'), 'partly')
user('a default of a sequence', db => db.from('serials').insert({ label: 'x' }).select(), 'serials')
user('the role and claim of a user', db => db.rpc('who'))
user('a refusal of a trigger', db => db.from('guarded').update({ body: 'refuse' }).eq('id', 1), 'guarded')

export { writeCases }
