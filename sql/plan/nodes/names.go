package nodes

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/types"
)

// LockName is how SQL words a lock of rows.
func LockName(l ast.LockStrength) string {
	return [...]string{ast.LockForKeyShare: "FOR KEY SHARE", ast.LockForShare: "FOR SHARE", ast.LockForNoKeyUpdate: "FOR NO KEY UPDATE", ast.LockForUpdate: "FOR UPDATE"}[l]
}

// RowBytes is about how wide rows of some types are.
// What has no fixed length counts for 32 bytes, as in Postgres (get_typavgwidth); only for costs and EXPLAIN.
func RowBytes(ts []*types.Type) int {
	n := 0
	for _, t := range ts {
		if t.Len > 0 {
			n += int(t.Len)
		} else {
			n += 32
		}
	}
	return n
}
