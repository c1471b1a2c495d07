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
