-- how sure the reader was of an event (0 to 1; null for what an older sayso stored); inputs that could not be read; a place by its label
alter table events add column confidence real;
drop index events_incident;
create index events_incident on events (incident, confidence);
create index incidents_where on incidents (place || coalesce(', ' || nullif(admin1, place), '') || coalesce(', ' || country, ''));
create index events_where on events (place || coalesce(', ' || nullif(admin1, place), '') || coalesce(', ' || country, ''));
create table quarantine (
  n integer primary key, source text not null, place text not null, cause text not null, who text not null, at text not null,
  unique (source, place, cause)
);
