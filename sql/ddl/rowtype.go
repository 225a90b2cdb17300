package ddl

import (
	"fmt"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// useRowType has the making of something out of a relation's row type meet whoever drops the
// relation, or changes its columns, at the same time.
func (r *run) useRowType(snap *catalog.Snapshot, t *types.Type) error {
	if snap.IsSystemRow(t.OID) {
		return r.since(version.Numbered, "the row types of system tables as types")
	}
	rel, ok := snap.RowsOf(t.OID)
	if !ok {
		return nil
	}
	if err := r.parted("the row types of tables as types"); err != nil {
		return err
	}
	if r.env.State.Changed(rel.ID) {
		return nil // it is this transaction's already
	}
	return edit(r, rel, func(*catalog.TableDesc) error { return nil })
}

// noSystemRow refuses values of the row types of system tables where they would be stored.
func noSystemRow(snap *catalog.Snapshot, t *types.Type) error {
	if !snap.IsSystemRow(t.OID) {
		return nil
	}
	return pgerror.Unsupported("Another version may have other columns there: make a type of the columns that you need.",
		"columns of the row types of system tables are not supported")
}

// rowTypeDesc is a relation's row type, as what looks for the dependents of a type wants it.
func rowTypeDesc(t *catalog.TableDesc) *catalog.TypeDesc {
	return &catalog.TypeDesc{Base: catalog.Base{ID: t.TypeOID, Name: t.Name, Owner: t.Owner}, DatabaseID: t.DatabaseID, SchemaID: t.SchemaID,
		Class: catalog.ClassComposite, ArrayID: t.ArrayTypeOID, ArrayName: "_" + t.Name}
}

// rowDependents is what depends on the row types of relations that are to go, and on nothing
// else of them, and the routines whose bodies read the relations; nil where nothing does.
func (d *doomed) rowDependents() (*routineDrop, error) {
	x := &routineDrop{typeDrop: typeDrop{r: d.r, cascade: d.cascade, gone: func(id catalog.ID) bool {
		return d.tables[id] != nil || d.views[id] != nil || d.r.aside[id]
	}}}
	for _, set := range []map[catalog.ID]*catalog.TableDesc{d.tables, d.views} {
		for _, t := range sortedTables(set) {
			if d.snap.RowTypeUsed(t) {
				x.types = append(x.types, rowTypeDesc(t))
			}
		}
	}
	if err := d.bodies(x); err != nil {
		return nil, err
	}
	if len(x.types)+len(x.routines) == 0 {
		return nil, nil
	}
	x.turn()
	rows := len(x.types)
	if err := x.collect(d.snap); err != nil {
		return nil, err
	}
	x.types = x.types[rows:]
	return x, nil
}

// rowTypeKept refuses a change of t that values of its row type, which columns hold, could not
// follow.
func (r *run) rowTypeKept(t *catalog.TableDesc) error {
	snap, err := r.snap()
	if err != nil || !snap.RowTypeUsed(t) {
		return err
	}
	for o := range snap.Relations(t.DatabaseID) {
		if o.View {
			continue
		}
		for i := range o.Columns {
			if c := &o.Columns[i]; within(c.Type, t.TypeOID, 0) {
				return pgerror.New(pgerror.FeatureNotSupported, "cannot alter %s %q because column \"%s.%s\" uses its row type", relationWord(t), t.Name, o.Name, c.Name)
			}
		}
	}
	return nil
}

// columnRowType has a column be of a row type. The table's own, or what is made of it, is
// refused.
func (s *shape) columnRowType(t *types.Type) error {
	if s.t.TypeOID != 0 && within(t, s.t.TypeOID, 0) {
		return pgerror.New(pgerror.InvalidTableDefinition, "composite type %s cannot be made a member of itself", catalog.QuoteIdent(s.t.Name))
	}
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	return s.r.useRowType(snap, t)
}

// rowTypeRequired is the error of DROP TYPE of a relation's row type.
func (r *run) rowTypeRequired(snap *catalog.Snapshot, t *catalog.TableDesc) error {
	name, _ := snap.RelationName(r.env.Path, t.ID)
	thing := fmt.Sprintf("%s %s", relationWord(t), name)
	return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop type %s because %s requires it", name, thing).
		WithHint("You can drop %s instead.", thing)
}

// setAside notes an object that the statement drops by itself, later.
func (r *run) setAside(id catalog.ID) {
	if r.aside == nil {
		r.aside = map[catalog.ID]bool{}
	}
	r.aside[id] = true
}

// rowTypeUsers is what ALTER COLUMN … TYPE asks of row types: that no column holds the table's own,
// and that the new type may be a column's.
func (s *shape) rowTypeUsers(t *types.Type) error {
	if err := s.r.rowTypeKept(s.t); err != nil {
		return err
	}
	return s.columnRowType(t)
}
