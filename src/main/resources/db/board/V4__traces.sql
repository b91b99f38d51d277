-- What a task is a step of, as W3C's Trace Context writes it; null: it was posted before traces were kept.
alter table task add column trace text;
