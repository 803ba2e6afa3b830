-- Each publication replaces what its product gave to the series before.

create index series_by_source on series (source);
