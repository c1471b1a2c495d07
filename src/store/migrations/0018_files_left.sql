-- Files of what was about a private person: named here by the transaction that erases the rows, and gone from the disk as soon
-- as nothing else refers to the same bytes. A process killed in between finds them here.
create table files_to_erase (
  file text primary key check (file ~ '^[0-9a-f]{64}$')
);

-- Asked of every file before it goes: does anything refer to it?
create index case_evidence_by_file on case_evidence (file) where file is not null;
