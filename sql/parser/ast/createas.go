package ast

// AsCreateTable returns CREATE TABLE … AS as it is, SELECT … INTO as one, and nil for all
// else.
func AsCreateTable(st Statement) *CreateTable {
	switch st := st.(type) {
	case *CreateTable:
		if st.AsQuery != nil {
			return st
		}
	case *Select:
		if into := st.IntoTable(); into != nil {
			return &CreateTable{Pos: st.Pos, Name: into.Table, Persistence: into.Persistence, AsQuery: st.withoutInto()}
		}
	}
	return nil
}

// IntoTable is the INTO of a query: of its first SELECT, if it is a set operation. Nil
// where there is none.
func (q *Select) IntoTable() *IntoClause {
	for q.Op != SetNone {
		q = q.Left
	}
	return q.Into
}

// withoutInto copies a query without its INTO.
func (q *Select) withoutInto() *Select {
	c := *q
	if c.Op != SetNone {
		c.Left = c.Left.withoutInto()
	}
	c.Into = nil
	return &c
}

// WithOf is the WITH clause of a statement; nil where it has none.
func WithOf(st Statement) *With {
	switch st := st.(type) {
	case *Select:
		return st.With
	case *Insert:
		return st.With
	case *Update:
		return st.With
	case *Delete:
		return st.With
	case *Merge:
		return st.With
	}
	return nil
}

// Added are the names of the columns that SEARCH and CYCLE add to the query.
func (c *CTE) Added() (out []string) {
	if c.Search != nil {
		out = append(out, c.Search.Set)
	}
	if c.Cycle != nil {
		out = append(out, c.Cycle.Mark, c.Cycle.Path)
	}
	return out
}
