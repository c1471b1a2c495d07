-- What verdicts are called is read by everybody, so two people who agree are not enough: a label is plain letters, says no
-- word of police and penal law, and is no other verdict's. The same rule as core/verdict-labels, without what depends on
-- the eye (`I` for `l`), which is held there.
create function label_is_plain(label text) returns boolean language sql immutable as $$
  select length(label) between 2 and 40
    and label is nfc normalized
    and label ~ '^[A-Za-z0-9À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ''’,/()-]+( [A-Za-z0-9À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ''’,/()-]+)*$' collate "C"
    and label ~ '[A-Za-z]'
    and ' ' || regexp_replace(lower(label), '[ ''’,/()-]+', ' ', 'g') || ' ' !~ (
      ' (tin giả|sai sự thật|đối tượng|tung tin|tội phạm|phạm tội|phạm pháp|bất hợp pháp|bị can(?! thiệp)|bị cáo|bịa đặt'
      '|vu khống|xuyên tạc|phản động|kẻ xấu|thế lực thù địch|tin gia|sai su that|doi tuong|toi pham|pham toi|pham phap'
      '|bia dat|vu khong|xuyen tac|phan dong|fake news|hoax|hoaxes|illegal|illegally|unlawful|unlawfully|guilty'
      '|crime|crimes|criminal|criminals|offender|offenders|slander|slanderous|libel|libellous|libelous|defamation|defamatory) ')
$$;

create function labels_are_plain() returns trigger language plpgsql as $$
declare
  standard constant jsonb := '{
    "true": ["đúng", "true"], "mostly-true": ["phần lớn đúng", "mostly true"],
    "mixed": ["có đúng có sai", "part true, part false"], "missing-context": ["thiếu bối cảnh", "missing context"],
    "misleading": ["gây hiểu lầm", "misleading"], "false": ["không đúng", "false"],
    "altered": ["đã qua chỉnh sửa", "altered"], "satire": ["châm biếm", "satire"],
    "unproven": ["chưa đủ bằng chứng", "not enough evidence"],
    "denied-by-party": ["bên liên quan phủ nhận", "denied by those concerned"]}';
  renamed record;
begin
  for renamed in
    select l.key as lang, v.key as verdict, v.value as label
    from jsonb_each(new.content::jsonb -> 'labels') l, jsonb_each_text(l.value) v
  loop
    if renamed.lang not in ('vi', 'en') or not standard ? renamed.verdict or not label_is_plain(renamed.label) then
      raise exception 'a label is plain letters, and judges no people' using errcode = 'check_violation', constraint = 'labels_are_plain';
    end if;
    if exists (select from jsonb_each(standard) s where s.key <> renamed.verdict and s.value ? lower(renamed.label))
      or exists (select from jsonb_each_text(new.content::jsonb -> 'labels' -> renamed.lang) o
        where o.key <> renamed.verdict and lower(o.value) = lower(renamed.label)) then
      raise exception 'a label is no other verdict''s' using errcode = 'check_violation', constraint = 'labels_are_apart';
    end if;
  end loop;
  return new;
end $$;
create trigger labels_are_plain before insert on submissions for each row when (new.kind = 'labels')
  execute function labels_are_plain();

-- Where a case that is the same as another one leads: to that one, or to what that one is the same as. A ring, which undoing
-- moves could leave, ends where it began.
create function case_in_the_end(of uuid) returns uuid language sql stable as $$
  with recursive way as (
    select id, joined_to, array[id] as seen from cases where id = of
    union all
    select k.id, k.joined_to, w.seen || k.id from way w join cases k on k.id = w.joined_to
    where k.id <> all (w.seen))
  select id from way order by cardinality(seen) desc limit 1
$$;
