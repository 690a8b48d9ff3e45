-- what lists, counts and maps ask of incidents, apart from their bodies, so that counting 50,000 reads a few megabytes only
create index incidents_lean on incidents (
  start, end, type, mode, status, country, disputed, origins, outlets, precision, lat, lon, place, admin1, killed, id
);
drop index incidents_start;
create index incidents_newest on incidents (start is null, start desc, id);
drop index incidents_where;
create index incidents_where on incidents (
  place || coalesce(', ' || nullif(admin1, place), '') || coalesce(', ' || country, ''), precision, lat, lon, place, admin1, country
);
