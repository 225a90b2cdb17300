// Package rowenc turns rows into keys and values and back.
//
// A key column is encoded so that bytes.Compare orders keys as types.Compare
// orders values, with the direction and the place of NULLs that the index asks
// for; columns follow one another without separators, each knows its own end.
// So the keys of an index are prefix + columns, and a span over leading columns
// is a prefix and its PrefixEnd. The prefix (table and index) is the caller's:
// this package never looks at it.
//
// A row's value is the columns that are not NULL, each tagged with its column
// ID, so that ADD COLUMN and DROP COLUMN rewrite nothing. A Decoder is made once
// for the columns that a plan needs and skips the rest.
//
// Some types have equal values that print differently (numeric 1.0 and 1.00,
// float -0, char(n)'s blanks). Their keys hold what makes them equal and no
// more; KeyIsExact tells, and a row then also carries the column in its value.
//
// Both formats are stored on disk: versions and tags are never reused.
package rowenc
