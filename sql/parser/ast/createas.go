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
