-- the keys of an article are known from its digest, so they need no index by article; what candidates ask of digests is read without bodies
drop index block_keys_n;
drop index shingle_keys_n;
create index digests_lean on digests (n, article, day);
