-- What peers ended well: evidence for the router.
create table past_task (
    peer     text not null, -- in lower case
    text     text not null,
    ended_at text not null
);

create index past_task_of_peer on past_task (peer, ended_at);
