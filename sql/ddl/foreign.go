package ddl

import (
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// addForeignKey adds FOREIGN KEY or REFERENCES.
func (s *shape) addForeignKey(k *ast.Constraint) error {
	if err := s.r.foreignSupported(k); err != nil {
		return s.r.at(err, k.Pos)
	}
	parent, err := s.parent(k)
	if err != nil {
		return err
	}
	if err := mayReferTo(s.t, parent); err != nil {
		return err
	}
	f := catalog.ForeignKeyDesc{Name: k.Name, RefTable: parent.ID, OnDelete: k.OnDelete, OnUpdate: k.OnUpdate, MatchFull: k.Match == ast.MatchFull,
		NotValid: k.NotValid && s.old != nil, Deferrable: k.Deferrable || k.InitiallyDeferred, InitiallyDeferred: k.InitiallyDeferred}
	for _, n := range k.Columns {
		c, _, ok := s.t.ColumnNamed(n)
		if !ok {
			return noForeignColumn(n)
		}
		f.Columns = append(f.Columns, c.ID)
	}
	if err := s.setColumns(&f, k); err != nil {
		return err
	}
	if err := referenced(&f, parent, k); err != nil {
		return err
	}
	if err := s.mayReference(parent, f.RefColumns); err != nil {
		return err
	}
	if err := s.keepsGenerated(&f); err != nil {
		return err
	}
	if f.Name == "" {
		f.Name = chooseName(s.t.Name, columnsName(k.Columns), "fkey", s.constraintTaken)
	}
	if err := comparable(&f, s.t, parent); err != nil {
		return err
	}
	if f.OID, err = s.r.env.State.NewID(s.r.ctx); err != nil {
		return err
	}
	s.t.ForeignKeys = append(s.t.ForeignKeys, f)
	if !f.NotValid {
		s.foreign = append(s.foreign, f.Name)
	}
	if parent.ID == s.t.ID {
		addInbound(s.t, s.t.ID)
		return nil
	}
	p, err := s.other(parent)
	if err != nil {
		return err
	}
	addInbound(p, s.t.ID)
	return nil
}

// leafKeys finds the keys of rows of a partitioned table in the parts of one of its indexes,
// whose spans it adds.
func (r *run) leafKeys(parent *catalog.TableDesc, ix *catalog.IndexDesc, spans *[]keys.Span) (func(row []types.Datum) (keys.Key, error), error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	router, err := snap.Router(parent)
	if err != nil {
		return nil, err
	}
	keyOf, err := r.keyOf(parent, parent)
	if err != nil {
		return nil, err
	}
	parts := make([]func(row []types.Datum) (keys.Key, error), len(parent.Partitioning.Parts))
	for i := range parts {
		t, ok := snap.TableByID(parent.Partitioning.Parts[i].Table)
		if !ok {
			return nil, catalog.ErrMoved
		}
		at := slices.IndexFunc(t.Indexes, func(x catalog.IndexDesc) bool { return x.Parent == ix.OID })
		if at < 0 {
			return nil, pgerror.Internal("ddl: index %q has no part in %q", ix.Name, t.Name)
		}
		slots := make([]int, len(t.Columns))
		for j := range t.Columns {
			_, slots[j], ok = parent.ColumnNamed(t.Columns[j].Name)
			if !ok || t.Columns[j].Hidden {
				slots[j] = -1
			}
		}
		var below func(row []types.Datum) (keys.Key, error)
		if t.Partitioned() {
			if below, err = r.leafKeys(t, &t.Indexes[at], spans); err != nil {
				return nil, err
			}
		} else {
			*spans = append(*spans, t.Span(&t.Indexes[at]))
		}
		layout := t.Layout(&t.Indexes[at])
		parts[i] = func(row []types.Datum) (keys.Key, error) {
			own := make([]types.Datum, len(slots))
			for j, slot := range slots {
				if slot >= 0 {
					own[j] = row[slot]
				}
			}
			if below != nil {
				return below(own)
			}
			return layout.AppendKey(nil, own), nil
		}
	}
	return func(row []types.Datum) (keys.Key, error) {
		key, err := keyOf(row)
		if err != nil {
			return nil, err
		}
		if at := router.Find(key); at >= 0 {
			return parts[at](row)
		}
		return nil, nil
	}, nil
}

// mayReference checks REFERENCES on the table or on each of the columns.
func (s *shape) mayReference(p *catalog.TableDesc, columns []catalog.ColumnID) error {
	if p.ID == s.t.ID {
		return nil
	}
	me, err := s.r.user()
	if err != nil {
		return err
	}
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	for _, id := range columns {
		if c, _, ok := p.ColumnByID(id); !ok || !snap.HasColumnPrivilege(me.ID, p, c, catalog.PrivilegeReferences) {
			return catalog.Denied(p)
		}
	}
	return nil
}

func addInbound(parent *catalog.TableDesc, child catalog.ID) {
	if !slices.Contains(parent.InboundForeignKeys, child) {
		parent.InboundForeignKeys = append(parent.InboundForeignKeys, child)
	}
}

func (r *run) foreignSupported(k *ast.Constraint) error {
	if k.Match == ast.MatchPartial {
		return pgerror.Unsupported("Use MATCH SIMPLE or MATCH FULL.", "MATCH PARTIAL not yet implemented")
	}
	if k.OnDelete >= ast.RefCascade || k.OnUpdate >= ast.RefCascade || k.Deferrable || k.InitiallyDeferred {
		return r.guarded("foreign keys that change rows, or are DEFERRABLE,")
	}
	return nil
}

// setColumns are the columns that ON DELETE SET NULL or SET DEFAULT names.
func (s *shape) setColumns(f *catalog.ForeignKeyDesc, k *ast.Constraint) error {
	for _, n := range k.OnDeleteColumns {
		c, _, ok := s.t.ColumnNamed(n)
		switch {
		case !ok:
			return noForeignColumn(n)
		case !slices.Contains(f.Columns, c.ID):
			return pgerror.New(pgerror.InvalidColumnReference, "column %q referenced in ON DELETE SET action must be part of foreign key", n)
		case !slices.Contains(f.SetColumns, c.ID):
			f.SetColumns = append(f.SetColumns, c.ID)
		}
	}
	return nil
}

// parent finds the referenced table, which may be the table itself.
func (s *shape) parent(k *ast.Constraint) (*catalog.TableDesc, error) {
	q := k.RefTable
	if q.Name == s.t.Name && (q.Schema == "" || q.Schema == s.schema.Name) && s.old == nil {
		return s.t, nil
	}
	q.Pos = -1 // as in Postgres, which looks for it when the table is there
	p, err := s.r.table(q)
	if err != nil {
		return nil, err
	}
	if p.Virtual {
		return nil, pgerror.New(pgerror.InsufficientPrivilege, "permission denied: %q is a system catalog", p.Name)
	}
	if p.View || p.IsMaterialized() {
		return nil, pgerror.New(pgerror.WrongObjectType, "referenced relation %q is not a table", p.Name)
	}
	if p.ID == s.t.ID {
		return s.t, nil
	}
	if c, ok := s.otherNew[p.ID]; ok {
		return c, nil
	}
	return p, nil
}

// referenced finds the referenced columns and their unique index.
func referenced(f *catalog.ForeignKeyDesc, parent *catalog.TableDesc, k *ast.Constraint) error {
	if len(k.RefColumns) == 0 {
		ix := parent.PrimaryKey()
		switch {
		case ix == nil:
			return pgerror.New(pgerror.UndefinedObject, "there is no primary key for referenced table %q", parent.Name)
		case ix.Deferrable:
			return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "cannot use a deferrable primary key for referenced table %q", parent.Name)
		}
		for _, c := range ix.Columns {
			f.RefColumns = append(f.RefColumns, c.ID)
		}
	}
	for _, n := range k.RefColumns {
		c, _, ok := parent.ColumnNamed(n)
		if !ok {
			return noForeignColumn(n)
		}
		if slices.Contains(f.RefColumns, c.ID) {
			return pgerror.New(pgerror.InvalidForeignKey, "foreign key referenced-columns list must not contain duplicates")
		}
		f.RefColumns = append(f.RefColumns, c.ID)
	}
	if len(f.Columns) != len(f.RefColumns) {
		return pgerror.New(pgerror.InvalidForeignKey, "number of referencing and referenced columns for foreign key disagree")
	}
	late := false
	for i := range parent.Indexes {
		ix := &parent.Indexes[i]
		if ix.Unique && !ix.Invalid && !ix.Computes() && ix.OID != 0 && ix.State == catalog.IndexPublic && sameColumns(ix, f.RefColumns) {
			if ix.Deferrable {
				late = true
				continue
			}
			f.RefIndex = ix.ID
			return nil
		}
	}
	if late {
		return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "cannot use a deferrable unique constraint for referenced table %q", parent.Name)
	}
	return pgerror.New(pgerror.InvalidForeignKey, "there is no unique constraint matching given keys for referenced table %q", parent.Name)
}

func sameColumns(ix *catalog.IndexDesc, cols []catalog.ColumnID) bool {
	if len(ix.Columns) != len(cols) {
		return false
	}
	for _, c := range ix.Columns {
		if !slices.Contains(cols, c.ID) {
			return false
		}
	}
	return true
}

// comparable checks that values of referencing columns can be looked up among the
// referenced ones.
func comparable(f *catalog.ForeignKeyDesc, child, parent *catalog.TableDesc) error {
	for i := range f.Columns {
		c, _, _ := child.ColumnByID(f.Columns[i])
		p, _, _ := parent.ColumnByID(f.RefColumns[i])
		if builtin.CanReference(c.Type, p.Type) {
			continue
		}
		return pgerror.New(pgerror.DatatypeMismatch, "foreign key constraint %q cannot be implemented", f.Name).
			WithDetail("Key columns %q and %q are of incompatible types: %s and %s.", c.Name, p.Name, c.Type, p.Type)
	}
	return nil
}

// other returns the changed copy of another table that changes with this one.
func (s *shape) other(t *catalog.TableDesc) (*catalog.TableDesc, error) {
	if c, ok := s.otherNew[t.ID]; ok {
		return c, nil
	}
	c, err := s.r.edit(t)
	if err != nil {
		return nil, err
	}
	if s.otherNew == nil {
		s.otherNew, s.otherOld = map[catalog.ID]*catalog.TableDesc{}, map[catalog.ID]*catalog.TableDesc{}
	}
	s.otherNew[t.ID], s.otherOld[t.ID] = c, t
	s.otherList = append(s.otherList, t.ID)
	return c, nil
}

// writeOthers stores the other tables, and what is made of the table.
func (s *shape) writeOthers() error {
	for _, id := range s.otherList {
		if err := s.r.env.State.Write(s.r.ctx, s.otherOld[id], s.otherNew[id]); err != nil {
			return err
		}
	}
	for _, d := range s.statistics {
		if err := s.r.env.State.Create(s.r.ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// dropForeignKey takes a foreign key out of its table's descriptor.
func dropForeignKey(t *catalog.TableDesc, name string) (catalog.ForeignKeyDesc, bool) {
	for i := range t.ForeignKeys {
		if f := t.ForeignKeys[i]; f.Name == name {
			t.ForeignKeys = slices.Delete(t.ForeignKeys, i, i+1)
			return f, true
		}
	}
	return catalog.ForeignKeyDesc{}, false
}

// forgetInbound removes child from its parent's list where no foreign key is left.
func forgetInbound(parent *catalog.TableDesc, child *catalog.TableDesc) {
	for i := range child.ForeignKeys {
		if child.ForeignKeys[i].RefTable == parent.ID {
			return
		}
	}
	parent.InboundForeignKeys = slices.DeleteFunc(parent.InboundForeignKeys, func(id catalog.ID) bool { return id == child.ID })
}

// noForeignColumn is the error for a name in a foreign key that is no column's.
func noForeignColumn(name string) error {
	if bind.IsSystemColumn(name) {
		return pgerror.New(pgerror.FeatureNotSupported, "system columns cannot be used in foreign keys")
	}
	return pgerror.New(pgerror.UndefinedColumn, "column %q referenced in foreign key constraint does not exist", name)
}
