-- Operational state and series. The same statements run on H2 (MODE=PostgreSQL) and on PostgreSQL.

create table job (
    id            varchar(64) primary key,               -- time-ordered
    state         varchar(16) not null,
    source        varchar not null,                      -- where the delivery was found
    place         varchar,                               -- where it lies since it was claimed
    product_id    varchar(255),
    identity      varchar(64),                           -- SHA-256 over the files of the product
    revision      integer,
    attempts      integer not null default 0,            -- failures so far
    next_attempt  timestamp with time zone,              -- null unless it waits after a failure
    owner         varchar(255) not null,                 -- node that works on it
    lease_until   timestamp with time zone not null,     -- after this any node may take it
    code          varchar(32),                           -- why it is in quarantine
    message       varchar,
    created       timestamp with time zone not null,
    changed       timestamp with time zone not null
);
create index job_by_state on job (state, lease_until);

create table product (
    product_id    varchar(255) not null,
    revision      integer not null,
    identity      varchar(64) not null,
    job           varchar(64) not null,
    unit          varchar(32) not null,
    type          varchar(32) not null,
    sensing_start timestamp with time zone not null,
    verdict       varchar(16),                           -- null until it is published
    report        varchar,
    published     timestamp with time zone,
    primary key (product_id, revision),
    unique (product_id, identity)
);
create index product_by_time on product (unit, type, sensing_start);

create table series (
    unit          varchar(32) not null,
    name          varchar(128) not null,                 -- for example absolute-gain/B04/gain
    time          timestamp with time zone not null,     -- of the acquisition
    source        varchar(255) not null,                 -- product id, or name of the imported file
    reading       double precision not null,             -- in the unit of the report
    u             double precision,                      -- standard uncertainty, null where there is none
    primary key (unit, name, time, source)
);

create table event (
    unit          varchar(32) not null,
    type          varchar(64) not null,
    started       timestamp with time zone not null,
    ended         timestamp with time zone not null,
    bands         varchar(255) not null,                 -- names separated by spaces, empty for all
    source        varchar(255) not null,
    primary key (unit, type, started)
);

create table pixel_life (
    unit          varchar(32) not null,
    band          varchar(16) not null,
    detector      integer not null,
    pixel         integer not null,                      -- 0-based column
    line_of_cycle integer not null,                      -- 0 for all lines of the cycle
    defect_class  varchar(32) not null,
    since         timestamp with time zone not null,     -- acquisition that saw it first
    status        varchar(16) not null,
    ended         timestamp with time zone,              -- acquisition that released it
    evidence      varchar not null,                      -- JSON
    primary key (unit, band, detector, pixel, line_of_cycle, defect_class, since)
);

create table mail (
    message_id    varchar(255) primary key,
    recipients    varchar not null,
    subject       varchar not null,
    content       varchar not null,                      -- path of the message that is ready to send
    state         varchar(16) not null,
    attempts      integer not null default 0,
    next_attempt  timestamp with time zone not null,
    fate_unknown  boolean not null default false,        -- an attempt may have reached the recipients
    message       varchar,                               -- of the last failure
    created       timestamp with time zone not null,
    sent          timestamp with time zone
);
create index mail_by_state on mail (state, next_attempt);

create table periodical (
    kind          varchar(64) not null,                  -- digest, expected-night-ocean, ...
    unit          varchar(32) not null,
    period        varchar(32) not null,                  -- for example 2026-10
    made          timestamp with time zone not null,
    primary key (kind, unit, period)
);
