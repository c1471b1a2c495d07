-- What people who rate propose: evidence, context or better words, for a check of ours or a case that has a public note. Under
-- the pseudonym of the quarter, without a person. One of the team weighs it, another agrees; public once accepted, with its leaf.
create table rater_proposals (
  id uuid primary key,
  pseudonym text not null check (pseudonym ~ '^[0-9a-f]{20}$'),
  quarter text not null check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
  check_id uuid references checks,
  case_id uuid references cases,
  kind text not null check (kind in ('evidence', 'context', 'wording')),
  lang text not null check (lang ~ '^[a-z]{2,3}$'),
  -- Kept while it waits and once it is public; what is declined, or waited too long, loses its words.
  says text check (length(says) between 20 and 1000),
  url text check (length(url) <= 2000),
  proposed_on date not null,
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'declined', 'over')),
  weighed_as text check (weighed_as in ('accepted', 'declined')),
  reason text check (reason in ('there-already', 'not-about-it', 'source-weak', 'cannot-be-checked', 'about-a-person')),
  weighed_by uuid references staff,
  weighed_at timestamptz,
  settled_by uuid references staff,
  settled_at timestamptz,
  let_in boolean not null default false,
  constraint proposals_about_one check ((check_id is null) <> (case_id is null)),
  constraint proposals_evidence_has_a_source check (kind <> 'evidence' or says is null or url is not null),
  constraint proposals_keep_words_while_they_wait check ((says is not null) = (state in ('waiting', 'accepted'))),
  constraint proposals_lose_the_source_too check (says is not null or url is null),
  constraint proposals_weighed check (
    (weighed_as is null) = (weighed_by is null) and (weighed_as is null) = (weighed_at is null)
    and (reason is not null) = coalesce(weighed_as = 'declined', false)),
  constraint proposals_settled check (
    (settled_by is null) = (settled_at is null) and (settled_by is not null) = (state in ('accepted', 'declined'))),
  constraint proposals_by_two check (settled_by is null or settled_by <> weighed_by),
  constraint proposals_settled_as_weighed check (state not in ('accepted', 'declined') or state = weighed_as)
);
create index rater_proposals_by_pseudonym on rater_proposals (pseudonym, proposed_on);
create index rater_proposals_by_check on rater_proposals (check_id) where state = 'accepted';
create index rater_proposals_waiting on rater_proposals (proposed_on) where state = 'waiting';

create function rater_proposals_stand() returns trigger language plpgsql as $$
declare
  on_day date := (new.settled_at at time zone 'UTC')::date;
  moving constant text[] := array['state', 'says', 'url', 'reason', 'weighed_as', 'weighed_by', 'weighed_at', 'settled_by', 'settled_at', 'let_in'];
begin
  if tg_op = 'INSERT' then
    if new.state <> 'waiting' or new.weighed_as is not null then
      raise exception 'it begins by waiting' using errcode = 'check_violation', constraint = 'rater_proposals_begin_waiting';
    end if;
    if new.check_id is not null and not exists (
        select from checks c where c.id = new.check_id and c.source_id is null and c.published_on is not null and c.withdrawn_on is null)
      or new.case_id is not null and not has_public_note(new.case_id) then
      raise exception 'only what we tell in public is proposed to' using errcode = 'check_violation', constraint = 'rater_proposals_to_our_own';
    end if;
    new.let_in := false;
    return new;
  end if;
  if old.state <> 'waiting' or to_jsonb(new) - moving is distinct from to_jsonb(old) - moving
      or new.says is not null and new.says is distinct from old.says
      or new.says is not null and new.url is distinct from old.url then
    raise exception 'what was proposed stays' using errcode = 'restrict_violation', constraint = 'rater_proposals_stand';
  end if;
  if new.weighed_by is distinct from old.weighed_by and new.weighed_by is not null and not exists (
      select from staff s where s.id = new.weighed_by and s.state = 'active' and s.role in ('reviewer', 'editor', 'owner'))
    or new.settled_by is not null and not exists (
      select from staff s where s.id = new.settled_by and s.state = 'active' and s.role in ('reviewer', 'editor', 'owner')) then
    raise exception 'this account does not decide' using errcode = 'check_violation', constraint = 'rater_proposals_by_right';
  end if;
  new.let_in := false;
  if new.settled_by is not null then
    perform refuse_one_hand(new.settled_by, array[new.weighed_by], on_day, array['reviewer', 'editor', 'owner'], '{}');
    new.let_in := of_one_hand(new.settled_by, array[new.weighed_by], on_day);
  end if;
  return new;
end $$;
create trigger rater_proposals_stand before insert or update on rater_proposals
  for each row execute function rater_proposals_stand();

create function rater_proposals_kept() returns trigger language plpgsql as $$
begin
  raise exception 'what was proposed stays' using errcode = 'restrict_violation', constraint = 'rater_proposals_stand';
end $$;
create trigger rater_proposals_kept before delete or truncate on rater_proposals
  for each statement execute function rater_proposals_kept();

create function rater_proposals_with_leaf() returns trigger language plpgsql as $$
begin
  if not exists (select from log_leaves l where l.kind = 'proposal-accepted' and l.entry::jsonb ->> 'proposal' = new.id::text) then
    raise exception 'it has no leaf in the log' using errcode = 'check_violation', constraint = 'rater_proposals_with_leaf';
  end if;
  return null;
end $$;
create constraint trigger rater_proposals_with_leaf after insert or update of state on rater_proposals
  deferrable initially deferred for each row when (new.state = 'accepted') execute function rater_proposals_with_leaf();
create constraint trigger proposals_accepted_with_leaf after insert on events deferrable initially deferred
  for each row when (new.type = 'proposal.accepted') execute function public_events_with_leaf();
