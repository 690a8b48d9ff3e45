-- lasting keys of texts are choices of three shingles (link/copies.py); keys are filed anew when the record is next written. Which articles
-- are near enough in time is read from an index alone
drop table shingle_keys;
create table shingle_keys (key integer not null, n integer not null, primary key (key, n)) without rowid;
update digests set filed = 0;
drop index digests_day;
create index digests_day on digests (day, n);
