package catalog

import "slices"

// A table may inherit from others (INHERITS): it has their columns, under the same names and of
// the same types, in any order and among more of its own, and their checks. Each table of such a
// tree has rows, indexes and keys of its own; what is read of a parent, or changed there, is also
// that of all tables below it.
//
// Parents are in the order of their naming. A column or check that a parent has counts it
// (Parents), and goes where none is left, unless the table was given it itself (NotLocal unset).

// HasChildren reports whether other tables inherit from the table.
func (t *TableDesc) HasChildren() bool { return len(t.Children) > 0 }

// Family is t with all tables that inherit from it, each once, level by level and in the order
// of their numbers, as Postgres goes through them.
func (s *Snapshot) Family(t *TableDesc) []*TableDesc {
	out := []*TableDesc{t}
	seen := map[ID]bool{t.ID: true}
	for i := 0; i < len(out); i++ {
		children := slices.Clone(out[i].Children)
		slices.Sort(children)
		for _, id := range children {
			if c, ok := s.TableByID(id); ok && !seen[id] {
				seen[id] = true
				out = append(out, c)
			}
		}
	}
	return out
}
