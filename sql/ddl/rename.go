package ddl

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
)

// rename is ALTER … RENAME.
func (r *run) rename(s *ast.Rename) error {
	switch s.Kind {
	case ast.ObjectDatabase:
		return r.renameDatabase(s)
	case ast.ObjectSchema:
		return r.renameSchema(s)
	case ast.ObjectType, ast.ObjectDomain:
		return r.renameType(s)
	case ast.ObjectRole, ast.ObjectUser, ast.ObjectGroup:
		return r.renameRole(s)
	case ast.ObjectTablespace:
		return r.renamePlacement(s)
	case ast.ObjectStatistics:
		return r.renameStatistics(s)
	case ast.ObjectEventTrigger:
		return r.renameEventTrigger(s)
	case ast.ObjectTextConfiguration, ast.ObjectTextDictionary, ast.ObjectTextParser, ast.ObjectTextTemplate:
		return r.renameTextSearch(s)
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	_, ok, err := snap.Lookup(r.env.Path, s.Name)
	if s.IfExists && (!ok || pgerror.Is(err, pgerror.InvalidSchemaName)) {
		r.skip(pgerror.UndefinedTable, "relation %q does not exist", s.Name.Name)
		return nil
	}
	rel, err := r.relation(s.Name)
	if err != nil {
		return err
	}
	switch s.Kind {
	case ast.ObjectColumn:
		return r.renameColumn(rel, s)
	case ast.ObjectConstraint:
		return r.renameConstraint(rel, s)
	}
	return r.renameRelation(rel, s)
}

func (r *run) renameRelation(rel catalog.Relation, s *ast.Rename) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if _, taken := snap.RelationIn(rel.Schema, s.New); taken {
		return pgerror.New(pgerror.DuplicateTable, "relation %q already exists", s.New)
	}
	if err := r.mustCreateIn(rel.Schema); err != nil {
		return err
	}
	// Postgres lets ALTER INDEX rename whatever relation has the name.
	any := s.Kind == ast.ObjectTable || s.Kind == ast.ObjectIndex
	if rel.Sequence != nil {
		if s.Kind != ast.ObjectSequence && !any {
			return pgerror.New(pgerror.WrongObjectType, "%q is not %s", s.Name.Name, article(s.Kind))
		}
		return r.editSequence(rel.Sequence, func(d *catalog.SequenceDesc) error { d.Name = s.New; return nil })
	}
	sh, err := r.change(rel.Table)
	if err != nil {
		return err
	}
	switch {
	case rel.Index != nil && any:
		ix, _ := sh.t.Index(rel.Index.ID)
		ix.Name = s.New
	case rel.Index == nil && (any || s.Kind == relationKind(rel.Table)):
		sh.t.Name = s.New
	default:
		return pgerror.New(pgerror.WrongObjectType, "%q is not %s", s.Name.Name, article(s.Kind))
	}
	return sh.apply()
}

func (r *run) renameColumn(rel catalog.Relation, s *ast.Rename) error {
	if rel.Table == nil || rel.Index != nil {
		return pgerror.New(pgerror.WrongObjectType, "cannot rename columns of relation %q", s.Name.Name)
	}
	if rel.Table.OfType != 0 && !r.withType {
		return pgerror.New(pgerror.WrongObjectType, "cannot rename column of typed table")
	}
	if rel.Table.IsPartition() {
		if _, _, ok := rel.Table.ColumnNamed(s.Old); ok {
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot rename inherited column %q", s.Old)
		}
	}
	named, err := r.findRowFields(rel.Table, s)
	if err != nil {
		return err
	}
	if err := r.renameColumnIn(rel, s); err != nil {
		return err
	}
	return named.apply()
}

// renameColumnIn renames a column of a table and of those that have it from there.
func (r *run) renameColumnIn(rel catalog.Relation, s *ast.Rename) error {
	if rel.Table.HasChildren() || len(rel.Table.Inherits) > 0 {
		return r.renameInherited(rel.Table, s)
	}
	if rel.Table.Partitioned() && s.Only && len(rel.Table.Partitioning.Parts) > 0 {
		return pgerror.New(pgerror.InvalidTableDefinition, "inherited column %q must be renamed in child tables too", s.Old)
	}
	if err := (&shape{r: r, t: rel.Table}).mayChangeParts(); err != nil {
		return err
	}
	if err := r.renameColumnOf(rel.Table, s); err != nil || !rel.Table.Partitioned() {
		return err
	}
	return r.renamePartitions(rel.Table.ID, s)
}

// renameColumnOf renames a column of one table.
func (r *run) renameColumnOf(t *catalog.TableDesc, s *ast.Rename) error {
	sh, err := r.change(t)
	if err != nil {
		return err
	}
	c, _, ok := sh.t.ColumnNamed(s.Old)
	if !ok && !sh.t.View && bind.IsSystemColumn(s.Old) {
		return pgerror.New(pgerror.FeatureNotSupported, "cannot rename system column %q", s.Old)
	}
	if !ok {
		return pgerror.New(pgerror.UndefinedColumn, "column %q does not exist", s.Old)
	}
	if _, _, dup := sh.t.ColumnNamed(s.New); dup {
		return pgerror.New(pgerror.DuplicateColumn, "column %q of relation %q already exists", s.New, sh.t.Name)
	}
	if bind.IsSystemColumn(s.New) {
		return pgerror.New(pgerror.DuplicateColumn, "column name %q conflicts with a system column name", s.New)
	}
	c.Name = s.New
	sh.t.RenameInExpiry(s.Old, s.New)
	if err := renameInGenerated(sh.t, s.Old, s.New); err != nil {
		return err
	}
	if err := renameInIndexes(sh.t, s.Old, s.New); err != nil {
		return err
	}
	if err := r.renameInStatistics(sh.t, s.Old, s.New); err != nil {
		return err
	}
	if err := renameInTriggers(sh.t, s.Old, s.New); err != nil {
		return err
	}
	for i := range sh.t.Partitioning.Columns {
		if k := &sh.t.Partitioning.Columns[i]; k.Expr != "" {
			x, err := renamedIn(k.Expr, s.Old, s.New)
			if err != nil {
				return err
			}
			k.Expr = deparse.Print(x)
		}
	}
	for i := range sh.t.Checks {
		if err := renameInCheck(&sh.t.Checks[i], s.Old, s.New); err != nil {
			return err
		}
	}
	sh.touched()
	return sh.apply()
}

// renameInCheck renames a column in the text of a CHECK.
func renameInCheck(k *catalog.CheckDesc, from, to string) error {
	x, err := renamedIn(k.Text, from, to)
	if err != nil {
		return err
	}
	k.Text, k.Expr = deparse.Print(x), x
	return nil
}

// renamedIn is the expression of a text with a column renamed.
func renamedIn(text, from, to string) (ast.Expr, error) {
	x, err := parseExpr(text)
	if err != nil {
		return nil, err
	}
	ast.Walk(x, func(n ast.Node) bool {
		if c, ok := n.(*ast.ColumnRef); ok && c.Name == from {
			c.Name = to
		}
		return true
	})
	return x, nil
}

func (r *run) renameConstraint(rel catalog.Relation, s *ast.Rename) error {
	if rel.Table == nil || rel.Index != nil {
		return pgerror.New(pgerror.WrongObjectType, "%q is not a table", s.Name.Name)
	}
	if rel.Table.OfType != 0 {
		return pgerror.New(pgerror.WrongObjectType, "cannot rename column of typed table") // Postgres's words
	}
	if done, err := r.renameInheritedCheck(rel.Table, s); done || err != nil {
		return err
	}
	sh, err := r.change(rel.Table)
	if err != nil {
		return err
	}
	if !sh.t.HasConstraint(s.Old) {
		return pgerror.New(pgerror.UndefinedObject, "constraint %q for table %q does not exist", s.Old, sh.t.Name)
	}
	if sh.t.HasConstraint(s.New) {
		return pgerror.New(pgerror.DuplicateObject, "constraint %q for relation %q already exists", s.New, sh.t.Name)
	}
	for i := range sh.t.Checks {
		if k := &sh.t.Checks[i]; k.Name == s.Old {
			k.Name = s.New
			return sh.apply()
		}
	}
	for i := range sh.t.ForeignKeys {
		if f := &sh.t.ForeignKeys[i]; f.Name == s.Old {
			f.Name = s.New
			return sh.apply()
		}
	}
	for i := range sh.t.Indexes {
		ix := &sh.t.Indexes[i]
		if ix.Constraint == 0 || ix.Name != s.Old {
			continue
		}
		if sh.relationTaken(s.New) {
			return pgerror.New(pgerror.DuplicateTable, "relation %q already exists", s.New)
		}
		ix.Name = s.New
		return sh.apply()
	}
	return pgerror.New(pgerror.UndefinedObject, "constraint %q for table %q does not exist", s.Old, sh.t.Name)
}

func (r *run) renameDatabase(s *ast.Rename) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	return r.editDatabase(s.Name.Name, func(d *catalog.DatabaseDesc) error {
		if err := r.mayCreateDatabases("rename database"); err != nil {
			return err
		}
		if _, dup := snap.Database(s.New); dup {
			return pgerror.New(pgerror.DuplicateDatabase, "database %q already exists", s.New)
		}
		if d.ID == r.env.Path.Database {
			return pgerror.New(pgerror.FeatureNotSupported, "current database cannot be renamed")
		}
		if err := r.unlessBusy(d, "database"); err != nil {
			return err
		}
		d.Name = s.New
		return nil
	})
}

// mayCreateDatabases wants the user to have CREATEDB, which more than CREATE DATABASE asks for.
func (r *run) mayCreateDatabases(what string) error {
	me, err := r.user()
	if err != nil || me.Superuser || me.CreateDB {
		return err
	}
	return pgerror.New(pgerror.InsufficientPrivilege, "permission denied to %s", what)
}

func (r *run) renameSchema(s *ast.Rename) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	_, known := snap.Schema(r.env.Path.Database, s.Name.Name)
	if _, dup := snap.Schema(r.env.Path.Database, s.New); known && dup {
		return pgerror.New(pgerror.DuplicateSchema, "schema %q already exists", s.New)
	}
	return r.editSchema(s.Name.Name, func(d *catalog.SchemaDesc) error {
		db, ok := snap.DatabaseByID(r.env.Path.Database)
		if !ok {
			return catalog.ErrMoved
		}
		if err := r.mustCreate(db); err != nil {
			return err
		}
		if err := mayNameSchema(s.New); err != nil {
			return err
		}
		d.Name = s.New
		return nil
	})
}

// setSchema is ALTER … SET SCHEMA: a table takes its indexes and owned
// sequences along.
func (r *run) setSchema(s *ast.SetSchema) error {
	if s.Kind == ast.ObjectType || s.Kind == ast.ObjectDomain {
		return r.moveType(s)
	}
	if s.Kind == ast.ObjectExtension {
		return r.moveExtension(s)
	}
	switch s.Kind {
	case ast.ObjectTextConfiguration, ast.ObjectTextDictionary, ast.ObjectTextParser, ast.ObjectTextTemplate:
		return r.moveTextSearch(s)
	}
	if s.Kind == ast.ObjectStatistics {
		return r.moveStatistics(s)
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	_, ok, err := snap.Lookup(r.env.Path, s.Name)
	if s.IfExists && (!ok || pgerror.Is(err, pgerror.InvalidSchemaName)) {
		r.skip(pgerror.UndefinedTable, "relation %q does not exist", s.Name.Name)
		return nil
	}
	rel, err := r.relation(s.Name)
	if err != nil {
		return err
	}
	if rel.Sequence != nil && rel.Sequence.OwnerTable != 0 {
		return pgerror.New(pgerror.FeatureNotSupported, "cannot move an owned sequence into another schema").
			WithDetail("Sequence %q is linked to a table.", rel.Sequence.Name)
	}
	schema, err := r.newSchemaOf(rel, s)
	if err != nil {
		return err
	}
	if rel.Index != nil || rel.Schema.ID == schema.ID {
		return nil
	}
	free := func(name string) error {
		if _, taken := snap.RelationIn(schema, name); taken {
			return pgerror.New(pgerror.DuplicateTable, "relation %q already exists in schema %q", name, schema.Name)
		}
		return nil
	}
	if rel.Sequence != nil {
		if err := free(rel.Sequence.Name); err != nil {
			return err
		}
		return r.editSequence(rel.Sequence, func(d *catalog.SequenceDesc) error { d.SchemaID = schema.ID; return nil })
	}
	return r.moveTable(snap, rel.Table, schema, free)
}

func errTemporaryMove() error {
	return pgerror.New(pgerror.FeatureNotSupported, "cannot move objects into or out of temporary schemas")
}

// staysInKind refuses to move an object from an ordinary schema into a temporary one, or back.
func (r *run) staysInKind(from catalog.ID, to *catalog.SchemaDesc) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if d, ok := snap.SchemaByID(from); ok && d.ID != to.ID && (d.Temporary || to.Temporary) {
		return errTemporaryMove()
	}
	return nil
}

// newSchemaOf is where ALTER … SET SCHEMA puts a relation.
func (r *run) newSchemaOf(rel catalog.Relation, s *ast.SetSchema) (*catalog.SchemaDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	if d, ok := snap.SchemaOf(r.env.Path, s.Schema); ok && (d.Temporary || rel.Schema.Temporary) {
		return nil, errTemporaryMove()
	}
	return r.target(ast.QName{Pos: -1, Schema: s.Schema, Name: s.Name.Name}, ast.PersistencePermanent)
}

func (r *run) moveTable(snap *catalog.Snapshot, t *catalog.TableDesc, schema *catalog.SchemaDesc, free func(string) error) error {
	if err := free(t.Name); err != nil {
		return err
	}
	for _, seq := range ownedSequences(snap, t, 0) {
		if err := free(seq.Name); err != nil {
			return err
		}
		if err := r.editSequence(seq, func(d *catalog.SequenceDesc) error { d.SchemaID = schema.ID; return nil }); err != nil {
			return err
		}
	}
	sh, err := r.change(t)
	if err != nil {
		return err
	}
	sh.t.SchemaID = schema.ID
	return sh.apply()
}

// alterOwner is ALTER SCHEMA|DATABASE … OWNER TO.
func (r *run) alterOwner(s *ast.AlterOwner) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	var o catalog.Descriptor
	switch s.Kind {
	case ast.ObjectType, ast.ObjectDomain:
		return r.ownType(s)
	case ast.ObjectLargeObject:
		return r.ownLargeObject(s)
	case ast.ObjectStatistics:
		return r.giveStatistics(s)
	case ast.ObjectEventTrigger:
		return r.giveEventTrigger(s)
	case ast.ObjectTextConfiguration, ast.ObjectTextDictionary:
		return r.giveTextSearch(s)
	case ast.ObjectDatabase:
		if o, err = r.database(s.Name.Name); err != nil {
			return err
		}
	case ast.ObjectTablespace:
		if o, err = r.grantPolicy(snap, s.Name.Name); err != nil {
			return err
		}
	case ast.ObjectSchema:
		d, ok := snap.Schema(r.env.Path.Database, s.Name.Name)
		switch {
		case !ok:
			return pgerror.New(pgerror.InvalidSchemaName, "schema %q does not exist", s.Name.Name)
		case d.Virtual:
			return pgerror.New(pgerror.InsufficientPrivilege, "permission denied: %q is a system schema", d.Name)
		}
		o = d
	default:
		return pgerror.New(pgerror.UndefinedObject, "%q does not exist", s.Name.Name)
	}
	owner, err := r.role(&s.Role)
	if err != nil || owner.ID == o.Common().Owner {
		return err
	}
	if err := r.mustOwn(objectWord(o), o); err != nil {
		return err
	}
	if owner, err = r.newOwner(&s.Role); err != nil {
		return err
	}
	if s.Kind == ast.ObjectDatabase {
		if err := r.mayCreateDatabases("change owner of database"); err != nil {
			return err
		}
	}
	if s.Kind == ast.ObjectSchema {
		db, _ := snap.DatabaseByID(r.env.Path.Database)
		if err := r.mustCreate(db); err != nil {
			return err
		}
	}
	return r.giveTo(o, owner.ID)
}

// ownerMayCreate checks that a new owner may have objects in a schema.
func (r *run) ownerMayCreate(owner *catalog.RoleDesc, schema catalog.ID) error {
	me, err := r.user()
	if err != nil || me.Superuser {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	d, ok := snap.SchemaByID(schema)
	if ok && !snap.HasPrivilege(owner.ID, d, catalog.PrivilegeCreate) {
		return catalog.Denied(d)
	}
	return nil
}
