-- Finding people. A search row per person and household follows the ledger batch by batch, so that an import pays nothing
-- for it. All of it can be made again from subjects.
-- place: the last batch of the chain that was followed to its end; entry_id and entries_done: how far within the next.
create table search_progress (
    county_code text collate "C" not null primary key,
    place int not null default 0,
    entry_id uuid,
    entries_done int not null default 0
);

-- keys: hashes of what somebody is found by (parts of the name, initials, ends of numbers, values of closed lists), each
-- with the county in it. Of numbers only the last four of the ID number stand here in the open.
create table people (
    county_code text collate "C" not null,
    subject_id uuid not null,
    born_on date,
    subject_type smallint not null,
    sex smallint not null,
    unit_code text collate "C" not null,
    name text collate "C" not null,
    initials text collate "C" not null,
    pinyin text collate "C" not null,
    id_tail text collate "C" not null,
    keys int[] not null,
    primary key (county_code, subject_id)
);
alter table people alter column keys set statistics 1000;
create index people_by_key on people using gin (keys);
create index people_in_order on people (county_code, subject_type, unit_code, name, subject_id);
create index people_by_pinyin on people (county_code, pinyin);

-- What a draft asks for, so that a fact can say which forms use it.
alter table drafts add column elements text[] not null default '{}';
