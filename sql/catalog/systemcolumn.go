package catalog

import (
	"iter"
	"slices"
)

// System columns (ctid, xmin, …). Nothing is stored for them in rows, and a descriptor holds only
// those of which something was said: TableDesc.System. They need version.Remarked.

// systemNumbers are their numbers, as in Postgres.
var systemNumbers = map[string]int32{"ctid": -1, "xmin": -2, "cmin": -3, "xmax": -4, "cmax": -5, "tableoid": -6}

// SystemNumber is the number of a system column, 0 where there is none of that name.
func SystemNumber(name string) int32 { return systemNumbers[name] }

// SystemColumnID is the ID under which grants and needs name a system column: above all others.
func SystemColumnID(number int32) ColumnID { return ColumnID(uint32(number)) }

// SystemName is the name of the system column of a number, empty where it is no system column's.
func SystemName(number int32) string {
	for name, n := range systemNumbers {
		if n == number {
			return name
		}
	}
	return ""
}

func systemName(id ColumnID) string { return SystemName(int32(uint32(id))) }

// SystemColumn is what is kept of a system column; nil where t has none of that name. It is not to be changed.
func (t *TableDesc) SystemColumn(name string) *Column {
	n := systemNumbers[name]
	if n == 0 || t.View {
		return nil
	}
	for i := range t.System {
		if t.System[i].Name == name {
			return &t.System[i]
		}
	}
	return &Column{ID: SystemColumnID(n), Name: name}
}

// KeepSystem is SystemColumn to be changed; TidySystem comes after.
func (t *TableDesc) KeepSystem(name string) *Column {
	c := t.SystemColumn(name)
	if c == nil || slices.ContainsFunc(t.System, func(k Column) bool { return k.Name == name }) {
		return c
	}
	t.System = append(t.System, *c)
	return &t.System[len(t.System)-1]
}

// TidySystem forgets the system columns of which there is nothing to say.
func (t *TableDesc) TidySystem() {
	t.System = slices.DeleteFunc(t.System, func(c Column) bool { return c.Grants == nil && c.Comment == "" })
}

// Grantable are the columns that grants may be on: the table's, then the system columns that have any.
func (t *TableDesc) Grantable() iter.Seq[*Column] {
	return func(yield func(*Column) bool) {
		for i := range t.Columns {
			if !yield(&t.Columns[i]) {
				return
			}
		}
		for i := range t.System {
			if !yield(&t.System[i]) {
				return
			}
		}
	}
}

// GrantsName reports whether a grant on a column satisfies about.
func (t *TableDesc) GrantsName(about func([]Grant) bool) bool {
	for c := range t.Grantable() {
		if about(c.Grants) {
			return true
		}
	}
	return false
}

// grantsOn are the grants on a column of t alone.
func (t *TableDesc) grantsOn(id ColumnID) []Grant {
	if c, _, ok := t.ColumnByID(id); ok {
		return c.Grants
	}
	if c := t.SystemColumn(systemName(id)); c != nil {
		return c.Grants
	}
	return nil
}
