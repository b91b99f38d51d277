-- The board of tasks, the same in SQLite and in PostgreSQL. Times are milliseconds since 1970, by the board's clock.
create table task (
    id              text    not null primary key,
    kind            text    not null,           -- agent, process, peer
    text            text    not null,
    context         text    not null,
    priority        integer not null,           -- 0 low, 1 normal, 2 high, 3 urgent
    lane            text    not null,           -- who may take it: see Lane
    place           bigint  not null,           -- its place in the queue: when it came, less an hour for each step of priority
    path            text    not null,           -- the names of the Octos it came through, by blanks
    origin          text,                       -- the last of them, that dispatched it; null: a human
    posted_by       text    not null,           -- the Octo that put it on the board, and is told of its end
    conversation    text,                       -- where its result goes
    idempotency_key text,
    deadline        bigint,
    state           text    not null,
    attempt         integer not null default 0, -- attempts that count; one that was handed back does not
    fence           bigint  not null default 0, -- claims so far; a report must carry the number of the last one
    holder          text,                       -- who works on it
    lease_until     bigint,                     -- null while running: held by the board's own process
    peer            text,                       -- kind peer: who was asked to do it
    remote_id       text,                       -- kind peer: its id there
    progress        text,
    result          text,
    error           text,
    created_at      bigint  not null,
    waiting_since   bigint  not null,
    started_at      bigint,
    finished_at     bigint,
    announced       integer not null default 0  -- 1: the one who posted it has been told of its end
);

create index task_waiting on task (lane, place, id) where state = 'pending';
create index task_leased on task (lease_until) where state = 'running';
create index task_due on task (deadline) where state in ('pending', 'running', 'paused') and deadline is not null;
create index task_unannounced on task (posted_by, finished_at) where announced = 0 and finished_at is not null;
create index task_listed on task (created_at, id);
create index task_listed_by_state on task (state, created_at, id);
create index task_ended on task (finished_at) where finished_at is not null;
create unique index task_idempotency on task (idempotency_key);

-- The lanes that tasks were ever posted in: few, so that a claimer looks at the heads of those that are its own.
create table lane (
    name text not null primary key
);

create table attempt (
    task_id    text    not null references task (id) on delete cascade,
    fence      bigint  not null,
    holder     text    not null,
    started_at bigint  not null,
    ended_at   bigint,
    outcome    text,                            -- completed, failed, paused, cancelled, lost, handed back
    primary key (task_id, fence)
);

-- Who claims from this board, for the others to see who is freer.
create table claimant (
    name         text    not null primary key,
    capabilities text    not null,
    busy         integer not null,              -- percent
    free         integer not null,              -- slots
    seen_at      bigint  not null
);
