-- Rows that other systems sent, each under a key of its own: sent again under the same key they are answered with the receipt and
-- taken once. content_hash: SHA-256 over unit, name, day and bytes. receipt: null while it is being taken; whoever sends it again
-- after a crash has it taken (the ledger takes the same bytes once).
create table row_pushes (
    county_code text collate "C" not null check (length(county_code) = 6),
    account_id uuid not null references accounts (id),
    key text collate "C" not null check (length(key) between 1 and 100),
    content_hash bytea not null,
    unit_code text collate "C" not null,
    began_at timestamptz not null,
    receipt text,
    primary key (county_code, account_id, key)
);
