-- Pictures taken off a case, and files taken off evidence: kept for a day with who did it, so that one account empties no case for
-- good. The file goes after that, if nothing else names it.
create table case_files_removed (
  id uuid primary key,
  case_id uuid not null references cases,
  -- Null: a picture of the case.
  evidence_id uuid references case_evidence on delete cascade,
  file text not null,
  -- What stood there, as its row was.
  kept jsonb not null check (jsonb_typeof(kept) = 'object'),
  removed_by uuid not null references staff,
  removed_at timestamptz not null
);
create index case_files_removed_by_case on case_files_removed (case_id);

-- What was taken of askers' pictures does not outlive the work on their question, taken off or not.
create function removed_pictures_go_with_case() returns trigger language plpgsql as $$
begin
  insert into files_to_erase select r.file from case_files_removed r
    where r.case_id = new.id and (r.kept ->> 'taken')::boolean on conflict do nothing;
  delete from case_files_removed r where r.case_id = new.id and (r.kept ->> 'taken')::boolean;
  return null;
end $$;
create trigger removed_pictures_go_with_case after update of state, undo_until on cases for each row
  when (new.state = 'closed' and new.undo_until is null and (old.state <> 'closed' or old.undo_until is not null))
  execute function removed_pictures_go_with_case();
