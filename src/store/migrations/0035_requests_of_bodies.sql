-- An import's counts add up at every moment, and what broke it off is said.
alter table import_runs add column waiting integer not null default 0;
alter table import_runs add column declined integer not null default 0;
alter table import_runs add column doubles integer not null default 0;
alter table import_runs add column failed text check (failed in (
  'fetch-forbidden-address', 'fetch-failed', 'fetch-too-large', 'fetch-timeout',
  'file-unreadable', 'store-away', 'import-stopped', 'internal'));
update import_runs set
  waiting = case when held and decision is distinct from 'declined' and decision is distinct from 'withdrawn'
    then read - imported - changed - unchanged - refused else 0 end,
  declined = case when held and decision in ('declined', 'withdrawn')
    then read - imported - changed - unchanged - refused else 0 end;
alter table import_runs add constraint import_adds_up
  check (read = imported + changed + unchanged + waiting + declined + refused + doubles);
