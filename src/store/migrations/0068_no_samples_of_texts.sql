-- The planner keeps samples of what columns hold (pg_statistic), and a later erasing does not take them away: of columns in
-- which askers, raters and the team write freely, or that hold a salt, none are taken.
do $$
declare
  of_texts record;
begin
  for of_texts in
    select c.oid as relid, c.relname as named, a.attname as col, a.attnum as num
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
      and c.relname in ('taught_aliases', 'alias_proposals', 'pictures', 'tips', 'claims', 'tip_claims', 'tip_links', 'tip_replies',
        'claim_likeness', 'remembered_replies', 'contacts', 'side_letters', 'data_requests', 'cases', 'case_mentions', 'case_remarks',
        'case_tasks', 'case_wordings', 'case_evidence', 'case_pictures', 'case_files_removed', 'case_searches', 'case_replies',
        'case_interests', 'draft_fields', 'case_seals', 'log_salts', 'submissions', 'reviews', 'appeals', 'appeal_corrections',
        'rater_proposals')
      and a.atttypid in ('text'::regtype, 'jsonb'::regtype, 'bytea'::regtype, 'text[]'::regtype)
      -- Labels of the instance, by which queues are filtered.
      and a.attname not in ('lang', 'harm', 'topics')
      -- One of a few words of ours.
      and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
        and pg_get_constraintdef(k.oid) like '%= ANY (ARRAY%')
  loop
    execute format('alter table %I alter column %I set statistics 0', of_texts.named, of_texts.col);
    -- What was sampled before goes as far as the server lets us: all of it on one that is ours, from version 18 on any other.
    if (select rolsuper from pg_roles where rolname = current_user) then
      delete from pg_catalog.pg_statistic where starelid = of_texts.relid and staattnum = of_texts.num;
    elsif current_setting('server_version_num')::int >= 180000 then
      execute format('select pg_catalog.pg_clear_attribute_stats(%L, %L, %L, false)', current_schema(), of_texts.named, of_texts.col);
    end if;
  end loop;
end $$;
