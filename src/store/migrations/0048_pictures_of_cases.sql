-- Pictures that somebody of the team laid on a case, or took from those that people asked with: what is said of each, ready to
-- go into its check. Nothing of it is public until two people agreed to the whole.
create table case_pictures (
  case_id uuid not null references cases,
  file text not null references pictures,
  kind text not null default 'first-seen' check (kind in ('first-seen', 'edited')),
  alt jsonb not null default '{}' check (jsonb_typeof(alt) = 'object'),
  -- A page: the address of a post would name whoever posted it.
  seen_url text check (seen_url ~* '^https?://' and length(seen_url) <= 2048),
  seen_on date,
  -- What the file said about itself when it came; what is kept of it is drawn anew and says nothing.
  says jsonb check (jsonb_typeof(says) = 'object'),
  -- Whoever laid it there, and whoever said something of it: their words, if it is published.
  hands uuid[] not null check (cardinality(hands) > 0),
  -- One that people asked with; it does not outlive the work on their question.
  taken boolean not null default false,
  laid_on date not null,
  primary key (case_id, file)
);
create index case_pictures_by_file on case_pictures (file);

create function taken_pictures_go_with_case() returns trigger language plpgsql as $$
begin
  insert into files_to_erase select p.file from case_pictures p where p.case_id = new.id and p.taken on conflict do nothing;
  delete from case_pictures where case_id = new.id and taken;
  return null;
end $$;
create trigger taken_pictures_go_with_case after update of state on cases for each row
  when (new.state = 'closed' and old.state <> 'closed')
  execute function taken_pictures_go_with_case();

alter table tip_pictures add column says jsonb check (jsonb_typeof(says) = 'object');
alter table check_pictures add column says jsonb check (jsonb_typeof(says) = 'object');

-- Pictures that a change took off a check, and pictures that it brought.
alter table corrections add column pictures jsonb check (jsonb_typeof(pictures) = 'object');

-- Whose words stand on the pictures of what was handed in; of a change only on those that it brings.
create function picture_hands(submission uuid) returns setof uuid language sql stable as $$
  select distinct h
  from submissions s join case_pictures p on p.case_id = s.case_id, unnest(p.hands) h
  where s.id = submission and s.kind in ('check', 'correction')
    and (case s.kind when 'check' then s.content::jsonb -> 'pictures'
      else s.content::jsonb #> '{corrections,-1,pictures,added}' end)
      @> jsonb_build_array(jsonb_build_object('file', p.file))
$$;

create function picture_hands_are_named() returns trigger language plpgsql as $$
begin
  if exists (select picture_hands(new.id) except select staff_id from submission_writers where submission_id = new.id) then
    raise exception 'somebody who laid or described a picture is not named as a writer' using errcode = 'check_violation', constraint = 'picture_hands_are_named';
  end if;
  return null;
end $$;
create constraint trigger picture_hands_are_named after insert on submissions deferrable initially deferred
  for each row execute function picture_hands_are_named();

-- What two people agreed to of a picture is all that is shown of it: also which copy it is, where it was seen, and what its file said.
create or replace function own_pictures_are_agreed() returns trigger language plpgsql as $$
begin
  if exists (
    select from checks c where c.id = new.check_id and c.source_id is null
      and exists (select from check_pictures p where p.check_id = new.check_id and p.file = new.file)
      and not exists (
        select from submissions s where s.id = c.submission_id
          and s.content::jsonb -> 'pictures' @> jsonb_build_array(
            jsonb_build_object('file', new.file, 'kind', new.kind, 'alt', new.alt, 'seenUrl', new.seen_url, 'seenOn', new.seen_on)
            || case when new.says is null then '{}'::jsonb else jsonb_build_object('says', new.says) end))
  ) then
    raise exception 'nobody else has agreed to this picture' using errcode = 'check_violation', constraint = 'own_pictures_are_agreed';
  end if;
  return null;
end $$;
