-- The ledger. Every key begins with the county, and no transaction crosses one (design 5).
-- Codes are text in C order with a length check: a char(n) column compared with a JDBC string does not use its index.

create table counties (
    county_code text collate "C" not null primary key check (length(county_code) = 6),
    last_batch bigint not null default 0,
    last_hash bytea not null default '\x'::bytea,
    last_file int not null default 0
);

create table units (
    county_code text collate "C" not null,
    code text collate "C" not null check (code ~ '^[0-9]{12}$'),
    name text not null,
    parent text collate "C",
    valid_from date not null default date '1900-01-01',
    valid_to date,
    primary key (county_code, code)
);

-- Short numbers of elements: the current view is keyed by them.
create table elements (
    county_code text collate "C" not null,
    number smallint not null,
    element text collate "C" not null,
    primary key (county_code, number),
    unique (county_code, element)
);

create table files (
    county_code text collate "C" not null,
    number int not null,
    sha256 text collate "C" not null,
    reading text collate "C" not null,
    name text not null,
    unit_code text collate "C" not null,
    sheets text[] not null,
    rows_read int not null,
    rows_accepted int not null,
    facts int not null,
    imported_at timestamptz not null,
    actor text not null,
    primary key (county_code, number),
    unique (county_code, sha256, unit_code, reading)
);

create table refusals (
    county_code text collate "C" not null,
    file_number int not null,
    number int not null,
    sheet smallint not null,
    source_row int not null,
    reason text not null,
    primary key (county_code, file_number, number),
    foreign key (county_code, file_number) references files
);

-- One act of writing: a file, an answer. The chain of hashes runs over batches and, inside, over their entries.
create table batches (
    county_code text collate "C" not null,
    number bigint not null,
    file_number int,
    entry_count int not null,
    recorded_at timestamptz not null,
    actor text not null,
    previous_hash bytea not null,
    hash bytea not null,
    primary key (county_code, number)
);

-- What one source row said about one subject. Append-only; value_hash stays when values and salt are erased by law.
create table entries (
    county_code text collate "C" not null,
    id uuid not null,
    batch bigint not null,
    subject_id uuid not null,
    unit_code text collate "C" not null,
    kind smallint not null check (kind between 1 and 5),
    elements smallint[],
    element_values text[],
    salt bytea,
    value_hash bytea not null,
    file_number int,
    sheet smallint,
    source_row int,
    valid_on date not null,
    primary key (county_code, id)
);
create index entries_by_subject on entries (county_code, subject_id);

create function refuse_change() returns trigger language plpgsql as $$
begin
    if coalesce(current_setting('qingzhuang.erasing', true), '') <> 'on' then
        raise exception 'entries are appended and never changed';
    end if;
    return null;
end
$$;
create trigger entries_append_only before update or delete or truncate on entries
    for each statement execute function refuse_change();
create trigger batches_append_only before update or delete or truncate on batches
    for each statement execute function refuse_change();

-- The current view, a row per subject: a fold of its entries.
-- sources: one text per entry still in use; facts: {"number": "value"} or {"number": ["value", source, disputed]}.
create table subjects (
    county_code text collate "C" not null,
    id uuid not null,
    subject_type smallint not null,
    unit_code text collate "C" not null,
    household_id uuid,
    name text not null,
    sources text[] not null,
    facts jsonb not null,
    primary key (county_code, id)
);
create index subjects_by_unit on subjects (county_code, subject_type, unit_code);

-- Blocking keys (engine IdentityKeys).
create table identity_keys (
    county_code text collate "C" not null,
    key bigint not null,
    subject_id uuid not null,
    primary key (county_code, key, subject_id)
);

-- Two sources that disagree; both entries are kept. Open while resolved_at is null.
create table conflicts (
    county_code text collate "C" not null,
    id uuid not null,
    subject_id uuid not null,
    other_subject_id uuid,
    element text collate "C" not null,
    kept_entry uuid,
    other_entry uuid,
    file_number int,
    sheet smallint,
    source_row int,
    reason text not null,
    raised_at timestamptz not null,
    resolved_at timestamptz,
    primary key (county_code, id)
);
create index conflicts_open on conflicts (county_code, subject_id) where resolved_at is null;
