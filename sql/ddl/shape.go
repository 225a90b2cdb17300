package ddl

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// shape is a table being made (old nil) or changed: the new descriptor, and what
// must be done to rows and other objects before it is valid.
type shape struct {
	// removing is the partition that is detached, where references to its rows are looked for.
	removing string
	r        *run
	old      *catalog.TableDesc
	t        *catalog.TableDesc
	schema   *catalog.SchemaDesc
	only     bool // ALTER TABLE ONLY: what is added is not added to partitions
	given    int  // columns of CREATE TABLE … INHERITS that were read
	asks     bool // the indexes that a partition gets of its parent's ask for CREATE on its schema

	sequences []*catalog.SequenceDesc // to create
	pending   []pendingConstraint     // of new columns, in order
	inPasses  bool                    // those of ALTER TABLE wait for their pass, in deferred
	deferred  []pendingConstraint
	taken     map[string]bool // names of relations that it will make

	rewrite   bool                              // rows must be written anew
	reason    int                               // of which event triggers are told
	builds    []catalog.IndexID                 // new indexes to fill
	checks    []string                          // new CHECKs that rows must satisfy
	notNull   []catalog.ColumnID                // columns that must hold no NULL
	foreign   []string                          // new foreign keys that rows must satisfy
	converts  map[catalog.ColumnID]*host.Scalar // new values, computed from the old row
	generates []catalog.ColumnID                // columns to compute anew, from the new row
	dropped   []catalog.IndexID                 // indexes whose keys must go
	lostSeqs  []*catalog.SequenceDesc           // owned sequences to drop
	cascaded  []string                          // what CASCADE drops besides
	otherOld  map[catalog.ID]*catalog.TableDesc // other tables that change with it
	otherNew  map[catalog.ID]*catalog.TableDesc
	otherList []catalog.ID // their order

	statistics []*catalog.StatisticsDesc // to create
}

type pendingConstraint struct {
	ast.Constraint
	column string // the column that it was written with, "" for a table's
	kept   bool   // its expression is that of another table, as it is stored
}

// touched forgets what is cached in the descriptor about its columns.
func (s *shape) touched() { s.t.Reindex() }

// relationTaken reports whether a name is used by a relation of the schema, or
// will be.
func (s *shape) relationTaken(name string) bool {
	if s.taken[name] || name == s.t.Name {
		return true
	}
	snap, err := s.r.snap()
	if err != nil {
		return false
	}
	if x, ok := snap.RelationIn(s.schema, name); ok && !s.gone(x) {
		return true
	}
	_, ok := s.t.IndexNamed(name)
	return ok
}

// gone reports whether a relation goes with this change: its name is free for what comes with it.
func (s *shape) gone(x catalog.Relation) bool {
	switch {
	case x.Sequence != nil:
		return slices.ContainsFunc(s.lostSeqs, func(q *catalog.SequenceDesc) bool { return q.ID == x.Sequence.ID })
	case x.Index != nil && s.old != nil && x.Table.ID == s.old.ID:
		return !slices.ContainsFunc(s.t.Indexes, func(ix catalog.IndexDesc) bool { return ix.OID == x.Index.OID })
	}
	return false
}

// constraintTaken is what a generated constraint name avoids.
func (s *shape) constraintTaken(name string) bool {
	return s.t.HasConstraint(name)
}

// addConstraint adds a table constraint, or one that was written with a column.
func (s *shape) addConstraint(k *ast.Constraint, column string, kept bool) error {
	if own := checkOf(s.t, k.Name); k.Kind == ast.ConstraintCheck && own != nil && own.NotLocal && own.Parents > 0 {
		return s.addCheck(k, kept) // which merges it
	}
	if err := s.mayAddIndex(k); err != nil {
		return err
	}
	if k.Name != "" && k.Kind != ast.ConstraintNotNull && s.t.HasConstraint(k.Name) {
		if s.old == nil && k.Kind == ast.ConstraintCheck {
			return pgerror.New(pgerror.DuplicateObject, "check constraint %q already exists", k.Name)
		}
		if indexed := k.Kind == ast.ConstraintPrimaryKey || k.Kind == ast.ConstraintUnique || k.Kind == ast.ConstraintExclude; indexed && s.relationTaken(k.Name) {
			return pgerror.New(pgerror.DuplicateTable, "relation %q already exists", k.Name)
		}
		return pgerror.New(pgerror.DuplicateObject, "constraint %q for relation %q already exists", k.Name, s.t.Name)
	}
	switch k.Kind {
	case ast.ConstraintPrimaryKey, ast.ConstraintUnique:
		return s.addKey(k)
	case ast.ConstraintCheck:
		return s.addCheck(k, kept)
	case ast.ConstraintForeignKey:
		return s.addForeignKey(k)
	case ast.ConstraintExclude:
		return s.addExclusion(k)
	case ast.ConstraintGenerated:
		return s.addGenerated(k, column, kept)
	}
	return pgerror.Unsupported("Use another constraint.", "this kind of constraint is not supported")
}

// manyPrimaryKeys is the error of a second primary key; Postgres knows its place in CREATE TABLE alone.
func (s *shape) manyPrimaryKeys(k *ast.Constraint) error {
	err := pgerror.New(pgerror.InvalidTableDefinition, "multiple primary keys for table %q are not allowed", s.t.Name)
	if s.old != nil {
		return err
	}
	return s.r.at(err, k.Pos)
}

// keyColumns resolves the columns of a key.
func (s *shape) keyColumns(names []string, what string, pos ast.Pos) ([]catalog.IndexColumn, error) {
	var out []catalog.IndexColumn
	for _, n := range names {
		c, _, ok := s.t.ColumnNamed(n)
		if !ok {
			return nil, s.noKeyColumn(n, what, pos)
		}
		for _, o := range out {
			if o.ID == c.ID {
				return nil, s.r.at(pgerror.New(pgerror.DuplicateColumn, "column %q appears twice in %s constraint", n, what), pos)
			}
		}
		if err := s.r.keyable(c.Type); err != nil {
			return nil, err
		}
		out = append(out, catalog.IndexColumn{ID: c.ID})
	}
	return out, nil
}

// noKeyColumn is the error of a key's column that is not there. ALTER TABLE makes the columns of a
// primary key NOT NULL first, which words it in another way, and knows no place.
func (s *shape) noKeyColumn(name, what string, pos ast.Pos) error {
	if bind.IsSystemColumn(name) && what == "primary key" {
		return noSystemChange(name)
	}
	if bind.IsSystemColumn(name) {
		return noSystemIndex()
	}
	switch err := pgerror.New(pgerror.UndefinedColumn, "column %q named in key does not exist", name); {
	case s.old == nil:
		return s.r.at(err, pos)
	case what == "primary key":
		return noColumn(name, s.t)
	default:
		return err
	}
}

// keyable refuses types that have no order.
func (r *run) keyable(t *types.Type) error {
	if rowenc.CanBeKey(t) {
		if rowenc.KeyHoldsRecords(t) {
			return r.declared("keys of composite types")
		}
		return nil
	}
	if b := t.Base(); types.Comparable(b) {
		return pgerror.Unsupported("Index the fields, as columns of their own.", "keys of type %s are not supported", t)
	}
	return pgerror.New(pgerror.UndefinedObject, "data type %s has no default operator class for access method \"btree\"", t).
		WithHint("You must specify an operator class for the index or define a default operator class for the data type.")
}

// addKey adds PRIMARY KEY or UNIQUE.
func (s *shape) addKey(k *ast.Constraint) error {
	if k.UsingIndex != "" {
		return s.addKeyOfIndex(k)
	}
	primary := k.Kind == ast.ConstraintPrimaryKey
	what, label := "unique", "key"
	if primary {
		what, label = "primary key", "pkey"
		if s.t.PrimaryKey() != nil {
			return s.manyPrimaryKeys(k)
		}
	}
	cols, err := s.keyColumns(k.Columns, what, k.Pos)
	if err != nil {
		return err
	}
	include, err := s.includeColumns(k.Include)
	if err != nil {
		return err
	}
	name := k.Name
	if name == "" {
		middle := columnsName(slices.Concat(k.Columns, k.Include))
		if primary {
			middle = ""
		}
		name = chooseName(s.t.Name, middle, label, func(n string) bool { return s.relationTaken(n) || s.constraintTaken(n) })
	} else if s.relationTaken(name) {
		return pgerror.New(pgerror.DuplicateTable, "relation %q already exists", name)
	}
	ix := catalog.IndexDesc{Name: name, Unique: true, Primary: primary, Columns: cols, Include: include, NullsNotDistinct: k.NullsNotDistinct,
		Options: storageOptions(k.With), Deferrable: k.Deferrable || k.InitiallyDeferred, InitiallyDeferred: k.InitiallyDeferred,
		Invalid: s.only && s.t.Partitioned() && len(s.t.Partitioning.Parts) > 0}
	if ix.Deferrable {
		if err := s.r.guarded("DEFERRABLE constraints"); err != nil {
			return err
		}
	}
	if ix.Deferrable && primary {
		if err := s.r.declared("deferrable primary keys"); err != nil {
			return err
		}
	}
	if err := s.indexTablespace(k.Tablespace, &ix, true); err != nil {
		return err
	}
	if ix.OID, err = s.r.env.State.NewID(s.r.ctx); err != nil {
		return err
	}
	if ix.Constraint, err = s.r.env.State.NewID(s.r.ctx); err != nil {
		return err
	}
	s.noteImplicit(strings.ToUpper(what), name)
	if !primary {
		s.addIndex(ix)
		return nil
	}
	s.fillPrimary(ix)
	return nil
}

// noteImplicit tells of the index that a constraint of a kind makes.
func (s *shape) noteImplicit(kind, index string) {
	statement := "CREATE TABLE /"
	if s.old != nil {
		statement = "ALTER TABLE / ADD"
	}
	s.r.notice(pgerror.NewDebug("%s %s will create implicit index %q for table %q", statement, kind, index, s.t.Name))
}

// fillPrimary makes ix the primary key's index, whose columns are not NULL: the primary index, or
// one of its own, which may hold an entry twice until the key is checked, as rows may not.
func (s *shape) fillPrimary(ix catalog.IndexDesc) {
	for _, c := range ix.Columns {
		col, _, _ := s.t.ColumnByID(c.ID)
		if !col.NotNull {
			col.NotNull = true
			s.notNull = append(s.notNull, c.ID)
		}
	}
	if !ix.Deferrable {
		s.setPrimary(ix)
		return
	}
	if len(s.t.Indexes) == 0 {
		s.setRowID()
	}
	s.addIndex(ix)
}

func (s *shape) includeColumns(names []string) ([]catalog.ColumnID, error) {
	var out []catalog.ColumnID
	for _, n := range names {
		c, _, ok := s.t.ColumnNamed(n)
		if !ok && bind.IsSystemColumn(n) {
			return nil, noSystemIndex()
		}
		if !ok {
			return nil, pgerror.New(pgerror.UndefinedColumn, "column %q does not exist", n)
		}
		out = append(out, c.ID)
	}
	return out, nil
}

// addIndex adds a secondary index that is to be filled. Its entries are loaded beside the
// transaction, which may be rolled back: under a number that no other index can come to have
// in keys that others know of.
func (s *shape) addIndex(ix catalog.IndexDesc) {
	if s.old != nil && !s.old.Fresh {
		ix.ID = catalog.IndexID(ix.OID)
	} else {
		ix.ID = s.t.NextIndexID
		s.t.NextIndexID++
	}
	s.t.Indexes = append(s.t.Indexes, ix)
	s.touched()
	s.taken[ix.Name] = true
	s.builds = append(s.builds, ix.ID)
}

// setPrimary makes ix the primary index. Rows of an existing table move under
// it, and all indexes refer to them anew, so everything is rewritten.
func (s *shape) setPrimary(ix catalog.IndexDesc) {
	ix.ID = 1
	if len(s.t.Indexes) == 0 {
		s.t.Indexes = []catalog.IndexDesc{ix}
		s.t.NextIndexID = 2
	} else {
		s.t.Indexes[0] = ix
		s.rewrite = true
	}
	s.taken[ix.Name] = true
	s.t.Columns = slices.DeleteFunc(s.t.Columns, func(c catalog.Column) bool { return c.ID == catalog.RowIDColumn })
	s.touched()
}

// setRowID makes the hidden row ID the primary key.
func (s *shape) setRowID() {
	ix := catalog.IndexDesc{ID: 1, Unique: true, Columns: []catalog.IndexColumn{{ID: catalog.RowIDColumn}}}
	if len(s.t.Indexes) == 0 {
		s.t.Indexes = []catalog.IndexDesc{ix}
		s.t.NextIndexID = 2
	} else {
		s.t.Indexes[0] = ix
		s.rewrite = true
	}
	s.t.Columns = append(s.t.Stored(), catalog.Column{ID: catalog.RowIDColumn, Name: "rowid", Type: types.TInt8, TypeOID: types.OIDInt8,
		Typmod: types.NoTypmod, NotNull: true, Hidden: true})
	s.touched()
}

// addCheck adds CHECK. kept: the expression is that of another table, as it is stored.
func (s *shape) addCheck(k *ast.Constraint, kept bool) error {
	own, err := s.ownColumns(k.Expr)
	if err != nil {
		return err
	}
	o := bind.ScalarOptions{Use: bind.ScalarCheck, Kept: kept, Table: s.t, Type: types.TBool, Typmod: types.NoTypmod}
	x, err := s.compile(k.Expr, o)
	if err != nil {
		return err
	}
	text, err := s.r.stored(own, o)
	if err != nil {
		return err
	}
	c := catalog.CheckDesc{Name: k.Name, Text: text, Columns: x.Columns(), NoInherit: k.NoInherit, NotValid: k.NotValid && s.old != nil}
	if c.Expr, err = parser.ParseExpr(text); err != nil {
		return err
	}
	if c.Name == "" {
		column := ""
		if len(c.Columns) == 1 && !namesColumn(c.Expr, "tableoid") && !s.readsRow(own) {
			col, _, _ := s.t.ColumnByID(c.Columns[0])
			column = col.Name
		}
		c.Name = chooseName(s.t.Name, column, "check", s.constraintTaken)
	}
	if merged, err := s.mergeCheck(&c); merged || err != nil {
		return err
	}
	if c.OID, err = s.r.env.State.NewID(s.r.ctx); err != nil {
		return err
	}
	s.t.Checks = append(s.t.Checks, c)
	if !c.NotValid {
		s.checks = append(s.checks, c.Name)
	}
	return nil
}

// storageOptions keeps storage parameters as they were written.
func storageOptions(list []ast.Option) []catalog.Setting {
	var out []catalog.Setting
	for _, o := range list {
		if o.Namespace != "" || o.Name == "oids" {
			continue // of what there is not
		}
		out = append(out, catalog.Setting{Name: o.Name, Value: optionText(o.Value)})
	}
	return out
}

// checkPlacement refuses storage parameters that ask for what no cluster could serve.
func checkPlacement(snap *catalog.Snapshot, db *catalog.DatabaseDesc, t *catalog.TableDesc) error {
	if p, ok := snap.PlacementPolicyByID(t.Tablespace); ok && catalog.SaysPlacement(t.Options) {
		return twoPlacements("storage parameters of table", t.Name, p)
	}
	if _, err := snap.TablePlacement(db, t); err != nil {
		return badPlacement(err, "storage parameters of table %q, with what its database says: %v", t.Name, err)
	}
	return nil
}

// twoPlacements is the error of an object that has a policy, and storage parameters that say the same.
func twoPlacements(what, name string, p *catalog.PlacementPolicyDesc) error {
	return pgerror.New(pgerror.InvalidParameterValue, "%s %q contradict its placement policy %q", what, name, p.Name).
		WithHint("Say it in one way: without the policy (SET TABLESPACE pg_default), or without replicas, replica_constraints and lease_preferences.")
}

func badPlacement(err error, format string, args ...any) error {
	return pgerror.Wrap(err, pgerror.InvalidParameterValue, format, args...).
		WithHint("replicas is odd, at most 9; replica_constraints is like 'region=eu:2,zone!=us-a', lease_preferences like 'region=eu,region=us'.")
}

func optionText(x ast.Expr) string {
	k, ok := x.(*ast.Const)
	switch {
	case x == nil:
		return "true"
	case ok && k.Kind == ast.ConstString, ok && k.Kind == ast.ConstNumeric:
		return k.Text
	case ok && k.Kind == ast.ConstBool && k.Bool:
		return "true"
	case ok && k.Kind == ast.ConstBool:
		return "false"
	}
	return deparse.Print(x)
}

// readsRow reports whether an expression over the table's columns names a whole row.
func (s *shape) readsRow(x ast.Expr) bool {
	_, _, column := s.t.ColumnNamed(s.t.Name)
	return !column && namesColumn(x, s.t.Name)
}

// namesColumn reports whether an expression refers to a column of that name.
func namesColumn(x ast.Expr, name string) (found bool) {
	ast.Walk(x, func(n ast.Node) bool {
		c, ok := n.(*ast.ColumnRef)
		found = found || ok && c.Name == name
		return !found
	})
	return found
}
