-- Tables of the libraries and of the installation itself. Never joined with a dealer's tables.
create schema if not exists infrastructure;

-- Spring Modulith's registry: which event still waits for which listener. A publication that is heard is deleted.
create table infrastructure.event_publication (
    id                     uuid        not null primary key,
    listener_id            text        not null,
    event_type             text        not null,
    serialized_event       text        not null,
    publication_date       timestamptz not null,
    completion_date        timestamptz,
    status                 text,
    completion_attempts    int,
    last_resubmission_date timestamptz
);

create index event_publication_by_event on infrastructure.event_publication using hash (serialized_event);
create index event_publication_by_completion on infrastructure.event_publication (completion_date, publication_date);

-- Spring Session.
create table infrastructure.spring_session (
    primary_id            char(36) not null primary key,
    session_id            char(36) not null,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);

create unique index spring_session_by_id on infrastructure.spring_session (session_id);
create index spring_session_by_expiry on infrastructure.spring_session (expiry_time);
create index spring_session_by_principal on infrastructure.spring_session (principal_name);

create table infrastructure.spring_session_attributes (
    session_primary_id char(36)     not null references infrastructure.spring_session on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);

-- db-scheduler.
create table infrastructure.scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

create index scheduled_tasks_by_execution on infrastructure.scheduled_tasks (execution_time);
create index scheduled_tasks_by_heartbeat on infrastructure.scheduled_tasks (last_heartbeat);
create index scheduled_tasks_by_priority on infrastructure.scheduled_tasks (priority desc, execution_time);

-- What this installation is; decided at its first start and never changed. One row.
create table infrastructure.installation (
    only_row   boolean     not null default true primary key check (only_row),
    mode       text        not null check (mode in ('real', 'simulation')),
    started_at timestamptz not null
);

-- The simulation's clock, which stands still until it is moved, and the moment up to which all jobs are done. One row.
create table infrastructure.simulation_clock (
    only_row     boolean     not null default true primary key check (only_row),
    now          timestamptz not null,
    done_through timestamptz not null
);

grant usage on schema infrastructure to opendcrc_app;
grant select, insert, update, delete
   on infrastructure.event_publication, infrastructure.spring_session, infrastructure.spring_session_attributes,
      infrastructure.scheduled_tasks
   to opendcrc_app;
grant select, insert on infrastructure.installation to opendcrc_app;
grant select, insert, update on infrastructure.simulation_clock to opendcrc_app;
