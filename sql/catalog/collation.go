package catalog

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/types"
)

// Collations are the system's, of which nobody can make others: text has one order, that of its
// bytes, whatever they are called. Columns and indexes keep which of them was named, and show it.
func Collations() map[string]types.OID {
	return map[string]types.OID{"default": 100, "C": 950, "POSIX": 951, "ucs_basic": 12340}
}

// CollationName is the name of a collation, "" where there is none.
func CollationName(id types.OID) string {
	for name, oid := range Collations() {
		if oid == id {
			return name
		}
	}
	return ""
}

// CollationOID is the collation of a column: that which was named, or its type's; 0: none.
func (c *Column) CollationOID() types.OID {
	if c.Collation != 0 && c.Type.Collation() != 0 {
		return c.Collation
	}
	return c.Type.Collation()
}

// ownCollation is the collation of a column where it is not its type's.
func (c *Column) ownCollation() types.OID {
	if c.Type == nil || c.CollationOID() == c.Type.Collation() {
		return 0
	}
	return c.Collation
}

// CollationOID is the collation of an attribute of type t.
func (a *TypeAttribute) CollationOID(t *types.Type) types.OID {
	if a.Collation != 0 && t.Collation() != 0 {
		return a.Collation
	}
	return t.Collation()
}

// IndexCollation is the collation of a column of an index of the table.
func (t *TableDesc) IndexCollation(k *IndexColumn) types.OID {
	if k.Collation != 0 {
		return k.Collation
	}
	c, _, ok := t.ColumnByID(k.ID)
	switch {
	case !ok:
		return 0
	case c.Computed:
		return t.DerivedCollation(c.Default, c.Type)
	}
	return c.CollationOID()
}

// DerivedCollation is the collation of an expression of type typ over the columns of the table: what
// it says itself, or that which its columns have in common beside their types', or that of its type.
func (t *TableDesc) DerivedCollation(x ast.Expr, typ *types.Type) types.OID {
	own, found := typ.Collation(), types.OID(0)
	if own == 0 {
		return 0
	}
	ast.Walk(x, func(n ast.Node) bool {
		if c, ok := n.(*ast.CollateExpr); ok && found == 0 {
			found = Collations()[c.Collation.Name]
		}
		return found == 0
	})
	if found != 0 {
		return found
	}
	for _, id := range t.ColumnsIn(x) {
		c, _, _ := t.ColumnByID(id)
		switch k := c.CollationOID(); {
		case k == c.Type.Collation() || k == found:
		case found != 0:
			return own
		default:
			found = k
		}
	}
	if found != 0 {
		return found
	}
	return own
}
