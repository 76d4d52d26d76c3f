-- The ledger. Every key begins with the county, and no transaction crosses one (design 5).
-- Codes are text in C order with a length check: a char(n) column compared with a JDBC string does not use its index.

create table counties (
    county_code text collate "C" not null primary key check (length(county_code) = 6),
    last_number int not null default 0,
    last_place int not null default 0,
    last_hash bytea not null default '\x'::bytea
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

-- Short numbers of elements: entries and the current view speak of elements by them.
create table elements (
    county_code text collate "C" not null,
    number smallint not null,
    element text collate "C" not null,
    primary key (county_code, number),
    unique (county_code, element)
);

-- A file has the number of the batch that took it in. Of the same bytes for the same unit the latest reading is in force:
-- it replaces the one before (0: none), whose entries stay and no longer count.
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
    replaces int not null default 0,
    primary key (county_code, number)
);
create index files_by_content on files (county_code, sha256, unit_code);

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

-- One act of writing: a file, or answers acknowledged together. The number is given when it begins (an act that fails
-- leaves a gap), the place in the chain when it ends. hash = SHA-256(previous hash, SHA-256(its entries in order of id)).
create table batches (
    county_code text collate "C" not null,
    number int not null,
    place int not null,
    entry_count int not null,
    recorded_at timestamptz not null,
    actor text not null,
    previous_hash bytea not null,
    hash bytea not null,
    primary key (county_code, number),
    unique (county_code, place)
);

-- What one source row said about one subject. Append-only.
-- elements: a bit for each element number, as get_bit() counts; facts: its values in that order, with U+001F between
-- (string_to_array(facts, E'\x1f')); household_id: of which household the row makes a person a member.
-- When values are erased by law, value_hash takes their place in the chain of hashes: entry_hash() as it was.
-- Columns lie so that nothing is lost to alignment: the table holds a row per row of every file.
create table entries (
    county_code text collate "C" not null,
    id uuid not null,
    subject_id uuid not null,
    batch int not null,
    subject_type smallint not null,
    kind smallint not null check (kind between 1 and 5),
    sheet smallint not null default 0,
    source_row int not null default 0,
    valid_on date not null,
    unit_code text collate "C" not null,
    salt bytea,
    elements bytea,
    facts text,
    household_id uuid,
    value_hash bytea,
    check ((salt is null) = (value_hash is not null)),
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

-- What the chain keeps of an entry's values.
create function entry_hash(entry entries) returns bytea language sql immutable as $$
    select coalesce(entry.value_hash, sha256(
        entry.salt || coalesce(uuid_send(entry.household_id), '') || int4send(length(entry.elements))
            || entry.elements || convert_to(entry.facts, 'UTF8')))
$$;

-- The current view, a row per subject: a fold of its entries. elements and facts as in entries.
-- sources: 35 bytes for each entry still in use (entry, kind, batch, sheet, row, day recorded, day valid).
-- origins: for each fact the place of its source in two bytes, the high bit when disputed; null when all come from the
-- first and nothing is disputed.
-- born: a person's settled date of birth, where it is known to the day: rosters are by age.
create table subjects (
    county_code text collate "C" not null,
    id uuid not null,
    subject_type smallint not null,
    unit_code text collate "C" not null,
    household_id uuid,
    name text not null,
    sources bytea not null,
    elements bytea not null,
    facts text not null,
    origins bytea,
    born date,
    primary key (county_code, id)
);
create index subjects_by_unit on subjects (county_code, subject_type, unit_code, born);
create index subjects_by_household on subjects (county_code, household_id) where household_id is not null;

-- Blocking keys (engine IdentityKeys).
create table identity_keys (
    county_code text collate "C" not null,
    key bigint not null,
    subject_id uuid not null
);
create index identity_keys_by_key on identity_keys (county_code, key);

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
