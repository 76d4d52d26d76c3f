-- A list by age meets one by an item: what few have of both is found without reading whoever has one of them.
create index people_by_birth on people (born_on);
