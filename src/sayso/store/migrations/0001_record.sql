-- articles: every version that came in; the last one is current. reading: the reading as zlib-compressed JSON (record.md).
create table articles (
  n integer primary key,
  id text not null,
  version integer not null,
  current integer not null,
  sha text not null,
  source text, url text, outlet text, domain text, title text, published text, day integer, language text,
  events integer not null, statements integer not null,
  model text not null,
  added_at text not null,
  reading blob not null,
  unique (id, version)
);
create index articles_current on articles (current, published);
create index articles_outlet on articles (outlet) where current;

-- what linking keeps of the current version of an article (link/digest.py), its neighbourhood and its component
create table digests (article text primary key, n integer not null unique, component text not null, day integer, body blob not null);
create index digests_component on digests (component);
create table block_keys (key integer not null, n integer not null, primary key (key, n)) without rowid;
create index block_keys_n on block_keys (n);
create table shingle_keys (key integer not null, n integer not null, primary key (key, n)) without rowid;
create index shingle_keys_n on shingle_keys (n);
create table copies (a text not null, b text not null, short real not null, long real not null, primary key (a, b)) without rowid;
create index copies_b on copies (b);
create table edges (a text not null, b text not null, story integer not null, joins integer not null, primary key (a, b)) without rowid;
create index edges_b on edges (b);

create table events (
  id text primary key, article text not null, local text not null, type text not null, mode text, status text not null,
  polarity text not null, frame text not null, start text, end text, place text, country text, admin1 text, lat real, lon real,
  precision text, text text not null, actors text not null, recipients text not null, figures text not null, incident text
);
create index events_article on events (article);
create index events_incident on events (incident);
create index events_type on events (type, start);

create table statements (
  id text primary key, article text not null, local text not null, speaker text, speaker_kind text not null, stance text not null,
  form text not null, polarity text not null, certainty text not null, said text, published text, text text not null
);
create index statements_article on statements (article);
create virtual table statement_text using fts5 (text, speaker);

create table incidents (
  n integer primary key, id text not null unique, type text not null, mode text, start text, end text, status text not null,
  disputed integer not null, place text, country text, admin1 text, lat real, lon real, precision text,
  articles integer not null, outlets integer not null, origins integer not null, killed integer, injured integer,
  first text, last text, body blob not null
);
create index incidents_start on incidents (start desc, id);
create index incidents_type on incidents (type);
create index incidents_country on incidents (country);
create index incidents_status on incidents (status);
create virtual table incident_text using fts5 (text);
create virtual table incident_box using rtree (n, south, north, west, east);
create table incident_actors (incident integer not null, actor text not null, role text not null, primary key (incident, actor, role)) without rowid;
create index incident_actors_actor on incident_actors (actor);

create table actors (
  id text primary key, name text not null, kind text not null, sector text, country text, wikidata text, mentions integer not null,
  aliases text not null
);
create table actor_entities (
  article text not null, entity text not null, actor text not null, name text not null, kind text not null, sector text,
  country text, wikidata text, aliases text not null, primary key (article, entity)
) without rowid;
create index actor_entities_actor on actor_entities (actor);

create table tombstones (id text primary key, what text not null, into_id text, reason text not null, at text not null);
create table history (
  n integer primary key, thing text not null, what text not null, reason text not null, other text, version text not null, at text not null
);
create index history_thing on history (thing);

create table decisions (
  n integer primary key, id text not null unique, at text not null, who text not null, what text not null, target text not null,
  old text, new text, reason text not null, undoes text
);
create trigger decisions_no_update before update on decisions begin select raise (abort, 'the decision log is append-only'); end;
create trigger decisions_no_delete before delete on decisions begin select raise (abort, 'the decision log is append-only'); end;
