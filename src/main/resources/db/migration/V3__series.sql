-- No producer of a series ever gave an uncertainty; those of the results are in their reports.

alter table series drop column u;
