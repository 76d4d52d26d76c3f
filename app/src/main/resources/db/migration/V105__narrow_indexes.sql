-- Ids and keys are unlike from one county to the next, and a unit's code begins with its county: without the county in
-- front these indexes are a quarter smaller and compare once where they compared twice. Primary keys keep the county.
drop index entries_by_subject;
create index entries_by_subject on entries (subject_id);
drop index subjects_by_unit;
create index subjects_by_unit on subjects (unit_code, subject_type, born);
drop index subjects_by_household;
create index subjects_by_household on subjects (household_id) where household_id is not null;
drop index identity_keys_by_key;
create index identity_keys_by_key on identity_keys (key);
