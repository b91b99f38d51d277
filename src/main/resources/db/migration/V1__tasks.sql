-- The board. Times are ISO-8601 in UTC, so that they sort as text.
create table task (
    id              text    not null primary key,
    text            text    not null,
    context         text    not null,
    priority        integer not null, -- 0 low, 1 normal, 2 high, 3 urgent
    state           text    not null,
    attempt         integer not null default 0, -- claims so far; the running claim's number is its fence
    origin          text,                       -- who dispatched it; null: a human here
    idempotency_key text,
    progress        text,
    result          text,
    error           text,
    created_at      text    not null,
    started_at      text,
    finished_at     text
);

-- Claims look for the most urgent, then the oldest.
create index task_waiting on task (state, priority desc, created_at, id);

create unique index task_idempotency on task (idempotency_key);
