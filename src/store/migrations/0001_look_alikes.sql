-- Claims that are one message passed on are one group, found by keyed sketches of their texts.
alter table claims
  -- The id of the claim that began the group, whether it is still there or not; null: this one did.
  add column group_id uuid,
  -- Keyed bands of the text's sketch; as private as the text, and gone with it.
  add column likeness bigint[],
  add constraint likeness_goes_with_text check (likeness is null or text is not null);
create index claims_by_group on claims (coalesce(group_id, id));

-- The bands of one claim per group, for the index to find.
create table claim_likeness (
  band bigint not null,
  claim_id uuid not null references claims on delete cascade,
  primary key (band, claim_id)
);
create index claim_likeness_by_claim on claim_likeness (claim_id);
