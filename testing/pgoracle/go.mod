module github.com/isochrondb/isochron/testing/pgoracle

go 1.26.8

require github.com/isochrondb/isochron v0.0.0

require github.com/pganalyze/pg_query_go/v6 v6.2.5

require google.golang.org/protobuf v1.36.12 // indirect

replace github.com/isochrondb/isochron => ../..
