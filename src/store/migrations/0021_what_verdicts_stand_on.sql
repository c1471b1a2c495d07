-- What a verdict stands on, in one place: somebody independent who says what the verdict says. Beside it, `core/verdict.ts`.
create function verdict_stands_on(wanted text, evidence jsonb) returns boolean language sql immutable as $$
  select coalesce(case
    when wanted = 'false' then evidence @> '[{"interest":"independent","stance":"refutes"}]'
    when wanted = 'misleading' then
      evidence @> '[{"interest":"independent","stance":"refutes"}]' or evidence @> '[{"interest":"independent","stance":"context"}]'
    when wanted in ('true', 'mostly-true') then evidence @> '[{"interest":"independent","stance":"supports"}]'
    else true end, false)
$$;

-- It binds what is decided from now on; what was decided before stays as it was decided.
create function verdicts_stand_on_evidence() returns trigger language plpgsql as $$
begin
  if new.kind in ('check', 'correction') and not verdict_stands_on(new.verdict, new.content::jsonb -> 'evidence') then
    raise exception 'no independent evidence says what the verdict % says', new.verdict
      using errcode = 'check_violation', constraint = 'verdicts_stand_on_evidence';
  end if;
  return new;
end $$;
create trigger verdicts_stand_on_evidence before insert on submissions for each row execute function verdicts_stand_on_evidence();

-- The evidence of a check as the page shows it, in the form in which two people agreed to it.
create function evidence_shown(of_check uuid) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('url', e.url, 'title', e.title, 'publisher', e.publisher, 'lang', e.lang,
    'stance', e.stance, 'interest', e.interest, 'publishedOn', e.published_on, 'accessedOn', e.accessed_on,
    'locator', e.locator, 'archivedUrl', e.archived_url, 'shows', e.shows) order by e.position), '[]')
  from evidence e where e.check_id = of_check
$$;

-- What stands under a verdict is what was agreed to, to the letter: a stance turned afterwards would carry a verdict nobody read.
create function evidence_as_decided() returns trigger language plpgsql as $$
declare
  about uuid := case when tg_op = 'DELETE' then old.check_id else new.check_id end;
  shown record;
begin
  select c.slug, s.content::jsonb -> 'evidence' as agreed into shown
    from checks c join submissions s on s.id = c.submission_id where c.id = about and c.source_id is null;
  if found and shown.agreed is distinct from evidence_shown(about) then
    raise exception 'check % shows other evidence than was decided', shown.slug using errcode = 'check_violation', constraint = 'evidence_as_decided';
  end if;
  return null;
end $$;
create constraint trigger evidence_as_decided after insert or update or delete on evidence deferrable initially deferred
  for each row execute function evidence_as_decided();

-- Sources come and go only with a correction that tells which: those that went stay to be read, struck.
alter table corrections add column evidence jsonb
  check (jsonb_typeof(evidence -> 'removed') = 'array' and jsonb_typeof(evidence -> 'added') = 'array');

-- Of one list of evidence what the other has not, in its order.
create function evidence_without(these jsonb, those jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_agg(a.one order by a.n), '[]') from jsonb_array_elements(these) with ordinality a(one, n)
  where not exists (select from jsonb_array_elements(those) b(one) where b.one = a.one)
$$;

create function evidence_changes_in_public() returns trigger language plpgsql as $$
declare
  given jsonb := new.content::jsonb;
  told jsonb := coalesce(given #> '{corrections,-1,evidence}', '{"removed":[],"added":[]}');
  shown jsonb;
begin
  if new.kind <> 'correction' then return new; end if;
  shown := evidence_shown((given ->> 'id')::uuid);
  if told -> 'removed' is distinct from evidence_without(shown, given -> 'evidence')
    or told -> 'added' is distinct from evidence_without(given -> 'evidence', shown) then
    raise exception 'a source comes or goes without being told' using errcode = 'check_violation', constraint = 'evidence_changes_in_public';
  end if;
  return new;
end $$;
create trigger evidence_changes_in_public before insert on submissions for each row execute function evidence_changes_in_public();

-- Who gathered what a correction brings is one of its writers, and so does not decide on it.
create function evidence_hands(of_submission uuid) returns setof uuid language sql stable as $$
  select h.id from submissions s
    cross join jsonb_array_elements(coalesce(s.content::jsonb #> '{corrections,-1,evidence,added}', '[]')) b(one)
    join case_evidence e on e.case_id = s.case_id and e.removed_at is null
      and b.one = jsonb_build_object('url', e.url, 'title', e.title, 'publisher', e.publisher, 'lang', e.lang,
        'stance', e.stance, 'interest', e.interest, 'publishedOn', e.published_on, 'accessedOn', e.accessed_on,
        'locator', e.locator, 'archivedUrl', e.archived_url, 'shows', e.shows)
    cross join lateral (select e.added_by as id union select unnest(e.translated_by)) h
  where s.id = of_submission and s.kind = 'correction'
$$;
create function evidence_hands_are_named() returns trigger language plpgsql as $$
begin
  if exists (select evidence_hands(new.id) except select staff_id from submission_writers where submission_id = new.id) then
    raise exception 'somebody who gathered this evidence is not named as a writer' using errcode = 'check_violation', constraint = 'evidence_hands_are_named';
  end if;
  return null;
end $$;
create constraint trigger evidence_hands_are_named after insert on submissions deferrable initially deferred
  for each row execute function evidence_hands_are_named();

-- The right of reply is published: whoever was asked stands in what is decided, and does not vanish from it again.
alter table corrections add column replies jsonb check (jsonb_typeof(replies) = 'array');
create function replies_are_published() returns trigger language plpgsql as $$
declare
  given jsonb := new.content::jsonb;
  told integer := jsonb_array_length(coalesce(given -> 'replies', '[]'));
begin
  if new.kind = 'check' and told <> (select count(*) from case_replies r where r.case_id = new.case_id)
    or new.kind = 'correction' and exists (
      select from checks c join submissions s on s.id = c.submission_id
        cross join jsonb_array_elements(coalesce(s.content::jsonb -> 'replies', '[]')) was(one)
      where c.id = (given ->> 'id')::uuid and not exists (
        select from jsonb_array_elements(coalesce(given -> 'replies', '[]')) b(one)
        where b.one ->> 'asked' = was.one ->> 'asked' and b.one ->> 'askedOn' = was.one ->> 'askedOn')) then
    raise exception 'somebody who was asked for their side is left out' using errcode = 'check_violation', constraint = 'replies_are_published';
  end if;
  return new;
end $$;
create trigger replies_are_published before insert on submissions for each row execute function replies_are_published();

-- An answer that came after the check was public and is not there yet.
create function reply_unpublished(r case_replies) returns boolean language sql stable as $$
  select r.said is not null and exists (
    select from cases k join checks c on c.id = k.check_id join submissions s on s.id = c.submission_id
    where k.id = r.case_id and c.withdrawn_on is null and not exists (
      select from jsonb_array_elements(coalesce(s.content::jsonb -> 'replies', '[]')) b(one)
      where b.one ->> 'askedOn' = r.asked_on::text and b.one ->> 'saidOn' = r.said_on::text))
$$;
