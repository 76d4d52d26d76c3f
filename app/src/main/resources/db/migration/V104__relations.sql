-- Entries of kind 6 tell what follows from a life event, those of kind 7 take such an act back.
alter table entries drop constraint entries_kind_check;
alter table entries add constraint entries_kind_check check (kind between 1 and 7) not valid;

-- The key under which whoever speaks of somebody is found: of an ID number, or the id of a subject.
create function mention_key(mentioned text) returns bigint language sql immutable as $$
    select ('x' || encode(substr(sha256(convert_to(mentioned, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint
$$;

-- Whoever speaks of a guardian, father, mother or spouse by the ID number.
insert into identity_keys (county_code, key, subject_id)
select distinct e.county_code, mention_key(v.value), e.subject_id
from elements n
join entries e on e.county_code = n.county_code
    and case when length(e.elements) > n.number >> 3 then get_bit(e.elements, n.number) = 1 else false end
cross join lateral (
    select (string_to_array(e.facts, chr(31)))[count(*)] as value
    from generate_series(0, n.number) as bit where get_bit(e.elements, bit) = 1) v
where n.element in ('person_id_no@guardian', 'person_id_no@father', 'person_id_no@mother', 'person_id_no@spouse')
    and v.value is not null;

-- Whoever has been in another household before.
insert into identity_keys (county_code, key, subject_id)
select distinct e.county_code, mention_key(e.household_id::text), e.subject_id
from entries e
join subjects s on s.county_code = e.county_code and s.id = e.subject_id
where e.household_id is not null and e.household_id is distinct from s.household_id;
