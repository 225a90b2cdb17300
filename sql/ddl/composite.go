package ddl

import (
	"fmt"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/types"
)

// attributesMax is how many attributes a composite type may have, as a table's columns.
const attributesMax = 1600

// createComposite is CREATE TYPE … AS (…).
func (r *run) createComposite(s *ast.CreateComposite) error {
	if err := r.coded("composite types"); err != nil {
		return err
	}
	if len(s.Attributes) > attributesMax {
		return pgerror.New(pgerror.TooManyColumns, "tables can have at most %d columns", attributesMax)
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	d, err := r.newType(s.Name, catalog.ClassComposite)
	if err != nil {
		return err
	}
	if d.RelationID, err = r.env.State.NewID(r.ctx); err != nil {
		return err
	}
	for i := range s.Attributes {
		a := &s.Attributes[i]
		for _, b := range d.Attributes {
			if b.Name == a.Name {
				return pgerror.New(pgerror.DuplicateColumn, "column %q specified more than once", a.Name)
			}
		}
		t, typmod, err := plan.ResolveType(a.Type, snap, r.env.Path)
		if err != nil {
			return err
		}
		if t.IsPseudo() {
			return r.at(pgerror.New(pgerror.InvalidTableDefinition, "column %q has pseudo-type %s", a.Name, t), a.Pos)
		}
		if err := r.collation(a.Collation, t); err != nil {
			return err
		}
		if u, ok := snap.TypeByID(t.OID); ok {
			if err := r.useType(u); err != nil {
				return err
			}
		}
		d.Attributes = append(d.Attributes, catalog.TypeAttribute{Name: a.Name, TypeOID: t.OID, Typmod: typmod})
	}
	return r.env.State.Create(r.ctx, d)
}

// attributesOf are the attributes of a composite type that are of a type which is dropped: no
// CASCADE drops them.
func (x *typeDrop) attributesOf(snap *catalog.Snapshot, o, d *catalog.TypeDesc, word string) []user {
	var list []user
	for i, a := range o.Attributes {
		if a.TypeOID != d.ID && a.TypeOID != d.ArrayID {
			continue
		}
		on := word
		if a.TypeOID == d.ArrayID {
			on += "[]"
		}
		list = append(list, user{id: o.ID, part: i + 1, take: func() {
			t, _ := snap.Types().ByOID(o.ID)
			if t == nil {
				t = types.Unknown(o.ID)
			}
			name := snap.FormatType(x.r.env.Path, t, types.NoTypmod)
			x.note(fmt.Sprintf("column %s of composite type %s", catalog.QuoteIdent(a.Name), name), on)
			x.parts = append(x.parts, func() error {
				return pgerror.Unsupported("Drop the composite type first.", "dropping attributes of composite types is not supported")
			})
		}})
	}
	return list
}
