-- A claim whose answer was lost on its way is given again to the one who repeats the request.
alter table attempt add column request text;
create unique index attempt_request on attempt (holder, request) where request is not null and ended_at is null;

-- Kind peer: when the peer was last heard of, by the clock of the Octo that follows the task.
alter table task add column heard_at bigint;
