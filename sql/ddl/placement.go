package ddl

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// goalError is the error of a policy that is wrong, or of a kind that is not there.
func goalError(err error) error {
	var g *allocator.GoalError
	if !errors.As(err, &g) {
		return pgerror.Wrap(err, pgerror.InvalidParameterValue, "%s", err.Error())
	}
	code := pgerror.InvalidParameterValue
	if g.Unsupported {
		code = pgerror.FeatureNotSupported
	}
	e := pgerror.Wrap(err, code, "%s", g.Message)
	if g.Hint != "" {
		e = e.WithHint("%s", g.Hint)
	}
	return e
}

// policyOptions checks options against each other and against the cluster's regions.
func (r *run) policyOptions(name string, list []ast.PlacementOption) ([]catalog.Setting, error) {
	out := make([]catalog.Setting, len(list))
	for i, o := range list {
		out[i] = catalog.Setting{Name: o.Name, Value: o.Value}
	}
	g, err := (&catalog.PlacementPolicyDesc{Base: catalog.Base{Name: name}, Options: out}).Goal()
	if err != nil {
		return nil, goalError(err)
	}
	if _, err := g.Policy(); err != nil {
		return nil, goalError(err)
	}
	if g.NonVoters != nil {
		if err := r.since(version.NonVoting, "replicas that don't vote"); err != nil {
			return nil, err
		}
	}
	var nodes []allocator.Locality
	if r.x.o.Localities != nil {
		nodes = r.x.o.Localities()
	}
	if err := g.Check(nodes); err != nil {
		return nil, goalError(err)
	}
	return out, nil
}

// createPlacementPolicy is CREATE PLACEMENT POLICY: that of a tablespace, in Postgres's words.
func (r *run) createPlacementPolicy(s *ast.CreatePlacementPolicy) error {
	me, err := r.policyCreator(s.Name)
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if old, ok := snap.PlacementPolicy(s.Name); ok {
		switch {
		case s.OrReplace:
			return r.changePolicy(old, s.Options)
		case s.IfNotExists:
			r.skip(pgerror.DuplicateObject, "placement policy %q already exists", s.Name)
			return nil
		}
		return pgerror.New(pgerror.DuplicateObject, "placement policy %q already exists", s.Name)
	}
	return r.addPolicy(s.Name, me, s.Options)
}

// policyCreator is the user, who may create a policy of that name.
func (r *run) policyCreator(name string) (*catalog.RoleDesc, error) {
	if err := r.parted("placement policies"); err != nil {
		return nil, err
	}
	me, err := r.user()
	if err != nil {
		return nil, err
	}
	if !me.Superuser {
		return nil, pgerror.New(pgerror.InsufficientPrivilege, "permission denied to create tablespace %q", name).
			WithHint("Must be superuser to create a tablespace.")
	}
	return me, policyName(name)
}

func (r *run) addPolicy(name string, owner *catalog.RoleDesc, list []ast.PlacementOption) error {
	options, err := r.policyOptions(name, list)
	if err != nil {
		return err
	}
	d := &catalog.PlacementPolicyDesc{Base: catalog.Base{Name: name, Owner: owner.ID}, Options: options}
	if d.ID, err = r.env.State.NewID(r.ctx); err != nil {
		return err
	}
	return r.env.State.Create(r.ctx, d)
}

// policyName refuses the names of tablespaces that are no policies.
func policyName(name string) error {
	if !strings.HasPrefix(name, "pg_") {
		return nil
	}
	return pgerror.New(pgerror.ReservedName, "unacceptable tablespace name %q", name).
		WithDetail("The prefix \"pg_\" is reserved for system tablespaces.")
}

// policy finds a policy that the user owns, which errors call by word; nil: IF EXISTS, and there is
// none.
func (r *run) policy(word, name string, ifExists bool) (*catalog.PlacementPolicyDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	d, ok := snap.PlacementPolicy(name)
	switch {
	case ok:
		return d, r.mustOwn("tablespace", d)
	case name == catalog.NameTablespaceDefault || name == catalog.NameTablespaceGlobal:
		return nil, pgerror.Unsupported("Make a placement policy of your own.", "changing tablespace %q is not supported", name)
	case ifExists:
		r.skip(pgerror.UndefinedObject, word+" %q does not exist", name)
		return nil, nil
	}
	return nil, pgerror.New(pgerror.UndefinedObject, "%s %q does not exist", word, name)
}

// grantPolicy finds a policy whose privileges or owner change.
func (r *run) grantPolicy(snap *catalog.Snapshot, name string) (catalog.Descriptor, error) {
	if d, ok := snap.PlacementPolicy(name); ok {
		return d, nil
	}
	if name == catalog.NameTablespaceDefault || name == catalog.NameTablespaceGlobal {
		return nil, pgerror.Unsupported("Everybody may have objects in pg_default.", "changing tablespace %q is not supported", name)
	}
	return nil, pgerror.New(pgerror.UndefinedObject, "tablespace %q does not exist", name)
}

func (r *run) editPlacement(name string, f func(*catalog.PlacementPolicyDesc) error) error {
	d, err := r.policy("tablespace", name, false)
	if err != nil {
		return err
	}
	return edit(r, d, f)
}

// renamePlacement is ALTER TABLESPACE … RENAME TO.
func (r *run) renamePlacement(s *ast.Rename) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if _, dup := snap.PlacementPolicy(s.New); dup {
		return pgerror.New(pgerror.DuplicateObject, "tablespace %q already exists", s.New)
	}
	if err := policyName(s.New); err != nil {
		return err
	}
	return r.editPlacement(s.Name.Name, func(d *catalog.PlacementPolicyDesc) error { d.Name = s.New; return nil })
}

// alterPlacementPolicy is ALTER PLACEMENT POLICY: what follows the policy comes to lie where it
// says now, in the background.
func (r *run) alterPlacementPolicy(s *ast.AlterPlacementPolicy) error {
	d, err := r.policy("placement policy", s.Name, s.IfExists)
	if err != nil || d == nil {
		return err
	}
	return r.changePolicy(d, s.Options)
}

func (r *run) changePolicy(d *catalog.PlacementPolicyDesc, list []ast.PlacementOption) error {
	options, err := r.policyOptions(d.Name, list)
	if err != nil {
		return err
	}
	if err := edit(r, d, func(d *catalog.PlacementPolicyDesc) error { d.Options = options; return nil }); err != nil {
		return err
	}
	return r.checkFollowers(d)
}

// checkFollowers refuses a change of a policy that what stands over it somewhere contradicts.
func (r *run) checkFollowers(d *catalog.PlacementPolicyDesc) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	for u := range snap.PolicyUsers(d.ID) {
		switch {
		case u.Index != nil:
		case u.Table != nil:
			home, _ := snap.TableByID(u.Table.PartitionOf)
			if err = r.checkParts(u.Table); err == nil {
				err = r.checkHome(home, u.Table)
			}
		default:
			err = r.checkDatabasePlacement(u.Database, u.Database.ID)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// checkParts checks what a table asks for, and what its partitions do that follow it.
func (r *run) checkParts(t *catalog.TableDesc) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	db, _ := snap.DatabaseByID(t.DatabaseID)
	if err := checkPlacement(snap, db, t); err != nil {
		return err
	}
	for i := range t.Partitioning.Parts {
		if p, ok := snap.TableByID(t.Partitioning.Parts[i].Table); ok {
			if err := r.checkParts(p); err != nil {
				return err
			}
		}
	}
	return nil
}

// keepPlace has a partition that is detached stay where it is: with the policies that it and its
// indexes have followed.
func (s *shape) keepPlace() error {
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	s.t.Tablespace = snap.TableTablespace(s.t)
	for i := range s.t.Indexes {
		s.t.Indexes[i].Tablespace = snap.IndexTablespace(&s.t.Indexes[i])
	}
	return nil
}

// dropPlacementPolicy is DROP PLACEMENT POLICY.
func (r *run) dropPlacementPolicy(word, name string, ifExists bool) error {
	d, err := r.policy(word, name, ifExists)
	if err != nil || d == nil {
		return err
	}
	if err := r.env.State.LockForDrop(r.ctx, d); err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if snap, err = r.newer(snap); err != nil {
		return err
	}
	if users := r.policyUsers(snap, d.ID); len(users) > 0 {
		for i := range users {
			users[i] += " depends on " + word + " " + catalog.QuoteIdent(d.Name)
		}
		return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop %s %s because other objects depend on it", word, catalog.QuoteIdent(d.Name)).
			WithDetail("%s", strings.Join(users, "\n")).WithHint("Give them another tablespace first, or pg_default.")
	}
	return r.env.State.Drop(r.ctx, d)
}

// newer is the schema as of now, with what the transaction has changed: whoever came to use an
// object before it was locked is in it.
func (r *run) newer(snap *catalog.Snapshot) (*catalog.Snapshot, error) {
	if err := r.env.Txn.Refresh(r.ctx); err != nil {
		return snap, err
	}
	return r.snap()
}

// usersShownMax is how many users of a policy an error names.
const usersShownMax = 20

// policyUsers says what names a policy.
func (r *run) policyUsers(snap *catalog.Snapshot, id catalog.ID) (out []string) {
	for u := range snap.PolicyUsers(id) {
		text := "database " + catalog.QuoteIdent(u.Database.Name)
		if u.Table != nil {
			name, _ := snap.RelationName(r.env.Path, u.Table.ID)
			text = relationWord(u.Table) + " " + name
			if u.Index != nil {
				name, _ = snap.RelationName(r.env.Path, u.Index.OID)
				text = "index " + name
			}
			if u.Database.ID != r.env.Path.Database {
				text += " of database " + catalog.QuoteIdent(u.Database.Name)
			}
		}
		out = append(out, text)
	}
	slices.Sort(out)
	if more := len(out) - usersShownMax; more > 0 {
		out = append(out[:usersShownMax], fmt.Sprintf("and %d others, what", more))
	}
	return out
}

// tablespace resolves the tablespace of a new object, or of one that is moved, in a database: the
// one that is named; 0: it follows what it belongs to. That is the case too where it is the
// database's own.
func (r *run) tablespace(name string, db *catalog.DatabaseDesc) (catalog.ID, error) {
	switch name {
	case "":
		return 0, nil
	case catalog.NameTablespaceDefault:
		if db.Tablespace == 0 {
			return 0, nil
		}
		return catalog.TablespaceDefault, nil
	case catalog.NameTablespaceGlobal:
		return 0, pgerror.New(pgerror.InvalidParameterValue, "only shared relations can be placed in pg_global tablespace")
	}
	d, err := r.namedPolicy(name)
	if err != nil {
		return 0, err
	}
	if d.ID == db.Tablespace {
		return 0, nil // as in Postgres, also for those who may not use it elsewhere
	}
	return d.ID, r.mayPlace(d)
}

// namedPolicy finds a policy that something is to follow, and keeps it from being dropped.
func (r *run) namedPolicy(name string) (*catalog.PlacementPolicyDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	d, ok := snap.PlacementPolicy(name)
	if !ok {
		return nil, pgerror.New(pgerror.UndefinedObject, "tablespace %q does not exist", name)
	}
	return d, r.env.State.Share(r.ctx, d)
}

// mayPlace checks that the user may place objects by a policy.
func (r *run) mayPlace(d *catalog.PlacementPolicyDesc) error {
	me, err := r.user()
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if !snap.HasPrivilege(me.ID, d, catalog.PrivilegeCreate) {
		return catalog.Denied(d)
	}
	return nil
}

// newTablespace is that of a new table or index: the one named or else, where it is no temporary
// one, that of default_tablespace.
func (r *run) newTablespace(name string, db *catalog.DatabaseDesc, temporary bool) (catalog.ID, error) {
	if name == "" && !temporary {
		name, _ = r.env.Session.Setting("default_tablespace")
		id, err := r.tablespace(name, db)
		if e, ok := err.(*pgerror.Error); ok && e.Code == pgerror.UndefinedObject {
			err = e.WithHint("The setting default_tablespace names it.")
		}
		return id, err
	}
	return r.tablespace(name, db)
}

func (s *shape) database() (*catalog.DatabaseDesc, error) {
	snap, err := s.r.snap()
	if err != nil {
		return nil, err
	}
	db, ok := snap.DatabaseByID(s.t.DatabaseID)
	if !ok {
		return nil, pgerror.Internal("table %d has no database", s.t.ID)
	}
	return db, nil
}

// instead is what names a tablespace that stands for the database's, where the object would follow
// another by itself.
func instead(id catalog.ID, name string, follows bool, db *catalog.DatabaseDesc) catalog.ID {
	switch {
	case id != 0 || name == "" || !follows:
		return id
	case db.Tablespace != 0:
		return db.Tablespace
	}
	return catalog.TablespaceDefault
}

// followsOther reports whether the table would follow the one that it is a partition of.
func (s *shape) followsOther(snap *catalog.Snapshot) bool {
	t := *s.t
	t.Tablespace = 0
	return snap.TableTablespace(&t) != 0
}

// place gives a new table its tablespace.
func (s *shape) place(c *ast.CreateTable) error {
	name := c.Tablespace
	db, err := s.database()
	if err != nil {
		return err
	}
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	follows := s.followsOther(snap)
	if name != "" || !follows {
		id, err := s.r.newTablespace(name, db, s.t.Temporary)
		if err != nil {
			return err
		}
		if c.PartitionBy != nil && name != "" && id == 0 {
			return pgerror.New(pgerror.FeatureNotSupported, "cannot specify default tablespace for partitioned relations")
		}
		s.t.Tablespace = instead(id, name, follows, db)
	}
	return checkPlacement(snap, db, s.t)
}

// actTablespace is SET TABLESPACE of a table.
func (s *shape) actTablespace(c *ast.SetTablespace) error {
	db, err := s.database()
	if err != nil {
		return err
	}
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	id, err := s.r.tablespace(c.Name, db)
	if err != nil {
		return err
	}
	s.t.Tablespace = instead(id, c.Name, s.followsOther(snap), db)
	return checkPlacement(snap, db, s.t)
}

// indexTablespace is the tablespace of an index. The rows of a table lie in its primary key.
func (s *shape) indexTablespace(name string, ix *catalog.IndexDesc, fresh bool) error {
	if ix.HoldsRows() {
		if name == "" || name == catalog.NameTablespaceDefault {
			return nil
		}
		return pgerror.Unsupported("Use ALTER TABLE "+catalog.QuoteIdent(s.t.Name)+" SET TABLESPACE.", "a tablespace of a primary key, in which the rows lie, is not supported")
	}
	db, err := s.database()
	if err != nil {
		return err
	}
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	find := s.r.tablespace
	if fresh {
		find = func(name string, db *catalog.DatabaseDesc) (catalog.ID, error) {
			return s.r.newTablespace(name, db, s.t.Temporary)
		}
	}
	id, err := find(name, db)
	if err == nil {
		ix.Tablespace = instead(id, name, snap.TableTablespace(s.t) != 0, db)
	}
	return err
}

// databaseTablespace is the TABLESPACE option of a database.
func (r *run) databaseTablespace(d *catalog.DatabaseDesc, name string) error {
	switch name {
	case "": // DEFAULT
		if d.Tablespace == 0 {
			return nil
		}
		d.Tablespace = 0
		return r.mayHaveSystemTablespace(catalog.NameTablespaceDefault)
	case catalog.NameTablespaceDefault:
		d.Tablespace = 0
		return r.mayHaveSystemTablespace(name)
	case catalog.NameTablespaceGlobal:
		if err := r.mayHaveSystemTablespace(name); err != nil {
			return err
		}
		return pgerror.New(pgerror.InvalidParameterValue, "pg_global cannot be used as default tablespace")
	}
	if err := r.parted("placement policies"); err != nil {
		return err
	}
	p, err := r.namedPolicy(name)
	if err != nil {
		return err
	}
	if d.Tablespace != p.ID {
		d.Tablespace = p.ID
		return r.mayPlace(p)
	}
	return nil
}

// mayHaveSystemTablespace refuses one of the system's tablespaces for a database to all but superusers:
// nobody else has CREATE on it, and nobody can be given that. An owner so can't take a database out of
// the policy that it was put into.
func (r *run) mayHaveSystemTablespace(name string) error {
	me, err := r.user()
	if err != nil || me.Superuser {
		return err
	}
	return pgerror.New(pgerror.InsufficientPrivilege, "permission denied for tablespace %s", name)
}

// sharePolicies keeps the policies that a database and what is in it name from being dropped while
// a copy of it is made.
func (r *run) sharePolicies(of *catalog.DatabaseDesc) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	for _, p := range snap.PlacementPolicies() {
		for u := range snap.PolicyUsers(p.ID) {
			if u.Database.ID == of.ID {
				if err := r.env.State.Share(r.ctx, p); err != nil {
					return err
				}
				break
			}
		}
	}
	return nil
}

// partitionNamed has ALTER TABLE … PARTITION p PLACEMENT POLICY change the partition, which is a
// table of its own.
func (r *run) partitionNamed(t *catalog.TableDesc, s *ast.AlterTable) (*ast.AlterTable, error) {
	c, ok := s.Cmds[0].(*ast.SetTablespace)
	if !ok || c.Partition == "" {
		if slices.ContainsFunc(s.Cmds, func(c ast.AlterCmd) bool { p, ok := c.(*ast.SetTablespace); return ok && p.Partition != "" }) {
			return nil, pgerror.Unsupported("Alter each partition, which is a table.", "PARTITION … PLACEMENT POLICY beside other actions is not supported")
		}
		return nil, nil
	}
	if len(s.Cmds) > 1 {
		return nil, pgerror.Unsupported("Alter each partition, which is a table.", "PARTITION … PLACEMENT POLICY beside other actions is not supported")
	}
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	for i := range t.Partitioning.Parts {
		p, ok := snap.TableByID(t.Partitioning.Parts[i].Table)
		if !ok || p.Name != c.Partition {
			continue
		}
		schema, err := r.schemaOf(p)
		if err != nil {
			return nil, err
		}
		return &ast.AlterTable{Pos: s.Pos, Kind: ast.ObjectTable, Name: ast.QName{Pos: -1, Schema: schema.Name, Name: p.Name},
			Cmds: []ast.AlterCmd{&ast.SetTablespace{Pos: c.Pos, Name: c.Name}}}, nil
	}
	return nil, pgerror.New(pgerror.UndefinedTable, "relation %q is not a partition of relation %q", c.Partition, t.Name)
}
