-- Background and notes are decided by two like every check, so they can be appealed as well.

-- An explainer by its id; a note by its case, whose page holds every note of it.
alter table appeals add column explainer_id uuid references explainers;
alter table appeals add column note_case_id uuid references cases;
alter table appeals drop constraint appeals_about_one_thing;
alter table appeals add constraint appeals_about_one_thing
  check (num_nonnulls(check_id, case_id, explainer_id, note_case_id) = 1);
create index appeals_of_explainer on appeals (explainer_id, opened_on) where explainer_id is not null;
create index appeals_of_note on appeals (note_case_id, opened_on) where note_case_id is not null;
create index submissions_apart on submissions ((content::jsonb ->> 'id')) where case_id is null;

-- Whether a page of notes stands for a case: what is about a private person is shown nowhere, whatever was said before.
create function has_public_note(of_case uuid) returns boolean language sql stable as $$
  select exists (
    select from cases k left join cases j on j.id = k.joined_to
    where k.id = of_case and 'private-person' not in (coalesce(k.closed_as, ''), coalesce(j.closed_as, ''))
      and exists (select from submissions s where s.case_id = k.id and s.kind = 'note' and s.state = 'published'))
$$;

-- Everybody who handed in, wrote or reviewed anything of a case, or any version of an explainer.
create function took_part(of_case uuid, of_explainer uuid) returns table (staff_id uuid) language sql stable as $$
  with about as (
    select s.id, s.submitted_by from submissions s where s.case_id = of_case
    union all
    select s.id, s.submitted_by from submissions s where s.case_id is null and s.content::jsonb ->> 'id' = of_explainer::text)
  select submitted_by from about
  union select w.staff_id from submission_writers w join about on about.id = w.submission_id
  union select r.reviewed_by from reviews r join about on about.id = r.submission_id
$$;

create or replace function appeals_against_our_own() returns trigger language plpgsql as $$
begin
  if new.outcome is not null then
    raise exception 'an appeal begins unanswered' using errcode = 'check_violation', constraint = 'appeals_begin_open';
  end if;
  if new.check_id is not null and exists (select from checks c where c.id = new.check_id and c.source_id is not null)
    or new.case_id is not null and not exists (
      select from cases k where k.id = new.case_id and k.state = 'closed' and k.closed_as = 'not-checkable')
    or new.note_case_id is not null and not has_public_note(new.note_case_id) then
    raise exception 'only what we decided can be appealed here' using errcode = 'check_violation', constraint = 'appeals_against_our_own';
  end if;
  return new;
end $$;

create or replace function appeals_answered_by_another() returns trigger language plpgsql as $$
declare
  answerer record;
  about uuid;
begin
  if (new.id, new.lang, new.reason, new.text, new.links, new.lookup, new.opened_on, new.due_on, new.once)
      is distinct from
     (old.id, old.lang, old.reason, old.text, old.links, old.lookup, old.opened_on, old.due_on, old.once)
    or (new.check_id, new.case_id, new.explainer_id, new.note_case_id)
      is distinct from (old.check_id, old.case_id, old.explainer_id, old.note_case_id)
    or old.outcome is not null then
    raise exception 'an appeal stays as it was asked, and is answered once' using errcode = 'restrict_violation', constraint = 'appeals_stand';
  end if;
  select * into answerer from staff where id = new.answered_by;
  if answerer.state is distinct from 'active' or answerer.role not in ('reviewer', 'editor', 'owner') then
    raise exception 'this account does not answer appeals' using errcode = 'check_violation', constraint = 'appeals_answered_by_right';
  end if;
  select coalesce(new.case_id, new.note_case_id, s.case_id) into about
    from (select 1) one left join checks c on c.id = new.check_id left join submissions s on s.id = c.submission_id;
  if exists (select from took_part(about, new.explainer_id) p where p.staff_id = new.answered_by) then
    raise exception 'nobody answers an appeal against what they wrote or reviewed' using errcode = 'check_violation', constraint = 'appeals_answered_by_another';
  end if;
  return new;
end $$;
