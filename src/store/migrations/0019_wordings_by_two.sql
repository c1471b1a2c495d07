-- Another wording answers everybody who asks so, and stands on the page of its check: a second account agrees to it first.
create table alias_proposals (
  id uuid primary key,
  check_id uuid not null references checks on delete cascade,
  lang text not null,
  text text not null check (length(text) between 1 and 300),
  key text not null,
  proposed_by uuid not null references staff,
  proposed_on date not null,
  -- Said no to, and shown so to whoever proposed it until they propose it anew or take it back.
  declined_by uuid references staff,
  declined_on date,
  constraint one_proposal_per_wording unique (check_id, key),
  constraint alias_declined_when check ((declined_by is null) = (declined_on is null)),
  constraint alias_declined_by_another check (declined_by <> proposed_by)
);

create function alias_proposals_stand() returns trigger language plpgsql as $$
begin
  if old.declined_by is not null
    or (new.id, new.check_id, new.lang, new.text, new.key, new.proposed_by, new.proposed_on)
      is distinct from (old.id, old.check_id, old.lang, old.text, old.key, old.proposed_by, old.proposed_on) then
    raise exception 'what was proposed stays' using errcode = 'restrict_violation', constraint = 'alias_proposals_stand';
  end if;
  return new;
end $$;
create trigger alias_proposals_stand before update on alias_proposals for each row execute function alias_proposals_stand();

-- Who added it and who agreed, for the team alone. A wording from before there were two stays in use without names; none comes
-- after it. Taken away, it finds nothing and is shown nowhere, and can be brought back.
alter table taught_aliases add column added_by uuid references staff;
alter table taught_aliases add column confirmed_by uuid references staff;
alter table taught_aliases add column confirmed_on date;
alter table taught_aliases add column removed_on date;
alter table taught_aliases add constraint alias_of_two_accounts check (
  (added_by is null) = (confirmed_by is null) and (confirmed_by is null) = (confirmed_on is null)
  and (added_by is null or confirmed_by <> added_by));
alter table taught_aliases add constraint only_added_aliases_are_of_two
  check (kind = 'alias' or num_nonnulls(added_by, removed_on) = 0);

create function aliases_are_agreed() returns trigger language plpgsql as $$
begin
  if new.kind <> 'alias' then return new; end if;
  if tg_op = 'UPDATE' and old.kind = 'alias'
    and (new.check_id, new.lang, new.text, new.key, new.added_by, new.confirmed_by, new.confirmed_on)
      is not distinct from (old.check_id, old.lang, old.text, old.key, old.added_by, old.confirmed_by, old.confirmed_on) then
    return new;
  end if;
  if not exists (
    select from alias_proposals p where p.declined_by is null
      and (p.check_id, p.lang, p.text, p.key, p.proposed_by) = (new.check_id, new.lang, new.text, new.key, new.added_by)) then
    raise exception 'nobody proposed this wording' using errcode = 'check_violation', constraint = 'aliases_are_agreed';
  end if;
  if not exists (
    select from staff s where s.id = new.confirmed_by and s.state = 'active' and s.role in ('reviewer', 'editor', 'owner')) then
    raise exception 'this account does not agree to wordings' using errcode = 'check_violation', constraint = 'aliases_agreed_by_right';
  end if;
  return new;
end $$;
create trigger aliases_are_agreed before insert or update on taught_aliases for each row execute function aliases_are_agreed();
