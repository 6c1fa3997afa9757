-- So that the leaf of an event is found without looking through all bundles. They may overlap: an event that was sealed
-- late makes the range of its bundle wide.
create index bundle_numbers on bundle using gist (int8range(lowest, highest, '[]'));
