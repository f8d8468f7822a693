-- Two buckets, and policies as a migration of ours would write them.
insert into storage.buckets (id, name, file_size_limit, allowed_mime_types) values
  ('notes', 'notes', 400000, array['text/plain', 'application/pdf']),
  ('other', 'other', null, null);

create policy "readers read their own folder" on storage.objects for select to authenticated
  using (bucket_id = 'notes' and (storage.foldername(name))[1] = (select auth.uid())::text);
create policy "readers write into their own folder" on storage.objects for insert to authenticated
  with check (bucket_id = 'notes' and (storage.foldername(name))[1] = (select auth.uid())::text);
create policy "readers remove their own texts" on storage.objects for delete to authenticated
  using (bucket_id = 'notes' and (storage.foldername(name))[1] = (select auth.uid())::text and name like '%.txt');
