-- Who answers a message of a group that was addressed to nobody: the first claim stands. Times are ISO-8601 in UTC.
create table telegram_claim (
    chat       integer not null,
    message    integer not null,
    holder     text    not null, -- the Octo's name
    claimed_at text    not null,
    primary key (chat, message)
);
