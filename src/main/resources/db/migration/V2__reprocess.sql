-- A product may be processed again on request: the same content then makes one more revision.

alter table job add column again boolean not null default false;     -- made by a request to process a known product again

create table product_again (
    product_id    varchar(255) not null,
    revision      integer not null,
    identity      varchar(64) not null,
    again         varchar(64) not null,                  -- job that was asked for, empty for a delivery
    job           varchar(64) not null,
    unit          varchar(32) not null,
    type          varchar(32) not null,
    sensing_start timestamp with time zone not null,
    verdict       varchar(16),                           -- null until it is published
    report        varchar,
    published     timestamp with time zone,
    primary key (product_id, revision),
    unique (product_id, identity, again)
);
insert into product_again (product_id, revision, identity, again, job, unit, type, sensing_start, verdict, report, published)
    select product_id, revision, identity, '', job, unit, type, sensing_start, verdict, report, published from product;
drop table product;
alter table product_again rename to product;
create index product_by_time on product (unit, type, sensing_start);
