-- Nothing is decided by one person. A submission holds what would become public, whole; another account than its writers' decides.
create table submissions (
  id uuid primary key,
  case_id uuid not null references cases,
  kind text not null check (kind in ('check', 'correction', 'withdrawal', 'closing', 'note')),
  -- What becomes public, as it was submitted, in canonical JSON (RFC 8785): a whole check, or the reason and texts of the others.
  content text not null check (jsonb_typeof(content::jsonb) = 'object'),
  -- What is approved is what was read.
  content_hash text not null,
  verdict text check (verdict in ('true', 'mostly-true', 'mixed', 'missing-context', 'misleading', 'false',
                                  'altered', 'satire', 'unproven', 'denied-by-party')),
  submitted_by uuid not null references staff,
  submitted_at timestamptz not null,
  -- Not public before (embargo).
  publish_at timestamptz,
  published_at timestamptz,
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'changes', 'rejected', 'withdrawn', 'published')),
  constraint content_has_its_hash check (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  constraint published_at_a_time check ((state = 'published') = (published_at is not null)),
  constraint verdict_of_content check (verdict is not distinct from content::jsonb ->> 'verdict' or kind not in ('check', 'correction')),
  constraint checks_conclude check (verdict is not null or kind not in ('check', 'correction')),
  constraint only_checks_conclude check (verdict is null or kind in ('check', 'correction'))
);
create index submissions_waiting on submissions (submitted_at) where state = 'waiting';
create index submissions_by_case on submissions (case_id, submitted_at);
create unique index one_waiting_submission on submissions (case_id) where state in ('waiting', 'approved');

-- Everybody whose words are in it; the submitter is always among them.
create table submission_writers (
  submission_id uuid not null references submissions on delete cascade,
  staff_id uuid not null references staff,
  primary key (submission_id, staff_id)
);

create table reviews (
  id uuid primary key,
  submission_id uuid not null references submissions,
  content_hash text not null,
  outcome text not null check (outcome in ('approved', 'changes', 'rejected', 'overridden')),
  -- Public for an override; for the others it is for the team.
  reason text,
  remarks jsonb not null default '[]',
  reviewed_by uuid not null references staff,
  -- What the reviewer was by then; people change.
  reviewed_as text not null check (reviewed_as in ('reviewer', 'editor', 'owner')),
  reviewed_at timestamptz not null,
  constraint overridden_by_editor check (outcome <> 'overridden' or reviewed_as in ('editor', 'owner')),
  constraint override_has_public_reason check (outcome <> 'overridden' or length(btrim(reason)) > 0),
  constraint no_without_reason check (outcome = 'approved' or length(btrim(reason)) > 0)
);
create index reviews_by_submission on reviews (submission_id);
create unique index one_yes_per_submission on reviews (submission_id) where outcome in ('approved', 'overridden');

-- Reviewer and writer are two accounts, both of the team, and what was reviewed is what was submitted.
create function reviewed_by_another() returns trigger language plpgsql as $$
declare
  wanted record;
  reviewer record;
begin
  select * into wanted from submissions where id = new.submission_id for update;
  select * into reviewer from staff where id = new.reviewed_by;
  if wanted.submitted_by = new.reviewed_by
    or exists (select from submission_writers w where w.submission_id = new.submission_id and w.staff_id = new.reviewed_by) then
    raise exception 'nobody reviews what they wrote' using errcode = 'check_violation', constraint = 'reviewed_by_another';
  end if;
  if wanted.content_hash <> new.content_hash then
    raise exception 'something else was submitted meanwhile' using errcode = 'check_violation', constraint = 'reviewed_as_submitted';
  end if;
  if new.outcome <> 'overridden' and wanted.state <> 'waiting' or new.outcome = 'overridden' and wanted.state not in ('changes', 'rejected') then
    raise exception 'it does not wait for a review' using errcode = 'check_violation', constraint = 'reviewed_while_waiting';
  end if;
  if reviewer.state = 'removed' or reviewer.role not in ('reviewer', 'editor', 'owner') or reviewer.role <> new.reviewed_as then
    raise exception 'this account does not review' using errcode = 'check_violation', constraint = 'reviewed_by_right';
  end if;
  if new.outcome = 'overridden' and (
    reviewer.role not in ('editor', 'owner')
    or exists (select from reviews r where r.submission_id = new.submission_id and r.reviewed_by = new.reviewed_by)) then
    raise exception 'only an editor who has not reviewed it overrides' using errcode = 'check_violation', constraint = 'overridden_by_third';
  end if;
  return new;
end $$;
create trigger reviewed_by_another before insert on reviews for each row execute function reviewed_by_another();

-- Who wrote is settled when it is submitted: nobody is added to make a review look like another's, or left out to become the reviewer.
create function writers_are_settled() returns trigger language plpgsql as $$
begin
  if exists (select from reviews r where r.submission_id = new.submission_id) then
    raise exception 'it was reviewed already' using errcode = 'restrict_violation', constraint = 'writers_are_settled';
  end if;
  return new;
end $$;
create trigger writers_are_settled before insert on submission_writers for each row execute function writers_are_settled();
create function writers_are_complete() returns trigger language plpgsql as $$
begin
  if exists (
    select written_by from draft_fields where case_id = new.case_id and new.kind = 'check'
    union select added_by from case_evidence where case_id = new.case_id and removed_at is null and new.kind = 'check'
    except select staff_id from submission_writers where submission_id = new.id) then
    raise exception 'somebody who wrote is not named as a writer' using errcode = 'check_violation', constraint = 'writers_are_complete';
  end if;
  return null;
end $$;
create constraint trigger writers_are_complete after insert on submissions deferrable initially deferred
  for each row execute function writers_are_complete();

create function decisions_are_kept() returns trigger language plpgsql as $$
begin
  raise exception 'what was decided stays' using errcode = 'restrict_violation', constraint = 'decisions_are_kept';
end $$;
create trigger reviews_are_kept before update or delete or truncate on reviews
  for each statement execute function decisions_are_kept();
create trigger writers_are_kept before update or delete or truncate on submission_writers
  for each statement execute function decisions_are_kept();

-- What was submitted never changes; only its state moves, and to a yes only with somebody's yes.
create function submissions_stand() returns trigger language plpgsql as $$
begin
  if (new.case_id, new.kind, new.content, new.content_hash, new.submitted_by, new.submitted_at, new.publish_at)
      is distinct from (old.case_id, old.kind, old.content, old.content_hash, old.submitted_by, old.submitted_at, old.publish_at)
    or new.verdict is distinct from old.verdict then
    raise exception 'what was submitted stays' using errcode = 'restrict_violation', constraint = 'submissions_stand';
  end if;
  if old.state = 'published' and new is distinct from old or old.state = 'withdrawn' and new.state <> 'withdrawn' then
    raise exception 'what ended stays' using errcode = 'restrict_violation', constraint = 'submissions_end';
  end if;
  return new;
end $$;
create trigger submissions_stand before update on submissions for each row execute function submissions_stand();
create trigger submissions_are_kept before delete or truncate on submissions
  for each statement execute function decisions_are_kept();

create function yes_of_another() returns trigger language plpgsql as $$
begin
  if new.state in ('approved', 'published') and not exists (
    select from reviews r where r.submission_id = new.id and r.outcome in ('approved', 'overridden') and r.content_hash = new.content_hash
      and r.reviewed_by <> new.submitted_by
      and not exists (select from submission_writers w where w.submission_id = new.id and w.staff_id = r.reviewed_by)) then
    raise exception 'nobody else has agreed' using errcode = 'check_violation', constraint = 'yes_of_another';
  end if;
  if not exists (select from submission_writers w where w.submission_id = new.id and w.staff_id = new.submitted_by) then
    raise exception 'who submits is one of the writers' using errcode = 'check_violation', constraint = 'submitter_is_writer';
  end if;
  return null;
end $$;
create constraint trigger yes_of_another after insert or update on submissions deferrable initially deferred
  for each row execute function yes_of_another();

-- A check of our own stands on a submission that somebody else agreed to, and says what was agreed to.
-- Deferrable, so that tables that refer to each other can be loaded from a backup.
alter table checks add column submission_id uuid references submissions deferrable;
alter table checks add column withdrawn_on date;
alter table checks add column withdrawn_because jsonb;
alter table checks add column withdrawal_id uuid references submissions deferrable;
alter table checks add constraint withdrawn_with_reason
  check ((withdrawn_on is null) = (withdrawn_because is null) and (withdrawn_on is null) = (withdrawal_id is null));
alter table checks add constraint only_own_checks_are_decided check (source_id is null or (submission_id is null and withdrawal_id is null));
alter table corrections add column verdict_before text;
alter table corrections add column verdict_after text;
alter table corrections add column submission_id uuid references submissions deferrable;

create function agreed_by_two(wanted uuid, kinds text[]) returns boolean language sql stable as $$
  select exists (
    select from submissions s join reviews r on r.submission_id = s.id
    where s.id = wanted and s.state = 'published' and s.kind = any (kinds) and r.content_hash = s.content_hash
      and r.outcome in ('approved', 'overridden')
      and not exists (select from submission_writers w where w.submission_id = s.id and w.staff_id = r.reviewed_by))
$$;

create function own_checks_are_decided() returns trigger language plpgsql as $$
declare
  shown record;
  agreed jsonb;
begin
  if tg_table_name = 'checks' then
    select * into shown from checks where id = new.id;
  elsif tg_op = 'DELETE' then
    select * into shown from checks where id = old.check_id;
  else
    select * into shown from checks where id = new.check_id;
  end if;
  if shown.id is null or shown.source_id is not null then return null; end if;
  if not agreed_by_two(shown.submission_id, array['check', 'correction']) then
    raise exception 'check % was not decided by two people', shown.slug using errcode = 'check_violation', constraint = 'own_checks_are_decided';
  end if;
  if shown.withdrawal_id is not null and not agreed_by_two(shown.withdrawal_id, array['withdrawal']) then
    raise exception 'check % was not withdrawn by two people', shown.slug using errcode = 'check_violation', constraint = 'withdrawn_by_two';
  end if;
  select s.content::jsonb into agreed from submissions s where s.id = shown.submission_id;
  if agreed ->> 'verdict' is distinct from shown.verdict then
    raise exception 'check % has another verdict than was decided', shown.slug using errcode = 'check_violation', constraint = 'verdict_as_decided';
  end if;
  if agreed ->> 'slug' is distinct from shown.slug
    or agreed -> 'texts' is distinct from (
      select jsonb_object_agg(v.lang, jsonb_build_object('title', v.title, 'claim', v.claim, 'short', v.short, 'known', v.known, 'how', v.how, 'reply', v.reply))
      from check_versions v where v.check_id = shown.id and v.current)
    or jsonb_array_length(agreed -> 'evidence') <> (select count(*) from evidence e where e.check_id = shown.id)
    or jsonb_array_length(agreed -> 'corrections') > (select count(*) from corrections k where k.check_id = shown.id) then
    raise exception 'check % says something else than was decided', shown.slug using errcode = 'check_violation', constraint = 'shown_as_decided';
  end if;
  return null;
end $$;
create constraint trigger own_checks_are_decided after insert or update on checks deferrable initially deferred
  for each row execute function own_checks_are_decided();
create constraint trigger versions_are_decided after insert or update or delete on check_versions deferrable initially deferred
  for each row execute function own_checks_are_decided();
create constraint trigger evidence_is_decided after insert or update or delete on evidence deferrable initially deferred
  for each row execute function own_checks_are_decided();
-- What was told of a change stays told.
create function corrections_are_kept() returns trigger language plpgsql as $$
begin
  if exists (select from checks c where c.id = old.check_id and c.source_id is null) then
    raise exception 'a correction of our own stays' using errcode = 'restrict_violation', constraint = 'corrections_are_kept';
  end if;
  return coalesce(new, old);
end $$;
create trigger corrections_are_kept before update or delete on corrections for each row execute function corrections_are_kept();

-- A published verdict changes only with a correction that tells the old one and the new one.
create function verdicts_change_in_public() returns trigger language plpgsql as $$
begin
  if new.source_id is null and old.verdict is distinct from new.verdict and not exists (
    select from corrections k where k.check_id = new.id and k.submission_id = new.submission_id
      and k.verdict_before is not distinct from old.verdict and k.verdict_after is not distinct from new.verdict) then
    raise exception 'the verdict of % changes only with a correction', new.slug using errcode = 'check_violation', constraint = 'verdicts_change_in_public';
  end if;
  return null;
end $$;
create constraint trigger verdicts_change_in_public after update on checks deferrable initially deferred
  for each row execute function verdicts_change_in_public();

-- Unpublishing is a public withdrawal; a check of our own never disappears.
create function own_checks_stay() returns trigger language plpgsql as $$
begin
  if old.source_id is null then
    raise exception 'a check of our own is withdrawn in public, not deleted' using errcode = 'restrict_violation', constraint = 'own_checks_stay';
  end if;
  return old;
end $$;
create trigger own_checks_stay before delete on checks for each row execute function own_checks_stay();
create function checks_are_not_truncated() returns trigger language plpgsql as $$
begin
  raise exception 'checks are withdrawn in public, not deleted' using errcode = 'restrict_violation', constraint = 'own_checks_stay';
end $$;
create trigger checks_are_not_truncated before truncate on checks for each statement execute function checks_are_not_truncated();

-- Taking the independent evidence away from under a verdict is refused like giving the verdict without it.
create function evidence_under_verdicts() returns trigger language plpgsql as $$
begin
  if exists (
    select from checks c where c.id = old.check_id and c.source_id is null and c.verdict in ('false', 'misleading')
      and not exists (select from evidence e where e.check_id = c.id and e.interest = 'independent')
  ) then
    raise exception 'the verdict would stand without independent evidence' using errcode = 'check_violation', constraint = 'evidence_under_verdicts';
  end if;
  return null;
end $$;
create constraint trigger evidence_under_verdicts after update or delete on evidence deferrable initially deferred
  for each row execute function evidence_under_verdicts();

-- Declined in public: a reason from a closed list, two people, and the texts for the page of what was declined.
create function closings_are_decided() returns trigger language plpgsql as $$
begin
  if new.state = 'closed' and new.closed_as = 'not-checkable' and not exists (
    select from submissions s where s.case_id = new.id and agreed_by_two(s.id, array['closing'])) then
    raise exception 'declining needs two people' using errcode = 'check_violation', constraint = 'closings_are_decided';
  end if;
  return null;
end $$;
create constraint trigger closings_are_decided after insert or update on cases deferrable initially deferred
  for each row execute function closings_are_decided();
