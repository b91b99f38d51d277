-- Fewer entries to write for each task. Those that wait have an index of their own; before PostgreSQL has statistics of the
-- table, it would take another one that holds them all for as good.
drop index task_listed;
create index task_listed on task (created_at);
drop index task_listed_by_state;
create index task_listed_by_state on task (state, created_at) where state <> 'pending';
drop index task_idempotency;
create unique index task_idempotency on task (idempotency_key) where idempotency_key is not null;

-- A claim that goes on is a part of its task; it becomes a row of its own when it ends.
alter table task add column request text;       -- of the last claim
update task set request = (select a.request from attempt a where a.task_id = task.id and a.fence = task.fence)
    where state = 'running';
drop index attempt_request;
alter table attempt drop column request;
delete from attempt where ended_at is null;
create unique index task_requested on task (holder, request) where state = 'running' and request is not null;
