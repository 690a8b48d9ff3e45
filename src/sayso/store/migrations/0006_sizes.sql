-- how many sampled shingles an article has (null: not counted, its digest knows), so that chance meetings are left without opening digests
alter table digests add column shingles integer;
drop index digests_lean;
create index digests_lean on digests (n, article, day, shingles);
