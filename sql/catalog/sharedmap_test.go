package catalog

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"testing"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/types"
)

// Copies of copies, each changed after it was copied, keep what they had.
func TestSharedMap(t *testing.T) {
	type version struct {
		m    *sharedMap[int, int]
		want map[int]int
	}
	r := rand.New(rand.NewPCG(1, 2))
	all := []version{{newSharedMap[int, int](cmp.Compare), map[int]int{}}}
	for range 400 {
		of := all[r.IntN(len(all))]
		next := version{of.m.copy(), maps.Clone(of.want)}
		for range r.IntN(20) {
			k := r.IntN(500)
			if r.IntN(3) == 0 {
				next.m.remove(k)
				delete(next.want, k)
			} else {
				v := r.Int()
				next.m.set(k, v)
				next.want[k] = v
			}
		}
		all = append(all, next)
	}
	for i, v := range all {
		if got := maps.Collect(v.m.all()); !maps.Equal(got, v.want) || v.m.tree.Len() != len(v.want) {
			t.Fatalf("version %d: %d keys, want %d", i, len(got), len(v.want))
		}
		keys := slices.Sorted(maps.Keys(v.want))
		at, _ := slices.BinarySearch(keys, 250)
		var from []int
		for k, x := range v.m.from(250) {
			if from = append(from, k); x != v.want[k] {
				t.Fatalf("version %d: %d is %d, want %d", i, k, x, v.want[k])
			}
		}
		if !slices.Equal(from, keys[at:]) {
			t.Fatalf("version %d: from 250 %v, want %v", i, from, keys[at:])
		}
		for k := range 500 {
			if x, ok := v.m.get(k); x != v.want[k] || ok != v.m.has(k) {
				t.Fatalf("version %d: %d is %d, %v", i, k, x, ok)
			}
		}
	}
}

// Sessions copy the same snapshot at once, and others read it. (The race detector judges.)
func TestSharedMapCopiedAtOnce(t *testing.T) {
	m := newSharedMap[int, int](cmp.Compare)
	for i := range 1000 {
		m.set(i, i)
	}
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			for range 50 {
				own := m.copy()
				for i := range 100 {
					own.set(i*7, -n)
					if v, _ := m.get(i * 7); v != i*7 {
						t.Errorf("%d is %d", i*7, v)
					}
				}
			}
		})
	}
	wg.Wait()
	for i := range 1000 {
		if v, _ := m.get(i); v != i {
			t.Fatalf("%d is %d", i, v)
		}
	}
}

// drawn makes changes of a catalog at random.
type drawn struct {
	r    *rand.Rand
	c    *Catalog
	s    *Snapshot
	last ID
}

func (w *drawn) id() ID {
	w.last += 10
	return w.last
}

// some returns an object of a type, nil where there is none.
func some[D Descriptor](w *drawn) (d D, ok bool) {
	var all []D
	for x := range w.s.All() {
		if x, is := x.(D); is {
			all = append(all, x)
		}
	}
	if len(all) == 0 {
		return d, false
	}
	return all[w.r.IntN(len(all))], true
}

// columnType is one of the system, or of the schema: a type, its arrays, or rows of a relation that
// is older than id, as none is a part of itself.
func (w *drawn) columnType(id ID) types.OID {
	switch w.r.IntN(4) {
	case 0:
		if d, ok := some[*TypeDesc](w); ok {
			return []types.OID{d.ID, d.ArrayID}[w.r.IntN(2)]
		}
	case 1:
		if d, ok := some[*TableDesc](w); ok && d.ID < id {
			return []types.OID{d.TypeOID, d.ArrayTypeOID}[w.r.IntN(2)]
		}
	}
	return types.OIDInt4
}

func (w *drawn) table(id ID) *TableDesc {
	schema, _ := some[*SchemaDesc](w)
	d := &TableDesc{Base: Base{ID: id, Name: fmt.Sprintf("t%d_%d", id, w.r.IntN(3))}, DatabaseID: 5, SchemaID: schema.ID, TypeOID: id + 1, ArrayTypeOID: id + 2}
	for i := range 1 + w.r.IntN(3) {
		c := Column{ID: ColumnID(i + 1), Name: fmt.Sprintf("c%d", i), TypeOID: w.columnType(id), Typmod: -1}
		c.Type, _ = types.ByOID(c.TypeOID)
		if o, ok := some[*TableDesc](w); ok && w.r.IntN(4) == 0 {
			c.DefaultText = fmt.Sprintf("'it''s'::text || nextval('%d'::regclass)", o.ID)
		}
		d.Columns = append(d.Columns, c)
	}
	for i := range w.r.IntN(3) {
		d.Indexes = append(d.Indexes, IndexDesc{OID: id + 3 + ID(i), ID: IndexID(i + 1), Name: fmt.Sprintf("i%d_%d", id, w.r.IntN(9)*10+i),
			State: []IndexState{IndexPublic, IndexDropping}[w.r.IntN(2)]})
	}
	return d
}

func (w *drawn) change() change {
	id := w.id()
	switch w.r.IntN(9) {
	case 0, 1:
		return change{id, w.table(id)}
	case 2:
		if d, ok := some[*TableDesc](w); ok {
			return change{d.ID, w.table(d.ID)}
		}
	case 3:
		var all []ID
		for d := range w.s.All() {
			switch d.(type) {
			case *SchemaDesc, *DatabaseDesc:
			default:
				all = append(all, d.Common().ID)
			}
		}
		if len(all) > 0 {
			return change{all[w.r.IntN(len(all))], nil}
		}
	case 4:
		if d, _ := some[*SchemaDesc](w); w.r.IntN(2) == 0 {
			return change{d.ID, &SchemaDesc{Base: Base{ID: d.ID, Name: fmt.Sprintf("s%d", id)}, DatabaseID: 5}}
		}
		return change{id, &SchemaDesc{Base: Base{ID: id, Name: fmt.Sprintf("s%d", id)}, DatabaseID: 5}}
	case 5:
		schema, _ := some[*SchemaDesc](w)
		args := []RoutineArg{{Mode: 'i', TypeID: w.columnType(id)}, {Mode: 'i', TypeID: id}} // no two are called with the same
		return change{id, &RoutineDesc{Base: Base{ID: id, Name: fmt.Sprintf("f%d", id%4)}, DatabaseID: 5, SchemaID: schema.ID, Args: args}}
	case 6:
		t, ok := some[*TableDesc](w)
		if ok {
			return change{id, &StatisticsDesc{Base: Base{ID: id, Name: fmt.Sprintf("st%d", id)}, DatabaseID: 5, SchemaID: t.SchemaID, TableID: t.ID}}
		}
	}
	schema, _ := some[*SchemaDesc](w)
	d := &TypeDesc{Base: Base{ID: id, Name: fmt.Sprintf("y%d", id)}, DatabaseID: 5, SchemaID: schema.ID, ArrayID: id + 1, ArrayName: fmt.Sprintf("_y%d", id)}
	if d.Class = ClassDomain; w.r.IntN(2) == 0 {
		d.Class, d.Labels = ClassEnum, []EnumLabelDesc{{OID: id + 2, Name: "a", Position: []byte{1}}}
	} else {
		d.BaseID = types.OIDInt4
	}
	return change{id, d}
}

// A snapshot that came of many changes is that which is made of its objects at once.
func TestSnapshotOfChanges(t *testing.T) {
	for seed := range uint64(12) {
		w := &drawn{r: rand.New(rand.NewPCG(seed, 1)), c: &Catalog{}, last: FirstID}
		w.s = w.c.newSnapshot(1)
		w.s.add(&DatabaseDesc{Base: Base{ID: 5, Name: "d"}})
		w.s.add(&SchemaDesc{Base: Base{ID: 6, Name: "public"}, DatabaseID: 5})
		w.s.complete()
		for step := range 150 {
			var changes []change
			for range 1 + w.r.IntN(3) {
				c := w.change()
				changes = withChange(changes, c.id, c.new)
			}
			before := summary(w.s)
			after := w.s.with(changes, uint64(step), 1, false)
			if now := summary(w.s); !reflect.DeepEqual(now, before) {
				t.Fatalf("seed %d, step %d: the snapshot before has changed", seed, step)
			}
			w.s = after
			whole := w.c.newSnapshot(1)
			for _, d := range w.s.objects.all() {
				whole.add(d)
			}
			whole.complete()
			got, want := summary(w.s), summary(whole)
			for k := range want {
				if !reflect.DeepEqual(got[k], want[k]) {
					t.Fatalf("seed %d, step %d: %s is\n%v, want\n%v", seed, step, k, got[k], want[k])
				}
			}
			inSchemas(t, w.s)
			for id := range whole.rows.used.all() {
				if !w.s.rows.used.has(id) {
					t.Fatalf("seed %d, step %d: rows of %d are used", seed, step, id)
				}
			}
		}
	}
}

// inSchemas checks that InSchema lists all that says that it is in a schema.
func inSchemas(t *testing.T, s *Snapshot) {
	t.Helper()
	want := map[ID][]ID{}
	for d := range s.All() {
		if f := reflect.ValueOf(d).Elem().FieldByName("SchemaID"); f.IsValid() {
			want[ID(f.Uint())] = append(want[ID(f.Uint())], d.Common().ID)
		}
	}
	for schema := range ofKind[*SchemaDesc](s, KindSchema) {
		var got []ID
		for d := range s.InSchema(schema.ID) {
			got = append(got, d.Common().ID)
		}
		if slices.Sort(got); !slices.Equal(got, want[schema.ID]) {
			t.Fatalf("in schema %d are %v, listed %v", schema.ID, want[schema.ID], got)
		}
	}
}

// summary is what snapshots of the same objects have in common, by what it is of.
func summary(s *Snapshot) map[string]any {
	objects, columns := map[ID]Descriptor{}, map[string]string{}
	for id, d := range s.objects.all() {
		objects[id] = d
		t, ok := d.(*TableDesc)
		if !ok {
			continue
		}
		columns[fmt.Sprint(id)] = s.RowType(t).Schema
		for i := range t.Columns {
			c := &t.Columns[i]
			same := "its own"
			if now, ok := s.Types().ByOID(c.TypeOID); ok && now != c.Type {
				same = "another"
			}
			columns[fmt.Sprint(id, i)] = c.Type.String() + " of " + c.Type.Schema + " " + same
		}
	}
	routines, statistics := map[string][]ID{}, map[ID][]ID{}
	for name, list := range s.routines {
		for _, d := range list {
			routines[name] = append(routines[name], d.ID)
		}
		slices.Sort(routines[name])
	}
	for table, list := range s.statistics {
		for _, d := range list {
			statistics[table] = append(statistics[table], d.ID)
		}
	}
	var relations, types []ID
	naming := map[ID][]ID{}
	for id := range s.objects.all() {
		for d := range s.Naming(id) {
			naming[id] = append(naming[id], d.Common().ID)
		}
	}
	for d := range s.Relations(5) {
		relations = append(relations, d.ID)
	}
	for d := range s.UserTypes(5) {
		types = append(types, d.ID)
	}
	slices.Sort(types)
	return map[string]any{"objects": objects, "columns": columns, "names": maps.Collect(s.names.all()), "indexes": maps.Collect(s.indexes.all()),
		"row types": maps.Collect(s.rows.of.all()), "typed": maps.Collect(s.rows.typed.all()), "routines": routines, "statistics": statistics,
		"relations": relations, "types": types, "naming": naming, "amounts": maps.Collect(s.amounts.all()), "by database": maps.Collect(s.byDatabase.all())}
}

// BenchmarkChange is what a change of one table costs a catalog of so many.
func BenchmarkChange(b *testing.B) {
	for _, n := range []int{100, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			c := &Catalog{}
			s := c.newSnapshot(1)
			s.add(&SchemaDesc{Base: Base{ID: 6, Name: "public"}, DatabaseID: 5})
			table := func(id ID) *TableDesc {
				return &TableDesc{Base: Base{ID: id, Name: fmt.Sprint("t", id)}, DatabaseID: 5, SchemaID: 6, TypeOID: id + 1, ArrayTypeOID: id + 2,
					Columns: []Column{{ID: 1, Name: "a", TypeOID: types.OIDInt4, Type: types.TInt4}},
					Indexes: []IndexDesc{{OID: id + 3, ID: 1, Name: fmt.Sprint("i", id)}}}
			}
			for i := range n {
				s.add(table(FirstID + ID(i)*10))
			}
			s.complete()
			path := &SearchPath{Database: 5, Schemas: []string{"public"}}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				id := FirstID + ID(i%n)*10
				after := s.with([]change{{id, table(id)}}, 1, 1, false)
				if _, err := after.Table(path, ast.QName{Name: fmt.Sprint("t", id)}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
