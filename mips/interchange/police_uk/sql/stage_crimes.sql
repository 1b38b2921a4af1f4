CREATE TEMP TABLE staged (
  row integer NOT NULL,
  reason text,
  raw text,
  published_id text COLLATE "C",
  digest uuid,
  month date,
  force text,
  latitude numeric(9, 6),
  longitude numeric(9, 6),
  location text,
  lsoa text,
  category text,
  notifiable boolean,
  context text,
  outcome text
);
