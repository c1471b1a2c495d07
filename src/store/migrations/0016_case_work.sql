-- What evidence shows, said in another language by somebody: a writer like whoever added it.
alter table case_evidence add column translated_by uuid[] not null default '{}';
create or replace function writers_are_complete() returns trigger language plpgsql as $$
begin
  if exists (
    select written_by from draft_fields where case_id = new.case_id and new.kind = 'check'
    union select added_by from case_evidence where case_id = new.case_id and removed_at is null and new.kind = 'check'
    union select unnest(translated_by) from case_evidence where case_id = new.case_id and removed_at is null and new.kind = 'check'
    except select staff_id from submission_writers where submission_id = new.id) then
    raise exception 'somebody who wrote is not named as a writer' using errcode = 'check_violation', constraint = 'writers_are_complete';
  end if;
  return null;
end $$;

-- What a file begins as, whatever it is called, and how long it is; unknown of files from before.
alter table case_evidence add column file_type text check (length(file_type) <= 100);
alter table case_evidence add column file_bytes integer check (file_bytes > 0);

-- A task that was a mistake is taken away, and can be brought back.
alter table case_tasks add column removed_at timestamptz;

-- Joining a case that nobody asked about moves no group, and is undone like any other.
alter table case_moves drop constraint case_moves_groups_check;
alter table case_moves add constraint splits_move_groups check (kind = 'merge' or cardinality(groups) > 0);

-- Topics are counted each time a case is handed in. Imported checks, by the hundred thousand, mostly have none.
create index checks_with_topics on checks (id) where topics <> '{}';
