-- reviews: the verdicts that stand, derived from the decision log (accepted or rejected); incident_outlets: for its facet
create table reviews (thing text primary key, verdict text not null, who text not null, at text not null) without rowid;
create table incident_outlets (incident integer not null, outlet text not null, primary key (incident, outlet)) without rowid;
create index incident_outlets_outlet on incident_outlets (outlet);
insert into incident_outlets
  select distinct i.n, a.outlet from incidents i join events e on e.incident = i.id join articles a on a.id = e.article and a.current
  where a.outlet is not null;
create index events_start on events (start);
