package rel

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Statement is what all parts of a statement's tree of relations share. It grows while the
// statement is bound, rewritten and planned.
//
// Every column that any part of the statement makes has a number (VarID) and an
// entry in vars. Outer columns that a subquery uses become registers, set where
// the subquery stands.
type Statement struct {
	Types *types.Env // that constants are computed in; it may be nil
	small *types.Env // of constants; nil: not yet needed
	// An ID is never 0: 0 means "no column" everywhere.
	Vars []Column    // by VarID - 1
	Subs []*Subquery // by Subquery.ID
	// Regs counts the registers; they are numbered from 0, unlike columns.
	Regs int
	// Notices are those of what was computed already.
	Notices []*pgerror.Error
}

// Column is what is known of a column wherever it appears.
type Column struct {
	Name   string
	Type   *types.Type
	Typmod int32
	Table  *catalog.TableDesc // nil for what is not a table's column
	Slot   int                // in table.Columns
	Alias  string
	// Row is how fields of a record are found that has no named type.
	Row *scalar.Row // what a column of records is made of, where that is known
	// nil: naming the column asks for nothing; it is of no table, or its need follows from that of a view.
	Need *Need // of the table that it is read from, in this place
	// Nullable: a table that inherits from table is read, too, which allows NULL.
	Nullable bool
	// Collation is what values of the column have where it is not their type's, ^0 for none; 0: the
	// type's.
	Collation types.OID
}

// Subquery is the query of a scalar.Subquery.
type Subquery struct {
	Rel Rel
	// Out has one column, or for IN of rows as many as Expr.TestRegs.
	Out  []scalar.VarID
	Expr *scalar.Subquery
}

// NewVar numbers a new column.
func (st *Statement) NewVar(v Column) scalar.VarID {
	st.Vars = append(st.Vars, v)
	return scalar.VarID(len(st.Vars))
}

// Info is what is known of a column.
// It points into Vars, which the next NewVar may move: what is written through an older pointer is lost.
func (st *Statement) Info(id scalar.VarID) *Column { return &st.Vars[id-1] }

// Ref is an expression that gives a column.
func (st *Statement) Ref(id scalar.VarID) *scalar.Var {
	v := st.Info(id)
	return &scalar.Var{ID: id, T: v.Type, Typmod: v.Typmod, Name: v.Name}
}

// NewReg numbers a new register.
// A number is never given again, so that subqueries of one statement can't set each other's.
func (st *Statement) NewReg() int {
	st.Regs++
	return st.Regs - 1
}

// Fold evaluates an immutable expression over constants; one that fails is left
// to fail when, and if, it is evaluated, and one whose value is large to be made
// when it is needed: a plan is kept, and counts by its text.
func (st *Statement) Fold(e scalar.Expr) scalar.Expr {
	ok := true
	scalar.Children(e, func(x scalar.Expr) {
		if _, c := x.(*scalar.Const); !c {
			ok = false
		}
	})
	if !ok {
		return e
	}
	if p := scalar.PropsOf(e); p.Stable || p.Volatile || p.Host {
		return e
	}
	if st.small == nil {
		st.small = st.Types.Small()
		st.small.Notice = func(n *pgerror.Error) { st.Notices = append(st.Notices, n) }
	}
	// An error is no error of the statement: CASE may never come to it.
	d, err := e.Eval(&scalar.Ctx{Env: st.small})
	if err != nil {
		return e
	}
	return &scalar.Const{T: e.Type(), Typmod: scalar.TypmodOf(e), D: d}
}
