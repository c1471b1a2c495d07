-- What a published check stands on does not go from its case: its page and its record would tell different things, and nobody but
-- whoever took it off would know. It changes by a correction, which two people agree to and the public reads. What waits for a second
-- person, or for its hour, stands still as well.

-- Whether a list of what was handed in on a case, and is public or on its way there, has this to the letter.
create function handed_in_with(of_case uuid, list text, one jsonb) returns boolean language sql stable as $$
  select exists (
    select from submissions s cross join jsonb_array_elements(coalesce(s.content::jsonb -> list, '[]')) b(given)
    where s.case_id = of_case and s.kind in ('check', 'correction') and b.given = one
      and (s.state in ('waiting', 'approved') or exists (select from checks c where c.submission_id = s.id)))
$$;
create function evidence_stands(e case_evidence) returns boolean language sql stable as $$
  select e.removed_at is null and handed_in_with(e.case_id, 'evidence', jsonb_build_object('url', e.url, 'title', e.title,
    'publisher', e.publisher, 'lang', e.lang, 'stance', e.stance, 'interest', e.interest, 'publishedOn', e.published_on,
    'accessedOn', e.accessed_on, 'locator', e.locator, 'archivedUrl', e.archived_url, 'shows', e.shows))
$$;
create function search_stands(s case_searches) returns boolean language sql stable as $$
  select s.removed_at is null and handed_in_with(s.case_id, 'searches',
    jsonb_build_object('query', s.query, 'where', s.place, 'on', s.searched_on, 'found', s.found))
$$;

-- A file may be laid beside it; the one that lies there stays.
create function published_evidence_stands() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - '{file,file_name,file_type,file_bytes,changed_at}'::text[]
      = to_jsonb(old) - '{file,file_name,file_type,file_bytes,changed_at}'::text[]
    and (old.file is null or new.file is not distinct from old.file) then
    return new;
  end if;
  if evidence_stands(old) then
    raise exception 'a check stands on this evidence' using errcode = 'restrict_violation', constraint = 'published_evidence_stands';
  end if;
  return coalesce(new, old);
end $$;
create trigger published_evidence_stands before update or delete on case_evidence
  for each row execute function published_evidence_stands();

create function published_searches_stand() returns trigger language plpgsql as $$
begin
  if search_stands(old) then
    raise exception 'a check stands on this search' using errcode = 'restrict_violation', constraint = 'published_searches_stand';
  end if;
  return coalesce(new, old);
end $$;
create trigger published_searches_stand before update or delete on case_searches
  for each row execute function published_searches_stand();
