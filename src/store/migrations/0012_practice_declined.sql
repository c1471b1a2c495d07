-- Practice on what was declined, too: a try is at a check or at a case that two people closed as not checkable.
alter table practice_attempts
  alter column check_id drop not null,
  add column case_id uuid references cases on delete cascade,
  drop constraint practice_attempts_checkable_check,
  add constraint practice_attempts_checkable_check check (checkable in ('yes', 'opinion', 'prediction', 'too-vague', 'no-evidence-possible')),
  drop constraint steps_in_order,
  add constraint practice_at_one_thing check (num_nonnulls(check_id, case_id) = 1),
  add constraint steps_in_order check (case
    when case_id is null then
      (independent is null or checkable is not null) and (verdict is null or independent is not null)
      and (short is null) = (verdict is null) and (done_on is null) = (verdict is null)
    -- Nothing is weighed and nothing concluded: whether it can be checked, and what one would tell whoever asked.
    else independent is null and verdict is null and (short is null or checkable is not null)
      and (done_on is null) = (short is null) end);
create unique index one_try_at_a_declined on practice_attempts (staff_id, case_id) where done_on is null;
