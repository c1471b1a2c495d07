-- A short answer that everybody may be sent is agreed to by a second account before it is public, like everything else.
create table template_proposals (
  id uuid primary key,
  key text not null check (key in ('scam-victim', 'crisis', 'emergency', 'not-checkable', 'duplicate', 'thanks',
    'question-where', 'question-whole', 'question-post', 'question-when')),
  lang text not null check (lang in ('vi', 'en')),
  -- The number of the text it was written over.
  base integer not null check (base >= 0),
  text text not null check (length(btrim(text)) between 1 and 4000),
  proposed_by uuid not null references staff,
  proposed_on date not null,
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'declined', 'withdrawn')),
  decided_by uuid references staff,
  decided_on date,
  -- For the team.
  reason text check (length(reason) <= 2000),
  constraint template_decided_when check ((state = 'waiting') = (decided_by is null) and (decided_by is null) = (decided_on is null)),
  constraint template_by_another check (state not in ('approved', 'declined') or decided_by <> proposed_by),
  constraint template_taken_back_by_oneself check (state <> 'withdrawn' or decided_by = proposed_by),
  constraint template_no_with_reason check (state <> 'declined' or length(btrim(reason)) > 0)
);
create unique index one_waiting_template on template_proposals (key, lang) where state = 'waiting';

create function template_proposals_stand() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' or old.state <> 'waiting'
    or (new.id, new.key, new.lang, new.base, new.text, new.proposed_by, new.proposed_on)
      is distinct from (old.id, old.key, old.lang, old.base, old.text, old.proposed_by, old.proposed_on) then
    raise exception 'what was proposed stays' using errcode = 'restrict_violation', constraint = 'template_proposals_stand';
  end if;
  if new.state in ('approved', 'declined') and not exists (
    select from staff s where s.id = new.decided_by and s.state <> 'removed' and s.role in ('reviewer', 'editor', 'owner')) then
    raise exception 'this account does not decide' using errcode = 'check_violation', constraint = 'template_decided_by_right';
  end if;
  return new;
end $$;
create trigger template_proposals_stand before update or delete on template_proposals
  for each row execute function template_proposals_stand();
create function template_proposals_begin_waiting() returns trigger language plpgsql as $$
begin
  if new.state <> 'waiting' then
    raise exception 'nobody else has agreed' using errcode = 'check_violation', constraint = 'template_proposals_begin_waiting';
  end if;
  return new;
end $$;
create trigger template_proposals_begin_waiting before insert on template_proposals
  for each row execute function template_proposals_begin_waiting();

-- A text from before this stays readable and in use, without a second name; none comes after it.
alter table templates add column approved_by uuid references staff;
alter table templates add column proposal_id uuid references template_proposals;
alter table templates add constraint template_of_two_accounts
  check ((approved_by is null) = (proposal_id is null) and (approved_by is null or approved_by <> changed_by));
create function templates_are_agreed() returns trigger language plpgsql as $$
begin
  if not exists (
    select from template_proposals p where p.id = new.proposal_id and p.state = 'approved'
      and (p.key, p.lang, p.base + 1, p.text, p.proposed_by, p.decided_by) = (new.key, new.lang, new.n, new.text, new.changed_by, new.approved_by)) then
    raise exception 'nobody else has agreed to this text' using errcode = 'check_violation', constraint = 'templates_are_agreed';
  end if;
  return new;
end $$;
create trigger templates_are_agreed before insert on templates for each row execute function templates_are_agreed();

create or replace function template_texts_stay() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' or new.current and not old.current
    or (new.key, new.lang, new.n, new.text, new.changed_by, new.changed_on, new.approved_by, new.proposal_id)
      is distinct from (old.key, old.lang, old.n, old.text, old.changed_by, old.changed_on, old.approved_by, old.proposal_id) then
    raise exception 'what was said stays' using errcode = 'restrict_violation', constraint = 'template_texts_stay';
  end if;
  return new;
end $$;
