package catalog

import (
	"fmt"
	"iter"
	"slices"

	"github.com/isochrondb/isochron/sql/parser/stored"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// A view is a relation without rows: its columns, and the query that gives them, resolved
// (package ast) and kept in the form of package stored. Its columns' numbers are their places
// in the query's select list.

// Ref is something that an object refers to, so that it can't go, or change its type, alone.
type Ref struct {
	Object ID `f:"1"`
	// Column is a column of it; 0: it as a whole.
	Column ColumnID `f:"2"`
	// Kind is what the reference is, as pg_depend.deptype has it: 'n' for an ordinary one.
	Kind byte `f:"3"`
}

// RefNormal is the kind of an ordinary reference.
const RefNormal = 'n'

// IsView reports whether t is a view that somebody created; those of the system are Virtual.
func (t *TableDesc) IsView() bool { return len(t.ViewQuery) > 0 }

// IsMaterialized reports whether t is a materialized view.
func (t *TableDesc) IsMaterialized() bool { return len(t.MatQuery) > 0 }

// HasQuery reports whether t is a view that somebody created, materialized or not.
func (t *TableDesc) HasQuery() bool { return t.IsView() || t.IsMaterialized() }

// VisibleColumns is how many columns are not hidden.
func (t *TableDesc) VisibleColumns() int {
	n := 0
	for i := range t.Columns {
		if !t.Columns[i].Hidden {
			n++
		}
	}
	return n
}

// Option returns the value of a storage parameter.
func (t *TableDesc) Option(name string) (string, bool) {
	for _, o := range t.Options {
		if o.Name == name {
			return o.Value, true
		}
	}
	return "", false
}

// Flag reports whether a boolean option of a view is on.
func (t *TableDesc) Flag(name string) bool {
	v, ok := t.Option(name)
	return ok && v == "true"
}

// Refers reports whether t refers to a column of an object, or, with column 0, to anything
// of it.
func (t *TableDesc) Refers(object ID, column ColumnID) bool {
	return slices.ContainsFunc(t.Refs, func(r Ref) bool { return r.Object == object && (column == 0 || r.Column == column) })
}

// Views lists the views of a database (0: of all), materialized ones too, by ID.
func (s *Snapshot) Views(database ID) iter.Seq[*TableDesc] {
	return s.relations(database, (*TableDesc).HasQuery)
}

// Relations lists the tables and views of a database (0: of all, by their databases), by ID.
func (s *Snapshot) Relations(database ID) iter.Seq[*TableDesc] {
	return s.relations(database, func(*TableDesc) bool { return true })
}

func (s *Snapshot) relations(database ID, which func(*TableDesc) bool) iter.Seq[*TableDesc] {
	return func(yield func(*TableDesc) bool) {
		for k, t := range s.byDatabase.from(pair{database, 0}) {
			if database != 0 && k.of != database || which(t) && !yield(t) {
				return
			}
		}
	}
}

// completeView fills what is made of a view's stored fields.
func (t *TableDesc) completeView() error {
	if len(t.Indexes) > 0 || t.Prefix != 0 {
		return fmt.Errorf("%w: view %d has rows", errDescriptor, t.ID)
	}
	t.View = true
	t.completeQuery(t.ViewQuery)
	t.index()
	return nil
}

// completeQuery reads the query of a view.
func (t *TableDesc) completeQuery(text []byte) {
	q, err := stored.Query(text)
	if err != nil {
		// The descriptor itself can be read: whoever uses the view is told.
		t.QueryErr = pgerror.Wrap(err, pgerror.DataCorrupted, "view %q can't be read: %s", t.Name, err.Error()).
			WithHint("A later version may have written it: upgrade this node.")
	}
	t.Query = q
}
