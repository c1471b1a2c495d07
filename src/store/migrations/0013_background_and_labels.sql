-- What two people publish that belongs to no single case: background to many checks, and the words that verdicts go by here.
alter table submissions alter column case_id drop not null;
alter table submissions drop constraint submissions_kind_check;
alter table submissions add constraint submissions_kind_check check (kind in (
  'check', 'correction', 'withdrawal', 'closing', 'note', 'explainer', 'explainer-withdrawal', 'labels'));
alter table submissions add constraint apart_from_cases
  check ((case_id is null) = (kind in ('explainer', 'explainer-withdrawal', 'labels')));
-- One thing waits of each, as of each case.
create unique index one_waiting_apart on submissions ((content::jsonb ->> 'id'))
  where case_id is null and state in ('waiting', 'approved');

-- An explainer has no words of its own here: what it says is read from what two people agreed to, so that it cannot say anything else.
create table explainers (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  submission_id uuid not null references submissions deferrable,
  published_on date not null,
  changed_at timestamptz not null,
  withdrawal_id uuid references submissions deferrable,
  withdrawn_on date,
  constraint explainer_withdrawn_on_a_day check ((withdrawal_id is null) = (withdrawn_on is null))
);

create function explainers_are_decided() returns trigger language plpgsql as $$
declare
  agreed jsonb;
begin
  if not agreed_by_two(new.submission_id, array['explainer']) then
    raise exception 'explainer % was not decided by two people', new.slug using errcode = 'check_violation', constraint = 'explainers_are_decided';
  end if;
  select s.content::jsonb into agreed from submissions s where s.id = new.submission_id;
  if agreed ->> 'id' is distinct from new.id::text or agreed ->> 'slug' is distinct from new.slug then
    raise exception 'explainer % is another than was decided', new.slug using errcode = 'check_violation', constraint = 'explainer_as_decided';
  end if;
  if new.withdrawal_id is not null and not (
    agreed_by_two(new.withdrawal_id, array['explainer-withdrawal'])
    and exists (select from submissions s where s.id = new.withdrawal_id and s.content::jsonb ->> 'id' = new.id::text)) then
    raise exception 'explainer % was not withdrawn by two people', new.slug using errcode = 'check_violation', constraint = 'explainer_withdrawn_by_two';
  end if;
  return null;
end $$;
create constraint trigger explainers_are_decided after insert or update on explainers deferrable initially deferred
  for each row execute function explainers_are_decided();

-- What changes is told: each new text carries every correction told before, and one more.
create function explainers_change_in_public() returns trigger language plpgsql as $$
declare
  told integer;
  tells integer;
begin
  if (new.id, new.slug, new.published_on) is distinct from (old.id, old.slug, old.published_on)
    or old.withdrawal_id is not null and new is distinct from old then
    raise exception 'explainer % stays as it was', old.slug using errcode = 'restrict_violation', constraint = 'explainers_stay';
  end if;
  if new.submission_id is distinct from old.submission_id then
    select jsonb_array_length(s.content::jsonb -> 'corrections') into told from submissions s where s.id = old.submission_id;
    select jsonb_array_length(s.content::jsonb -> 'corrections') into tells from submissions s where s.id = new.submission_id;
    if tells is distinct from told + 1 then
      raise exception 'explainer % changes only with a correction', old.slug using errcode = 'check_violation', constraint = 'explainers_change_in_public';
    end if;
  end if;
  return new;
end $$;
create trigger explainers_change_in_public before update on explainers for each row execute function explainers_change_in_public();
create function explainers_stay() returns trigger language plpgsql as $$
begin
  raise exception 'an explainer is withdrawn in public, not deleted' using errcode = 'restrict_violation', constraint = 'explainers_stay';
end $$;
create trigger explainers_stay before delete or truncate on explainers for each statement execute function explainers_stay();
