-- A letter that asks whether an address is theirs can be answered once: whoever has their address forgotten must not find it
-- kept again by the same letter. Ids of chance and days, of nobody: kept for as long as the letter would work.
create table address_codes_used (
  code uuid primary key,
  used_on date not null
);
