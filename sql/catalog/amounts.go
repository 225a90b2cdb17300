package catalog

// Amounts are how many objects of some kinds a database has.
type Amounts struct {
	Relations int // tables, views and sequences
	Columns   int // of tables and views
	Indexes   int
	Types     int // that were created as such
}

// Amounts tells how much is in a database, for estimates of what the system's tables have.
func (s *Snapshot) Amounts(database ID) Amounts {
	n, _ := s.amounts.get(database)
	return n
}

// count adds an object to the amounts of its database, or, with -1, takes it out.
func (s *Snapshot) count(d Descriptor, by int) {
	var n Amounts
	database := ID(0)
	switch d := d.(type) {
	case *TableDesc:
		database, n = d.DatabaseID, Amounts{Relations: by, Columns: by * len(d.Columns), Indexes: by * len(d.Indexes)}
	case *SequenceDesc:
		database, n.Relations = d.DatabaseID, by
	case *TypeDesc:
		database, n.Types = d.DatabaseID, by
	default:
		return
	}
	was := s.Amounts(database)
	n = Amounts{was.Relations + n.Relations, was.Columns + n.Columns, was.Indexes + n.Indexes, was.Types + n.Types}
	if n == (Amounts{}) {
		s.amounts.remove(database)
		return
	}
	s.amounts.set(database, n)
}
