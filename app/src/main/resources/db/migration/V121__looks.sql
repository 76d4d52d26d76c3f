-- The log of looks: who saw what of whom, and why; written before the bytes leave. docs/spec/looks.md tells the chain.
-- Values never stand here: an erasure of values leaves the log as it is.
create table look_chains (
    county_code text collate "C" not null primary key check (length(county_code) = 6),
    last_number bigint not null,
    last_hash bytea not null
);

-- subjects: sorted, each once; empty with elements {*}: everything of everybody in the county (a backup).
create table looks (
    county_code text collate "C" not null,
    number bigint not null,
    looked_at timestamptz not null,
    who text collate "C" not null,
    title text not null,
    act text not null,
    purpose text not null,
    unit_code text collate "C" not null,
    elements text[] not null,
    subjects uuid[] not null,
    hash bytea not null,
    primary key (county_code, number)
);
create index looks_at on looks using gin (subjects);
create index looks_by_who on looks (county_code, who, number);
create trigger looks_append_only before update or delete or truncate on looks
    for each statement execute function refuse_change();
