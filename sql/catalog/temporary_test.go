package catalog_test

import (
	"context"
	"testing"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/catalog/catalogtest"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// TestPlanVersion: what is temporary touches the plans of its session alone.
func TestPlanVersion(t *testing.T) {
	_, c := open(t, catalogtest.NewDisk())
	id := func() catalog.ID {
		n, err := c.NewID(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	schema := func() *catalog.SchemaDesc {
		n := id()
		return &catalog.SchemaDesc{Base: catalog.Base{ID: n, Name: catalog.TempSchemaName(n), Owner: catalog.RoleSuper}, DatabaseID: catalog.DatabaseDefault, Temporary: true}
	}
	mine, other := schema(), schema()
	table := func(name string, in *catalog.SchemaDesc) *catalog.TableDesc {
		d := newTable(t, c, name)
		d.SchemaID, d.Temporary = in.ID, true
		return d
	}
	kept, renamed := newTable(t, c, "kept"), table("renamed", mine)
	sequence := &catalog.SequenceDesc{Base: catalog.Base{ID: id(), Name: "s", Owner: catalog.RoleSuper}, DatabaseID: catalog.DatabaseDefault, SchemaID: mine.ID, TypeOID: types.OIDInt8}
	create := func(d catalog.Descriptor) func(context.Context, *catalog.State) error {
		return func(ctx context.Context, s *catalog.State) error { return s.Create(ctx, d) }
	}
	drop := func(d catalog.Descriptor) func(context.Context, *catalog.State) error {
		return func(ctx context.Context, s *catalog.State) error { return s.Drop(ctx, d) }
	}
	paths := []*catalog.SearchPath{{Database: catalog.DatabaseDefault}, {Database: catalog.DatabaseDefault, Temp: mine.ID}, {Database: catalog.DatabaseDefault, Temp: other.ID}}
	for _, tt := range []struct {
		name string
		do   func(context.Context, *catalog.State) error
		want [3]bool // that plans are made anew: of a session without a temporary schema, of mine, of the other
	}{
		{"a schema", create(mine), [3]bool{false, true, false}},
		{"another's", create(other), [3]bool{false, false, true}},
		{"a table", create(renamed), [3]bool{false, true, false}},
		{"a sequence", create(sequence), [3]bool{false, true, false}},
		{"an ordinary table", create(kept), [3]bool{true, true, true}},
		{"another's table", create(table("t", other)), [3]bool{false, false, true}},
		{"a changed table", func(ctx context.Context, s *catalog.State) error {
			d, err := catalog.Edit(ctx, s, renamed)
			if err != nil {
				return err
			}
			d.Name = "anew"
			return s.Write(ctx, renamed, d)
		}, [3]bool{false, true, false}},
		{"both at once", func(ctx context.Context, s *catalog.State) error {
			if err := s.Create(ctx, table("x", mine)); err != nil {
				return err
			}
			return s.Create(ctx, newTable(t, c, "y"))
		}, [3]bool{true, true, true}},
		{"a dropped sequence", drop(sequence), [3]bool{false, true, false}},
		{"a dropped table", drop(kept), [3]bool{true, true, true}},
	} {
		before := c.Current()
		err := c.Run(ctx, func(ctx context.Context, _ *coord.Txn, s *catalog.State) error {
			if err := tt.do(ctx, s); err != nil {
				return err
			}
			own, err := s.Snapshot(ctx)
			for i, p := range paths {
				if err == nil && own.PlanVersion(p) == before.PlanVersion(p) {
					t.Errorf("%s: within the transaction, plans of session %d are kept", tt.name, i)
				}
			}
			return err
		})
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		for i, p := range paths {
			if got := c.Current().PlanVersion(p) != before.PlanVersion(p); got != tt.want[i] {
				t.Errorf("%s: that plans of session %d are made anew is %v, want %v", tt.name, i, got, tt.want[i])
			}
		}
	}
}
