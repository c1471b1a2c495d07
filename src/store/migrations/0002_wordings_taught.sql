-- How people ask for a check, beside the wordings it came with: words that several askers share, and wordings an operator added.
create table taught_aliases (
  id uuid primary key check (substr(id::text, 15, 1) = '4'),
  check_id uuid not null references checks on delete cascade,
  -- `asked` is found by and never shown; `alias` is written for everybody to read.
  kind text not null check (kind in ('asked', 'alias')),
  lang text not null,
  text text not null check (length(text) between 1 and 300),
  key text not null,
  state text not null check (state in ('learned', 'confirmed', 'refused', 'dropped')),
  founders integer not null,
  yes integer not null,
  no integer not null,
  since date not null,
  constraint one_alias_per_wording unique (check_id, key),
  constraint added_aliases_stand check (kind = 'asked' or state = 'confirmed'),
  -- Nothing that fewer than three wrote is kept.
  constraint asked_by_several check (kind = 'alias' or founders >= 3)
);

-- Claims whose askers said that a check is something else: proposed to the operator (`withheld`), held back by the operator
-- (`held`, and only then not answered by the check itself), or dismissed or let go, and not proposed again (`released`).
create table withheld_answers (
  check_id uuid not null references checks on delete cascade,
  claim_id uuid not null references claims on delete cascade,
  state text not null check (state in ('withheld', 'released')),
  held boolean not null default false,
  yes integer not null,
  no integer not null,
  since date not null,
  primary key (check_id, claim_id),
  constraint released_is_not_held check (state = 'withheld' or not held)
);
create index withheld_answers_by_claim on withheld_answers (claim_id);

create index feedback_by_check on feedback (check_id, day);
