package ddl

import (
	"context"
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/txn/coord"
)

// target finds the schema that a CREATE puts its object in: the session's own temporary one,
// which is made if need be, where the statement or the name asks for that.
func (r *run) target(name ast.QName, p ast.Persistence) (*catalog.SchemaDesc, error) {
	schema, err := r.targetSchema(name, p == ast.PersistenceTemporary)
	if err != nil {
		return nil, r.at(err, name.Pos)
	}
	if schema.Temporary || p == ast.PersistenceTemporary {
		own := schema.ID == r.env.Path.Temp
		switch {
		case own && p == ast.PersistenceUnlogged:
			return nil, r.at(pgerror.New(pgerror.InvalidTableDefinition, "only temporary relations may be created in temporary schemas"), name.Pos)
		case schema.Temporary && !own:
			return nil, r.at(pgerror.New(pgerror.InvalidTableDefinition, "cannot create relations in temporary schemas of other sessions"), name.Pos)
		case !own:
			return nil, r.at(pgerror.New(pgerror.InvalidTableDefinition, "cannot create temporary relation in non-temporary schema"), name.Pos)
		}
		return schema, r.env.State.Share(r.ctx, schema)
	}
	if err := r.mustCreateRelation(schema, name.Name); err != nil {
		return nil, err
	}
	return schema, r.env.State.Share(r.ctx, schema)
}

func (r *run) targetSchema(name ast.QName, temporary bool) (*catalog.SchemaDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	switch {
	case name.Schema == catalog.SchemaTemp, name.Schema == "" && (temporary || r.tempComesFirst(snap)):
		return r.ownTemp(snap)
	case name.Schema != "":
		return snap.Qualify(r.env.Path, name)
	}
	return snap.CreationSchema(r.env.Path)
}

// tempComesFirst reports whether pg_temp stands in the search_path before all schemas that
// are there.
func (r *run) tempComesFirst(snap *catalog.Snapshot) bool {
	path := *r.env.Path
	for i, name := range path.Schemas {
		if name != catalog.SchemaTemp {
			continue
		}
		path.Schemas = path.Schemas[:i]
		_, err := snap.CreationSchema(&path)
		return err != nil
	}
	return false
}

// ownTemp is the session's own temporary schema, made now if it is not there.
func (r *run) ownTemp(snap *catalog.Snapshot) (*catalog.SchemaDesc, error) {
	path := r.env.Path
	db, ok := snap.DatabaseByID(path.Database)
	if !ok {
		return nil, pgerror.Internal("database %d does not exist", path.Database)
	}
	me, err := r.user()
	if err != nil {
		return nil, err
	}
	if !snap.HasPrivilege(me.ID, db, catalog.PrivilegeTemporary) {
		return nil, pgerror.New(pgerror.InsufficientPrivilege, "permission denied to create temporary tables in database %q", db.Name)
	}
	if d, ok := snap.OwnTemp(path); ok {
		return d, nil
	}
	if r.env.NewTemp == nil {
		return nil, pgerror.Internal("a temporary schema without a session")
	}
	if err := r.env.State.Share(r.ctx, db); err != nil {
		return nil, err
	}
	id, err := r.env.State.NewID(r.ctx)
	if err != nil {
		return nil, err
	}
	r.env.NewTemp(id)
	d := &catalog.SchemaDesc{Base: catalog.Base{ID: id, Name: catalog.TempSchemaName(id), Owner: catalog.RoleSuper}, DatabaseID: db.ID,
		Temporary: true, TempNode: uint64(r.x.o.NodeID), TempEpoch: r.x.o.Epoch}
	return d, r.env.State.Create(r.ctx, d)
}

// usesTemporary reports whether a view's query reads a temporary table or view.
func usesTemporary(snap *catalog.Snapshot, refs []catalog.Ref) bool {
	for _, ref := range refs {
		if t, ok := snap.TableByID(ref.Object); ok && t.Temporary {
			return true
		}
		if q, ok := snap.SequenceByID(ref.Object); ok {
			if schema, ok := snap.SchemaByID(q.SchemaID); ok && schema.Temporary {
				return true
			}
		}
	}
	return false
}

// mayReferTo refuses foreign keys between tables that last differently long.
func mayReferTo(t, parent *catalog.TableDesc) error {
	switch {
	case t.Temporary && !parent.Temporary:
		return pgerror.New(pgerror.InvalidTableDefinition, "constraints on temporary tables may reference only temporary tables")
	case t.Unlogged && parent.Temporary:
		return pgerror.New(pgerror.InvalidTableDefinition, "constraints on unlogged tables may reference only permanent or unlogged tables")
	case !t.Temporary && parent.Temporary, !t.Temporary && !t.Unlogged && parent.Unlogged:
		return pgerror.New(pgerror.InvalidTableDefinition, "constraints on permanent tables may reference only permanent tables")
	case t.Temporary && t.SchemaID != parent.SchemaID:
		return pgerror.New(pgerror.InvalidTableDefinition, "constraints on temporary tables must involve temporary tables of this session")
	}
	return nil
}

// mayPersist refuses a change of what outlives a crash that a foreign key from or to the table forbids.
func (s *shape) mayPersist() error {
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	wrong := func(to string, other *catalog.TableDesc, f *catalog.ForeignKeyDesc) error {
		kind := map[bool]string{true: "unlogged", false: "logged"}
		return pgerror.New(pgerror.InvalidTableDefinition, "could not change table %q to %s because it references %s table %q", s.t.Name, to, kind[other.Unlogged], other.Name).
			WithTable(s.schema.Name, s.t.Name).WithConstraint(f.Name)
	}
	for i := range s.t.ForeignKeys {
		f := &s.t.ForeignKeys[i]
		if p, ok := snap.TableByID(f.RefTable); ok && p.ID != s.t.ID && p.Unlogged && !s.t.Unlogged {
			return wrong("logged", p, f)
		}
	}
	for _, id := range s.t.InboundForeignKeys {
		c, ok := snap.TableByID(id)
		if !ok || id == s.t.ID || c.Unlogged || !s.t.Unlogged {
			continue
		}
		at := slices.IndexFunc(c.ForeignKeys, func(f catalog.ForeignKeyDesc) bool { return f.RefTable == s.t.ID })
		return wrong("unlogged", c, &c.ForeignKeys[at])
	}
	return nil
}

// clearLater has keys removed that the statement takes out of use, once nobody can read them.
func (r *run) clearLater(t *catalog.TableDesc, index catalog.IndexID) error {
	if t.Temporary {
		return r.x.o.Jobs.ClearTemporary(r.ctx, r.env.State, t, index)
	}
	return r.x.o.Jobs.ClearAfterRetention(r.ctx, r.env.State, t, index)
}

// tempDropBatch is how many objects of a temporary schema one transaction drops.
const tempDropBatch = 100

// DropTemporary drops what is in a temporary schema, and, with whole, the schema. Not all
// of it goes in one transaction: nobody sees it half done but who owns it.
func (x *Executor) DropTemporary(ctx context.Context, schema catalog.ID, whole bool) error {
	for {
		left := false
		err := x.o.Catalog.Run(ctx, func(ctx context.Context, t *coord.Txn, s *catalog.State) error {
			snap, err := s.Snapshot(ctx)
			if err != nil {
				return err
			}
			d, ok := snap.SchemaByID(schema)
			if !ok || !d.Temporary {
				left = false
				return nil
			}
			env := &Env{State: s, Txn: t, Path: &catalog.SearchPath{Database: d.DatabaseID, Temp: d.ID}}
			left, err = (&run{ctx: ctx, x: x, env: env}).dropTempBatch(d, whole)
			return err
		})
		if err != nil || !left {
			return err
		}
	}
}

// dropTempBatch drops a part of a temporary schema; left tells that there is more.
func (r *run) dropTempBatch(schema *catalog.SchemaDesc, whole bool) (left bool, err error) {
	if whole {
		if err := r.env.State.LockForDrop(r.ctx, schema); err != nil {
			return false, err
		}
	}
	if err := r.dropTempObjects(schema, func(d catalog.Descriptor) bool { return true }, tempDropBatch); err != nil {
		return false, err
	}
	snap, err := r.snap()
	if err != nil {
		return false, err
	}
	if left = len(inSchema(snap, schema.ID)) > 0; left || !whole {
		return left, nil
	}
	return false, r.env.State.Drop(r.ctx, schema)
}

// dropTempObjects drops the first objects of a temporary schema that are to go, with all
// that depends on them.
func (r *run) dropTempObjects(schema *catalog.SchemaDesc, goes func(catalog.Descriptor) bool, most int) error {
	d, err := r.newDoomed(ast.BehaviorCascade)
	if err != nil {
		return err
	}
	owned := typeDrop{r: r, cascade: true}
	routines := routineDrop{typeDrop: typeDrop{r: r, cascade: true}}
	count := func() int {
		return len(d.tables) + len(d.sequences) + len(owned.types) + len(routines.routines)
	}
	for _, o := range inSchema(d.snap, schema.ID) {
		if count() >= most {
			break
		}
		if !goes(o) {
			continue
		}
		r.setAside(o.Common().ID)
		switch o := o.(type) {
		case *catalog.TableDesc:
			d.addTable(o)
		case *catalog.SequenceDesc:
			d.sequences[o.ID] = o
		case *catalog.TypeDesc:
			owned.types = append(owned.types, o)
		case *catalog.RoutineDesc:
			routines.routines = append(routines.routines, o)
		}
	}
	if count() == 0 {
		return nil
	}
	notice := r.env.Notice
	r.env.Notice = nil
	defer func() { r.env.Notice = notice }()
	if err := d.drop(); err != nil {
		return err
	}
	return r.dropInSchema(&routines, &owned)
}

// DiscardTemporary is DISCARD TEMP: what is in the session's temporary schema goes.
func (x *Executor) DiscardTemporary(ctx context.Context, env *Env) error {
	return x.dropOwnTemp(ctx, env, func(catalog.Descriptor) bool { return true })
}

// DropOnCommit drops the tables of ON COMMIT DROP, just before the commit.
func (x *Executor) DropOnCommit(ctx context.Context, env *Env) error {
	return x.dropOwnTemp(ctx, env, func(d catalog.Descriptor) bool {
		t, ok := d.(*catalog.TableDesc)
		return ok && t.OnCommit == ast.OnCommitDrop
	})
}

func (x *Executor) dropOwnTemp(ctx context.Context, env *Env, goes func(catalog.Descriptor) bool) error {
	snap, err := env.State.Snapshot(ctx)
	if err != nil {
		return err
	}
	schema, ok := snap.OwnTemp(env.Path)
	if !ok {
		return nil
	}
	return (&run{ctx: ctx, x: x, env: env}).dropTempObjects(schema, goes, math.MaxInt)
}
