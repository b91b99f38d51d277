-- What Telegram told, before it is confirmed. Times are ISO-8601 in UTC.
create table telegram_update (
    bot         integer not null,
    id          integer not null,
    body        text    not null,
    state       text    not null default 'new', -- new, mine (to be answered), done
    received_at text    not null,
    primary key (bot, id)
);

create index telegram_update_open on telegram_update (bot, state, id) where state <> 'done';

-- What is to be said, in its order; a row is sent before the next one of its chat.
create table telegram_outbox (
    id         integer primary key autoincrement,
    bot        integer not null,
    chat       integer not null,
    topic      integer,
    purpose    text    not null,          -- what it is for: said once, however often it is asked for
    part       integer not null default 0,
    html       text,                      -- null: as plain text
    plain      text    not null,
    file       text,                      -- what goes along as a file; null: nothing
    reply_to   integer,
    edits      integer references telegram_outbox (id), -- the row whose message it replaces
    state      text    not null default 'waiting', -- waiting, sending, sent, failed, dropped
    after_id   integer not null default 0, -- the newest message known when it was sent
    message_id integer,                   -- the receipt
    why        text,                      -- why it failed
    created_at text    not null,
    sent_at    text,
    unique (bot, purpose, part)
);

create index telegram_outbox_open on telegram_outbox (bot, chat, id) where state in ('waiting', 'sending');
create index telegram_outbox_message on telegram_outbox (bot, chat, message_id);

-- The newest message that was seen in a chat.
create table telegram_chat (
    bot     integer not null,
    chat    integer not null,
    newest  integer not null,
    primary key (bot, chat)
);

-- Groups that became supergroups and have another id since.
create table telegram_migration (
    old_chat integer not null primary key,
    new_chat integer not null
);

-- People who may speak with this Octo beside its owner.
create table trusted_person (
    door  text not null,
    id    text not null,
    name  text not null,
    since text not null,
    primary key (door, id)
);

-- What peers last said of their part in the group, for as long as they are away.
create table telegram_member (
    name     text not null primary key,
    username text,
    role     text
);
