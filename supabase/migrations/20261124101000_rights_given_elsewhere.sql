-- A Supabase project may give anon and authenticated every right on whatever is made in public, without a grant in any
-- migration (its default privileges; self-hosted ones, hosted ones made before October 2026). There the functions of
-- the import, which act as their owner, would answer anybody who holds the public key. So rights are taken back, and
-- given again by name.

alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke execute on functions from anon, authenticated;

revoke all on all tables in schema public from anon, authenticated;
revoke all on all sequences in schema public from anon, authenticated;
revoke execute on all functions in schema public, private from public, anon, authenticated;

grant select on
  public.regions, public.countries, public.country_regions, public.country_groups, public.group_memberships,
  public.frameworks, public.framework_points, public.measures, public.measure_units, public.topics,
  public.organisations,
  public.commitments, public.commitment_topics, public.commitment_places, public.commitment_parts,
  public.commitment_overlaps, public.commitment_deadlines, public.commitment_milestones, public.commitment_revisions,
  public.point_mappings, public.deliveries, public.evidence,
  public.offers, public.offer_places, public.offer_topics, public.offer_rules,
  public.import_runs,
  public.organisation_records, public.country_records, public.framework_records, public.commitment_records,
  public.offer_records
  to anon, authenticated;

grant execute on function
  private.search_text(text), private.search_vector(text), private.prefix_query(text),
  private.source_text(text, text), private.source_link(text, text, text),
  private.match_organisations(text), private.cmd_report_error(uuid, jsonb), private.error_report_receipt(text),
  public.candidate_offers(date, text, text, text, int), public.search_organisations(int, text, text, text, text),
  public.find_institutions(text, int), public.cmd_report_error(uuid, int, jsonb), public.error_report_receipt(text)
  to anon, authenticated;
