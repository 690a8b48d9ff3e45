-- keys by stretch of time (link/candidates.py, link/copies.py), so that a batch writes and looks into a part of them that does not grow
-- with the record; `filed`: whether a digest's keys are among them. What an older sayso stored is filed when the record is next written.
drop table block_keys;
drop table shingle_keys;
create table block_keys (key integer not null, n integer not null, primary key (key, n)) without rowid;
create table shingle_keys (key integer not null, n integer not null, primary key (key, n)) without rowid;
alter table digests add column filed integer not null default 0;
create index digests_unfiled on digests (n) where not filed;
create index digests_day on digests (day);
-- edges by number of article, those only that articles are looked at together for, with their level (link/units.py); of older ones it is
-- taken from the likelihood of one story
alter table edges rename to edges_before;
create table edges (a integer not null, b integer not null, story integer not null, level integer not null, primary key (a, b)) without rowid;
insert into edges
  select max(x.n, y.n), min(x.n, y.n), e.story, case
    when e.story >= 10000 then 6 when e.story >= 9800 then 5 when e.story >= 9000 then 4 when e.story >= 7500 then 3
    when e.story >= 5000 then 2 when e.story >= 2500 then 1 else 4 end
  from edges_before e join digests x on x.article = e.a join digests y on y.article = e.b where e.joins;
drop table edges_before;
create index edges_b on edges (b, a, level);
