-- What Telegram told of this Octo's own bots, for a start without it.
create table telegram_bot (
    id       integer not null primary key,
    username text    not null
);
