-- What was said, in every conversation that this Octo hears. Times are ISO-8601 in UTC.
create table message (
    id           integer primary key autoincrement,
    conversation text not null,
    external_id  text,          -- the door's own id of it; the same one is recorded once
    kind         text not null, -- person, self, octo, stranger
    sender       text not null,
    text         text not null,
    reply_to     text,          -- the external id of the message that it answers
    said_at      text not null
);

create unique index message_once on message (conversation, external_id);
create index message_of_conversation on message (conversation, id);

-- What an agent wants to remember of the messages that it is not shown any more.
create table conversation_summary (
    conversation text    not null primary key,
    until        integer not null, -- the last message that the summary takes in
    text         text    not null
);

-- Results of background work on their way to those who wait for them.
create table delivery (
    id           text not null primary key, -- the task's: however often its end is published
    conversation text not null,
    text         text not null,
    created_at   text not null,
    receipt      text,                      -- the door's proof that it arrived; null: not yet
    delivered_at text
);

create index delivery_open on delivery (conversation) where receipt is null;
