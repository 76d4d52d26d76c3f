-- Values erased by law (个人信息保护法 第四十七条), docs/spec/erasure.md. Neither table holds a value.
-- A request: one asks, another one decides. elements: stored keys; empty: everything of the subject. request: whose, in words, with
-- the number of the paper. done_at: when all copies were gone; decided and not done is gone on with.
create table erasures (
    county_code text collate "C" not null check (length(county_code) = 6),
    id uuid not null,
    subject_id uuid not null,
    unit_code text collate "C" not null,
    elements text[] not null,
    legal_basis text not null check (length(legal_basis) between 1 and 300),
    request text not null check (length(request) between 1 and 300),
    asked_by text not null,
    asked_title text not null,
    asked_at timestamptz not null,
    decided_by text,
    decided_title text,
    decided_at timestamptz,
    is_approved boolean,
    reason text,
    done_at timestamptz,
    entries int,
    primary key (county_code, id),
    check (decided_by is null or decided_by <> asked_by),
    check ((decided_at is null) = (is_approved is null))
);

-- What was erased, in the transaction that erased it: `check` wants every entry without its values to be of such a subject.
-- erasure_id: the request; of a run of retention the run, with the element and the day before which it was erased.
create table erased (
    county_code text collate "C" not null,
    erasure_id uuid not null,
    number int not null,
    erased_at timestamptz not null,
    why text not null,
    subjects uuid[] not null,
    entries int not null,
    primary key (county_code, erasure_id, number)
);
create index erased_of on erased using gin (subjects);
create trigger erased_append_only before update or delete or truncate on erased
    for each statement execute function refuse_change();
