-- A case that is over asks nobody for their side any more, and what was written about a private person is gone to the last revision.

-- What waits to be sent is not sent, and the history of the case tells it.
create function letters_end_with_case() returns trigger language plpgsql as $$
begin
  with gone as (
    update outbox o set state = 'failed', settled_on = (new.changed_at at time zone 'UTC')::date from case_replies r
    where o.kind = 'reply-request' and o.state = 'queued' and r.id = o.reply_id and r.case_id = new.id returning o.reply_id),
  forgotten as (
    update contacts ct set sealed = null, key_day = null, used_on = (new.changed_at at time zone 'UTC')::date from gone
    where ct.reply_id = gone.reply_id and ct.sealed is not null)
  insert into case_history (case_id, at, what) select new.id, new.changed_at, 'letter-cancelled' from gone;
  return null;
end $$;
create trigger letters_end_with_case after update of state on cases for each row
  when (new.state in ('published', 'closed') and new.state <> old.state) execute function letters_end_with_case();

-- Nor is it taken in hand by a sender.
create function letters_while_open() returns trigger language plpgsql as $$
begin
  if not exists (select from case_replies r join cases k on k.id = r.case_id where r.id = new.reply_id and k.state in ('open', 'review', 'decided')) then
    raise exception 'the case is over' using errcode = 'check_violation', constraint = 'letters_while_open';
  end if;
  return new;
end $$;
create trigger letters_while_open before update of state on outbox for each row
  when (new.kind = 'reply-request' and new.state = 'sending' and old.state = 'queued') execute function letters_while_open();

update outbox o set state = 'failed', settled_on = current_date from case_replies r join cases k on k.id = r.case_id
  where o.kind = 'reply-request' and o.state = 'queued' and r.id = o.reply_id and k.state in ('published', 'closed');
update contacts ct set sealed = null, key_day = null, used_on = current_date from outbox o
  where o.kind = 'reply-request' and o.state = 'failed' and ct.reply_id = o.reply_id and ct.sealed is not null;

-- What is left of a submission whose words are erased: that it was, of which kind, by whom, and what it would have concluded.
create function erased_content(verdict text) returns text language sql immutable as $$
  select case when verdict is null then '{}' else '{"verdict":"' || verdict || '"}' end
$$;

-- A case about a private person, or the same as one, whose seal is gone: nothing brings its words back any more.
create function is_forgotten(of_case uuid) returns boolean language sql stable as $$
  select exists (select from cases k where k.id = case_in_the_end(of_case) and k.closed_as = 'private-person')
    and not exists (select from case_seals z where z.case_id = case_in_the_end(of_case))
$$;

create or replace function submissions_stand() returns trigger language plpgsql as $$
begin
  if new.content = erased_content(new.verdict) and new.content <> old.content and is_forgotten(new.case_id)
    and old.state not in ('waiting', 'approved')
    and to_jsonb(new) - '{content,content_hash}'::text[] = to_jsonb(old) - '{content,content_hash}'::text[] then
    return new;
  end if;
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

-- A review stays as it was given; of what is erased its words go, and it stays a review of what is left.
drop trigger reviews_are_kept on reviews;
create trigger reviews_are_kept before delete or truncate on reviews
  for each statement execute function decisions_are_kept();
create function reviews_stand() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - '{content_hash,reason,remarks}'::text[] is distinct from to_jsonb(old) - '{content_hash,reason,remarks}'::text[]
    or new.remarks <> '[]' or new.reason is distinct from (case when old.reason is null then null else '–' end)
    or not exists (
      select from submissions s where s.id = old.submission_id and is_forgotten(s.case_id)
        and s.content = erased_content(s.verdict) and s.content_hash = new.content_hash) then
    raise exception 'what was decided stays' using errcode = 'restrict_violation', constraint = 'decisions_are_kept';
  end if;
  return new;
end $$;
create trigger reviews_stand before update on reviews for each row execute function reviews_stand();

-- What somebody wrote against a note of it goes with the note; that they did, and what was answered, stays.
create function appeals_are_forgotten() returns trigger language plpgsql as $$
begin
  if not is_forgotten(new.note_case_id)
    or to_jsonb(new) - '{text,links,reasons}'::text[] is distinct from to_jsonb(old) - '{text,links,reasons}'::text[]
    or new.text <> '–' or new.links <> '[]' or new.reasons is distinct from (case when old.reasons is null then null else '{"vi": "–"}'::jsonb end) then
    raise exception 'an appeal stays as it was asked' using errcode = 'restrict_violation', constraint = 'appeals_stand';
  end if;
  return new;
end $$;
drop trigger appeals_answered_by_another on appeals;
create trigger appeals_answered_by_another before update on appeals for each row
  when (new.text = old.text or old.note_case_id is null) execute function appeals_answered_by_another();
create trigger appeals_are_forgotten before update on appeals for each row
  when (new.text <> old.text and old.note_case_id is not null) execute function appeals_are_forgotten();

-- What the log was just being told is taken back all the same where it is about a private person: erasing somebody's words waits for
-- no log. Its leaf stays, and another tells that it is withdrawn.
create or replace function sealing_goes_on() returns trigger language plpgsql as $$
begin
  if old.state = 'approved' and old.sealing_at is not null and (new.sealing_at is distinct from old.sealing_at or new.state not in ('approved', 'published'))
    and not (new.state = 'withdrawn' and new.sealing_at is null and exists (
      select from cases k where k.id = new.case_id and k.closed_as = 'private-person')) then
    raise exception 'its leaf is asked for' using errcode = 'restrict_violation', constraint = 'sealing_goes_on';
  end if;
  return new;
end $$;
