package catalog

// HasConstraint reports whether a constraint of the table has that name.
func (t *TableDesc) HasConstraint(name string) bool {
	for i := range t.Indexes {
		if ix := &t.Indexes[i]; ix.Constraint != 0 && ix.Name == name {
			return true
		}
	}
	for i := range t.Checks {
		if t.Checks[i].Name == name {
			return true
		}
	}
	for i := range t.ForeignKeys {
		if t.ForeignKeys[i].Name == name {
			return true
		}
	}
	return false
}
