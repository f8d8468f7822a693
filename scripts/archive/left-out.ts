/**
 * Tables that an archive does not carry, each with its reason. Every other table of the database is carried, also one
 * that no line here has heard of.
 */
export const leftOut: Record<string, string> = {
  'private.keys': 'keys have a line of their own, with --with-keys',
  'private.file_chunks': 'the bytes of files go along as files',
  'private.limit_counts': 'tries within windows of an hour at most; they begin anew',
  'private.parked_posts': 'forms that wait a day at most for the browser that holds the key',
  'supabase_migrations.schema_migrations': 'the head of the archive names the migrations, and the import runs them',
  'supabase_migrations.platform': 'the import makes it anew',
}

/**
 * Left out as well without the keys, and with them whatever hangs on them: an old archive must not open sessions again
 * that were ended since, and without the keys their tokens are worth nothing.
 */
export const leftOutWithoutKeys: Record<string, string> = {
  'auth.sessions': 'open sessions go along with the keys that sign for them',
}

/**
 * The tables of the services beside the app, for accounts and for files. A Supabase has others, for what Imarika does
 * not use, so here the list names what is carried; that the embedded backend has no other is tested.
 */
export const serviceTables = [
  'auth.users',
  'auth.identities',
  'auth.sessions',
  'auth.mfa_amr_claims',
  'auth.mfa_factors',
  'auth.mfa_challenges',
  'auth.one_time_tokens',
  'storage.buckets',
  'storage.objects',
]

export const isOfService = (table: string): boolean => /^(auth|storage)\./.test(table)

/** A Supabase writes these itself, as files are uploaded; their buckets come from the migrations. */
export const isOfStorage = (table: string): boolean => table.startsWith('storage.')

/** Tables that migrations themselves fill. An import puts the archive's rows in place of theirs. */
export const filledByMigrations = ['storage.buckets', 'private.limit_rules', 'private.transitions']
