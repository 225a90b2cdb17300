package ddl

import "testing"

// TestMultirangeHasNothingOfItsOwn: what would be said of a multirange would be said of its range, and is refused.
func TestMultirangeHasNothingOfItsOwn(t *testing.T) {
	w := newWorld(t)
	w.must(`CREATE SCHEMA s; CREATE ROLE r; CREATE TYPE spans AS RANGE (SUBTYPE = int, MULTIRANGE_TYPE_NAME = many)`)
	for _, tt := range []struct{ sql, message string }{
		{`ALTER TYPE many SET SCHEMA s`, "schemas of their own of multirange types are not supported"},
		{`ALTER TYPE many OWNER TO r`, "owners of multirange types are not supported"},
		{`COMMENT ON TYPE many IS 'x'`, "comments of multirange types are not supported"},
		{`COMMENT ON TYPE many IS NULL`, "comments of multirange types are not supported"},
	} {
		w.fails(tt.sql, "0A000", tt.message)
	}
	w.must(`COMMENT ON TYPE spans IS 'x'; ALTER TYPE spans OWNER TO r; ALTER TYPE spans SET SCHEMA s; ALTER TYPE s.many RENAME TO more`)
	w.fails(`ALTER TYPE s.more SET SCHEMA public`, "0A000", "schemas of their own of multirange types are not supported")
}
