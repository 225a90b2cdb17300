package catalog

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/isochrondb/isochron/sql/types"
)

// The row type of a table or view is made when somebody first asks for it: most are never
// named. It belongs to the descriptor, so that it stays the same type, by its address, until
// the relation changes; then the columns and types that are made of it are linked anew.

// rowCell keeps the row type of one descriptor, and of its copies with the same columns.
type rowCell struct {
	schema string // the name that it is printed with
	once   sync.Once
	t      *types.Type
}

// rowType is the type of t's rows; nil for one that is no part of a snapshot.
func (t *TableDesc) rowType() *types.Type {
	c := t.row
	if c == nil || t.TypeOID == 0 {
		return nil
	}
	c.once.Do(func() {
		var attrs []types.Attribute
		for i := range t.Columns {
			if col := &t.Columns[i]; !col.Hidden {
				attrs = append(attrs, types.Attribute{Name: col.Name, Type: col.Type, Typmod: col.Typmod, ID: uint32(col.ID), Collation: col.ownCollation()})
			}
		}
		c.t = types.NewComposite(types.UserName{OID: t.TypeOID, ArrayOID: t.ArrayTypeOID, Name: t.Name, Array: "_" + t.Name, Schema: c.schema}, attrs)
	})
	return c.t
}

// keepRow gives t, which nobody else has seen, the row type that it had before, where that is made
// of the same.
func (t *TableDesc) keepRow(before *Snapshot) *TableDesc {
	if before == nil {
		return t
	}
	was, ok := before.object(t.ID).(*TableDesc)
	if !ok || was == t || was.row == nil || was.row == t.row || t.row.schema != was.row.schema || was.Name != t.Name || was.TypeOID != t.TypeOID ||
		!slices.EqualFunc(was.Columns, t.Columns, sameAttribute) {
		return t
	}
	t.row = was.row
	return t
}

func sameAttribute(a, b Column) bool {
	return a.ID == b.ID && a.Name == b.Name && a.Type == b.Type && a.Typmod == b.Typmod && a.Hidden == b.Hidden
}

// rowTables is where row types and the types of their arrays are found: the relations by the
// types' OIDs, and those that something is made of, at least.
// typed are the relations that have columns of types that are not the system's.
type rowTables struct {
	of    *sharedMap[ID, ID]
	used  *sharedMap[ID, struct{}]
	typed *sharedMap[ID, struct{}]
}

func newRowTables() rowTables {
	return rowTables{of: newSharedMap[ID, ID](cmp.Compare), used: newSharedMap[ID, struct{}](cmp.Compare), typed: newSharedMap[ID, struct{}](cmp.Compare)}
}

func (r rowTables) copy() rowTables {
	return rowTables{of: r.of.copy(), used: r.used.copy(), typed: r.typed.copy()}
}

// with is r after changes of s's descriptors.
func (r rowTables) with(before *Snapshot, changes []change) rowTables {
	r = r.copy()
	for _, c := range changes {
		was, _ := before.object(c.id).(*TableDesc)
		is, _ := c.new.(*TableDesc)
		switch {
		case was != nil && is == nil:
			r.of.remove(was.TypeOID)
			r.of.remove(was.ArrayTypeOID)
			r.typed.remove(was.ID)
		case is != nil:
			r.add(is)
		}
	}
	for _, c := range changes {
		for _, id := range r.tablesIn(c.new) {
			r.use(id)
		}
	}
	return r
}

func (r rowTables) add(t *TableDesc) {
	for _, oid := range [...]types.OID{t.TypeOID, t.ArrayTypeOID} {
		if oid != 0 && !r.of.has(oid) {
			r.of.set(oid, t.ID)
		}
	}
	typed := slices.ContainsFunc(t.Columns, func(c Column) bool { return isOwn(c.TypeOID) })
	switch {
	case typed == r.typed.has(t.ID):
	case typed:
		r.typed.set(t.ID, struct{}{})
	default:
		r.typed.remove(t.ID)
	}
}

// use notes that something is made of a relation's row type.
func (r rowTables) use(id ID) {
	if !r.used.has(id) {
		r.used.set(id, struct{}{})
	}
}

// table is the relation that a row type, or the type of arrays of one, is of.
func (r rowTables) table(s *Snapshot, oid types.OID) (*TableDesc, bool) {
	id, ok := r.of.get(oid)
	if !ok {
		return nil, false
	}
	t, ok := s.object(id).(*TableDesc)
	return t, ok
}

// tablesIn are the relations of whose row types the columns of d, or the type that it is, are
// made.
func (r rowTables) tablesIn(d Descriptor) []ID {
	var out []ID
	note := func(oid types.OID) {
		if id, ok := r.of.get(oid); ok {
			out = append(out, id)
		}
	}
	switch d := d.(type) {
	case *TableDesc:
		for i := range d.Columns {
			note(d.Columns[i].TypeOID)
		}
		for _, ref := range d.Refs {
			note(ref.Object)
		}
		d.texts(func(text string) { frozenIn(text, note) })
	case *RoutineDesc:
		note(d.ResultID)
		for _, ref := range d.BodyRefs {
			note(ref.Object)
		}
		for i := range d.Args {
			note(d.Args[i].TypeID)
			frozenIn(d.Args[i].Default, note)
		}
	case *StatisticsDesc:
		for _, e := range d.Exprs {
			frozenIn(e.Text, note)
		}
	case *CastDesc:
		note(d.FromID)
		note(d.ToID)
	case *OperatorDesc:
		note(d.LeftID)
		note(d.RightID)
		note(d.ResultID)
	case *TypeDesc:
		for i := range d.Checks {
			frozenIn(d.Checks[i].Text, note)
		}
		frozenIn(d.Default, note)
		note(d.BaseID)
		note(d.Range.SubtypeID)
		for i := range d.Attributes {
			note(d.Attributes[i].TypeOID)
		}
	}
	return out
}

// texts calls f with the texts of the expressions that belong to a table.
func (t *TableDesc) texts(f func(string)) {
	for i := range t.Columns {
		f(t.Columns[i].DefaultText)
	}
	for i := range t.Checks {
		f(t.Checks[i].Text)
	}
	for i := range t.Policies {
		f(t.Policies[i].UsingText)
		f(t.Policies[i].CheckText)
	}
	for i := range t.Triggers {
		f(t.Triggers[i].CondText)
	}
	for i := range t.Indexes {
		f(t.Indexes[i].Predicate)
		for _, c := range t.Indexes[i].Columns {
			f(c.Expr)
		}
	}
}

// frozenIn calls f with the numbers by which an expression's text names objects.
func frozenIn(text string, f func(ID)) {
	for {
		_, rest, ok := strings.Cut(text, `"#`)
		if !ok {
			return
		}
		n, after, _ := strings.Cut(rest, `"`)
		if id, _, ok := Thaw("#" + n); ok {
			f(id)
		}
		text = after
	}
}

// RowTypeUsed reports whether something may be made of a relation's row type, or name it.
func (s *Snapshot) RowTypeUsed(t *TableDesc) bool { return s.rows.used.has(t.ID) }

// rowTablesOf are those of all descriptors of s.
func (s *Snapshot) rowTablesOf() rowTables {
	r := newRowTables()
	for _, d := range s.objects.all() {
		if t, ok := d.(*TableDesc); ok {
			r.add(t)
		}
	}
	for _, d := range s.objects.all() {
		for _, id := range r.tablesIn(d) {
			r.use(id)
		}
	}
	return r
}

// RowTypeOf is the relation whose row type oid is.
func (s *Snapshot) RowTypeOf(oid types.OID) (*TableDesc, bool) {
	t, ok := s.rows.table(s, oid)
	return t, ok && t.TypeOID == oid
}

// RowsOf is RowTypeOf for a type, or a type of arrays of it.
func (s *Snapshot) RowsOf(oid types.OID) (*TableDesc, bool) {
	t, ok := s.rows.table(s, oid)
	return t, ok
}

// IsRowType reports whether t is the type of a relation's rows.
func (s *Snapshot) IsRowType(t *types.Type) bool {
	_, ok := s.RowTypeOf(t.OID)
	return ok
}

// RowType is the type of a relation's rows; nil where it has none.
func (s *Snapshot) RowType(t *TableDesc) *types.Type {
	if t.Virtual {
		return t.rowType()
	}
	if d, ok := s.object(t.ID).(*TableDesc); ok {
		return d.rowType()
	}
	return nil
}

// IsSystemRow reports whether oid is the type of the rows of a table of the system, or of arrays
// of them. What is stored can't be made of it: another version may have other columns there.
func (s *Snapshot) IsSystemRow(oid types.OID) bool {
	_, ok := s.virtual.rowType(oid)
	return ok
}

// rowTypeByOID finds a row type, or the type of arrays of one.
func (s *Snapshot) rowTypeByOID(oid types.OID) (*types.Type, bool) {
	t, ok := s.RowsOf(oid)
	if !ok {
		return s.virtual.rowType(oid)
	}
	typ := t.rowType()
	if typ != nil && oid == t.ArrayTypeOID {
		typ = typ.ArrayType()
	}
	return typ, typ != nil
}

// rowTypeNamed finds the row type of a relation, or that of arrays of it, by its name.
func (s *Snapshot) rowTypeNamed(schema *SchemaDesc, name string) (*types.Type, bool) {
	if r, ok := s.RelationIn(schema, name); ok && r.Table != nil && r.Index == nil {
		t := r.Table.rowType()
		return t, t != nil
	}
	of, array := strings.CutPrefix(name, "_")
	if !array {
		return nil, false
	}
	r, ok := s.RelationIn(schema, of)
	if !ok || r.Table == nil || r.Index != nil {
		return nil, false
	}
	t := r.Table.rowType()
	if t == nil || t.ArrayType() == nil {
		return nil, false
	}
	return t.ArrayType(), true
}

// RowDescends reports whether rows of a type have all that those of another have, since their table
// inherits from the other's, directly or not, is a partition of it, or was made of the type (OF).
func (s *Snapshot) RowDescends(from, to types.OID) bool {
	t, ok := s.rows.table(s, from)
	if !ok || t.TypeOID != from {
		return false
	}
	if t.OfType == to && to != 0 {
		return true
	}
	over, ok := s.rows.table(s, to)
	return ok && over.TypeOID == to && s.comesFrom(t, over.ID)
}

// comesFrom reports whether t is a partition or an heir of a table, at whatever depth.
func (s *Snapshot) comesFrom(t *TableDesc, over ID) bool {
	seen := map[ID]bool{t.ID: true}
	for todo := []*TableDesc{t}; len(todo) > 0; todo = todo[1:] {
		for _, id := range append([]ID{todo[0].PartitionOf}, todo[0].Inherits...) {
			if id == over && id != 0 {
				return true
			}
			// Several ways may lead to one table.
			if parent, ok := s.TableByID(id); ok && !seen[id] {
				seen[id] = true
				todo = append(todo, parent)
			}
		}
	}
	return false
}
