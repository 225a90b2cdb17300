package ddl

import (
	"cmp"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/jobs"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// table resolves the name of a table for a change or a reference. As in Postgres, its errors have
// no position, and a schema that is not there is told of as such.
func (r *run) table(name ast.QName) (*catalog.TableDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	if _, _, err := snap.Lookup(r.env.Path, name); err != nil {
		return nil, err
	}
	return snap.Table(r.env.Path, name)
}

// ownTable resolves a table that the statement is to change.
func (r *run) ownTable(name ast.QName) (*catalog.TableDesc, error) {
	t, err := r.table(name)
	if err != nil {
		return nil, err
	}
	return t, r.mayChange(t)
}

func (r *run) mayChange(t *catalog.TableDesc) error {
	if t.Virtual {
		return pgerror.New(pgerror.InsufficientPrivilege, "permission denied: %q is a system catalog", t.Name)
	}
	return r.mustOwn(relationWord(t), t)
}

// createTable is CREATE TABLE.
func (r *run) createTable(s *ast.CreateTable) error {
	if err := tableSupported(s); pgerror.Is(err, pgerror.FeatureNotSupported) {
		return r.at(err, s.Pos)
	} else if err != nil {
		return err
	}
	s, homes, err := r.homesOf(s)
	if err != nil {
		return err
	}
	name := s.Name
	if s.AsQuery != nil {
		name.Pos = -1 // as in Postgres, where the query has been read by then
	}
	schema, err := r.target(name, s.Persistence)
	switch {
	case pgerror.Is(err, pgerror.InsufficientPrivilege):
		return r.at(err, name.Pos)
	case err != nil:
		return err
	case s.OnCommit != ast.OnCommitDefault && !schema.Temporary:
		return pgerror.New(pgerror.InvalidTableDefinition, "ON COMMIT can only be used on temporary tables")
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if _, ok := snap.RelationIn(schema, s.Name.Name); ok {
		if s.IfNotExists {
			r.skip(pgerror.DuplicateTable, "relation %q already exists", s.Name.Name)
			return nil
		}
		return pgerror.New(pgerror.DuplicateTable, "relation %q already exists", s.Name.Name)
	}
	if err := r.freeRowType(schema, s.Name.Name); err != nil {
		return err
	}
	sh, err := r.newTable(schema, s)
	if err != nil {
		return err
	}
	if err := r.checkLasting(sh.t); err != nil {
		return err
	}
	if err := r.checkHomed(sh.t); err != nil {
		return err
	}
	if err := r.checkGlobal(sh.t); err != nil {
		return err
	}
	if err := r.checkHome(sh.otherNew[sh.t.PartitionOf], sh.t); err != nil {
		return err
	}
	for _, seq := range sh.sequences {
		if err := r.env.State.Create(r.ctx, seq); err != nil {
			return err
		}
	}
	if err := r.env.State.Create(r.ctx, sh.t); err != nil {
		return err
	}
	if err := r.guardFresh(sh.t); err != nil {
		return err
	}
	r.env.Made = sh.t.ID
	if err := sh.writeOthers(); err != nil {
		return err
	}
	return r.createHomes(schema, sh.t.Name, homes)
}

// guardFresh has what the rest of the transaction may load under a new prefix
// removed, should it not commit.
func (r *run) guardFresh(t *catalog.TableDesc) error {
	if !r.env.InBlock || t.Temporary { // nobody loads what is to go soon
		return nil
	}
	return r.x.o.Jobs.Guard(r.ctx, r.env.State, nil, jobs.Job{Kind: jobs.Clear, Table: uint64(t.ID), Space: t.SpaceID, Prefix: t.Prefix})
}

func tableSupported(s *ast.CreateTable) error {
	switch {
	case len(s.Inherits) > 0 && s.PartitionBy != nil:
		return pgerror.New(pgerror.InvalidObjectDefinition, "cannot create partitioned table as inheritance child")
	case s.AccessMethod != "" && s.AccessMethod != "heap":
		return pgerror.New(pgerror.UndefinedObject, "access method %q does not exist", s.AccessMethod)
	}
	return nil
}

// newTable makes the descriptor of a table.
func (r *run) newTable(schema *catalog.SchemaDesc, s *ast.CreateTable) (*shape, error) {
	sh, err := r.emptyTable(schema, s)
	switch {
	case err != nil:
		return nil, err
	case s.Bound != nil: // it follows its parent, which is not known before
		if err := sh.fill(s); err != nil {
			return nil, err
		}
		return sh, sh.place(s)
	}
	if err := sh.place(s); err != nil {
		return nil, err
	}
	if s.AsQuery != nil {
		return sh, sh.fillFrom(r.env.Query, s.Columns)
	}
	return sh, sh.fill(s)
}

// emptyTable makes that of a table without columns.
func (r *run) emptyTable(schema *catalog.SchemaDesc, s *ast.CreateTable) (*shape, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	db, ok := snap.DatabaseByID(schema.DatabaseID)
	if !ok {
		return nil, pgerror.Internal("schema %d has no database", schema.ID)
	}
	me, err := r.user()
	if err != nil {
		return nil, err
	}
	var ids [3]catalog.ID
	for i := range ids {
		if ids[i], err = r.env.State.NewID(r.ctx); err != nil {
			return nil, err
		}
	}
	t := &catalog.TableDesc{Base: catalog.Base{ID: ids[0], Name: s.Name.Name, Owner: me.ID}, DatabaseID: db.ID, SchemaID: schema.ID, SpaceID: db.SpaceID,
		Prefix: uint64(ids[0]), Format: 1, NextColumnID: 1, TypeOID: ids[1], ArrayTypeOID: ids[2], Options: storageOptions(s.With),
		Unlogged: s.Persistence == ast.PersistenceUnlogged, Temporary: schema.Temporary, OnCommit: s.OnCommit}
	if err := checkOptions(s.With, true, ""); err != nil {
		return nil, err
	}
	if err := r.startGrants(t, schema.ID); err != nil {
		return nil, err
	}
	return &shape{r: r, t: t, schema: schema, taken: map[string]bool{}}, nil
}

// fillFrom adds the columns of a query, under the names of the statement as far as it
// has them.
func (s *shape) fillFrom(query []nodes.Column, names []ast.ColumnDef) error {
	if len(names) > len(query) {
		return pgerror.New(pgerror.SyntaxError, "too many column names were specified")
	}
	for i, q := range query {
		c := ast.ColumnDef{Pos: -1, Name: q.Name}
		if i < len(names) {
			c.Name = names[i].Name
		}
		if err := s.mayNameColumn(&c); err != nil {
			return err
		}
		t := q.Type
		switch {
		case t == types.TUnknown:
			t = types.TText
		case t.IsPseudo():
			return pgerror.New(pgerror.InvalidTableDefinition, "column %q has pseudo-type %s", c.Name, t)
		}
		if err := s.r.mayUseType(t); err != nil {
			return err
		}
		switch id := q.Collation; {
		case id == bind.NoCollation && t.Collation() != 0:
			return pgerror.New(pgerror.IndeterminateCollation, "no collation was derived for column %q with collatable type %s", c.Name, t).
				WithHint("Use the COLLATE clause to set the collation explicitly.")
		case id != 0:
			c.Collation = ast.QName{Pos: -1, Name: catalog.CollationName(id)}
		}
		if _, err := s.makeColumn(&c, t, q.Typmod, 0); err != nil {
			return err
		}
	}
	s.setRowID()
	return nil
}

// fill adds the elements of CREATE TABLE: all columns first, since constraints
// may name later ones.
func (s *shape) fill(c *ast.CreateTable) error {
	if at := slices.IndexFunc(c.Constraints, func(k ast.Constraint) bool { return k.Kind == ast.ConstraintExclude }); at >= 0 && c.PartitionBy != nil {
		return s.r.at(errPartedExclusion(), c.Constraints[at].Pos)
	}
	if c.Bound != nil {
		if err := s.fillPartition(c); err != nil {
			return err
		}
		if err := s.mayUseTypes(); err != nil || c.PartitionBy == nil {
			return err
		}
		return s.partitionBy(c.PartitionBy)
	}
	if c.OfType != nil {
		return s.fillTyped(c)
	}
	if err := s.inheritAll(c); err != nil {
		return err
	}
	likes := make([]*catalog.TableDesc, len(c.Likes))
	var col, like int
	for _, e := range c.Elements {
		var err error
		switch e {
		case ast.ElementColumn:
			if err = s.mergeColumn(&c.Columns[col]); err == errNotInherited {
				s.given++
				_, err = s.addColumn(&c.Columns[col])
			}
			col++
		case ast.ElementLike:
			likes[like], err = s.likeColumns(&c.Likes[like])
			like++
		}
		if err != nil {
			return err
		}
	}
	if len(c.Likes)+len(c.Inherits) > 0 {
		if err := s.mayUseTypes(); err != nil {
			return err
		}
	}
	for i := range c.Constraints {
		s.pending = append(s.pending, pendingConstraint{c.Constraints[i], "", false})
	}
	foreign := s.foreignLast(likes)
	if err := s.addPending(); err != nil {
		return err
	}
	for i := range likes {
		if err := s.likeRest(likes[i], &c.Likes[i]); err != nil {
			return err
		}
	}
	if s.pending = foreign; len(foreign) > 0 {
		if err := s.addPending(); err != nil {
			return err
		}
	}
	if c.PartitionBy != nil {
		return s.partitionBy(c.PartitionBy)
	}
	return nil
}

// mayUseTypes wants the user to have USAGE of the types of all columns, those that the table has of
// others with them.
func (s *shape) mayUseTypes() error {
	for i := range s.t.Columns {
		if err := s.r.mayUseType(s.t.Columns[i].Type); err != nil {
			return err
		}
	}
	return nil
}

// foreignLast takes the foreign keys out of what is pending where LIKE is to bring more: they may
// refer to the table's own key, which comes with it.
func (s *shape) foreignLast(likes []*catalog.TableDesc) (foreign []pendingConstraint) {
	if len(likes) == 0 {
		return nil
	}
	s.pending = slices.DeleteFunc(s.pending, func(k pendingConstraint) bool {
		if k.Kind == ast.ConstraintForeignKey {
			foreign = append(foreign, k)
		}
		return k.Kind == ast.ConstraintForeignKey
	})
	return foreign
}

// addPending adds the constraints that were written with columns and with the table.
func (s *shape) addPending() error {
	// The primary key first: other names avoid its name.
	slices.SortStableFunc(s.pending, func(a, b pendingConstraint) int { return cmp.Compare(keyOrder(a), keyOrder(b)) })
	for i := range s.pending {
		if s.pending[i].Kind != ast.ConstraintPrimaryKey && len(s.t.Indexes) == 0 {
			s.setRowID()
		}
		if err := s.addConstraint(&s.pending[i].Constraint, s.pending[i].column, s.pending[i].kept); err != nil {
			return err
		}
	}
	if len(s.t.Indexes) == 0 {
		s.setRowID()
	}
	return nil
}

func keyOrder(k pendingConstraint) int {
	switch k.Kind {
	case ast.ConstraintGenerated:
		return -1 // others may name the column
	case ast.ConstraintPrimaryKey:
		return 0
	case ast.ConstraintForeignKey:
		return 2
	}
	return 1
}

// likeTable finds what LIKE names: a table or a view that the user may read, or a
// composite type that it may use.
func (s *shape) likeTable(l *ast.LikeClause) (*catalog.TableDesc, error) {
	snap, err := s.r.snap()
	if err != nil {
		return nil, err
	}
	rel, ok, err := snap.Lookup(s.r.env.Path, l.Table)
	what := ""
	switch {
	case err == nil && ok && rel.Sequence != nil:
		what = "sequences"
	case err == nil && ok && rel.Index != nil:
		what = "indexes"
	}
	if what != "" {
		return nil, s.r.at(pgerror.New(pgerror.WrongObjectType, "relation %q is invalid in LIKE clause", l.Table.Name).
			WithDetail("This operation is not supported for %s.", what), l.Table.Pos)
	}
	if err == nil && !ok {
		name := &ast.TypeName{Pos: -1, Names: []string{l.Table.Name}}
		if l.Table.Schema != "" {
			name.Names = []string{l.Table.Schema, l.Table.Name}
		}
		if t, _, err := bind.ResolveType(name, snap, s.r.env.Path); err == nil {
			if d, ok := snap.TypeByID(t.OID); ok && d.Class == catalog.ClassComposite && !t.IsArray() {
				return compositeTable(snap, d), s.r.mayUseType(t)
			}
		}
	}
	t, err := s.r.table(l.Table)
	if err != nil {
		return nil, s.r.at(err, l.Table.Pos)
	}
	return t, s.r.mustHave(t, catalog.PrivilegeSelect)
}

// compositeTable is a table of a composite type's attributes.
func compositeTable(snap *catalog.Snapshot, d *catalog.TypeDesc) *catalog.TableDesc {
	t := &catalog.TableDesc{Base: catalog.Base{Name: d.Name}}
	for i := range d.Attributes {
		a := &d.Attributes[i]
		typ, ok := snap.Types().ByOID(a.TypeOID)
		if !ok {
			continue
		}
		t.Columns = append(t.Columns, catalog.Column{ID: catalog.ColumnID(i + 1), Name: a.Name, Type: typ, TypeOID: a.TypeOID, Typmod: a.Typmod, Collation: a.CollationOID(typ)})
	}
	return t
}

// likeColumns copies the columns of LIKE.
func (s *shape) likeColumns(l *ast.LikeClause) (*catalog.TableDesc, error) {
	src, err := s.likeTable(l)
	if err != nil {
		return nil, err
	}
	var likeGenerated []pendingConstraint
	for i := range src.Columns {
		c := &src.Columns[i]
		if c.Hidden {
			continue
		}
		if own, at, dup := s.t.ColumnNamed(c.Name); dup && own.NotLocal {
			if err := s.mergeLike(own, at, c, l); err != nil {
				return nil, err
			}
			continue
		} else if dup {
			return nil, pgerror.New(pgerror.DuplicateColumn, "column %q specified more than once", c.Name)
		}
		col := catalog.Column{ID: s.t.NextColumnID, Name: c.Name, Type: c.Type, TypeOID: c.TypeOID, Typmod: c.Typmod, NotNull: c.NotNull, Collation: c.Collation}
		if l.Options&ast.LikeComments != 0 {
			col.Comment = c.Comment
		}
		if l.Options&ast.LikeStorage != 0 {
			col.Storage = c.Storage
		}
		if l.Options&ast.LikeDefaults != 0 && c.DefaultText != "" && c.Generated == 0 {
			col.DefaultText = c.DefaultText
			if col.DefaultID, err = s.r.env.State.NewID(s.r.ctx); err != nil {
				return nil, err
			}
		}
		if l.Options&ast.LikeGenerated != 0 && c.Generated != 0 {
			likeGenerated = append(likeGenerated, pendingConstraint{ast.Constraint{Kind: ast.ConstraintGenerated, Expr: c.Default}, c.Name, true})
		}
		s.given++
		s.t.NextColumnID++
		s.t.Columns = append(s.t.Columns, col)
		s.touched()
		if l.Options&ast.LikeIdentity != 0 && c.Identity != 0 {
			kind := ast.IdentityByDefault
			if c.Identity == 'a' {
				kind = ast.IdentityAlways
			}
			options, err := s.r.sequenceOptions(c.SequenceID)
			if err != nil {
				return nil, err
			}
			if err := s.addIdentity(&s.t.Columns[len(s.t.Columns)-1], kind, options); err != nil {
				return nil, err
			}
		}
	}
	s.pending = append(s.pending, likeGenerated...)
	return src, nil
}

// likeRest copies constraints and indexes of LIKE.
func (s *shape) likeRest(src *catalog.TableDesc, l *ast.LikeClause) error {
	if l.Options&ast.LikeConstraints != 0 {
		for _, c := range src.Checks {
			if own := checkOf(s.t, c.Name); s.t.HasConstraint(c.Name) && (own == nil || own.Parents == 0 || !own.NotLocal) {
				return pgerror.New(pgerror.DuplicateObject, "constraint %q for relation %q already exists", c.Name, s.t.Name)
			}
			if err := s.addCheck(&ast.Constraint{Kind: ast.ConstraintCheck, Name: c.Name, Expr: c.Expr, NoInherit: c.NoInherit}, true); err != nil {
				return err
			}
			if l.Options&ast.LikeComments != 0 {
				checkOf(s.t, c.Name).Comment = c.Comment
			}
		}
	}
	if l.Options&ast.LikeStatistics != 0 {
		if err := s.likeStatistics(src, l.Options&ast.LikeComments != 0); err != nil {
			return err
		}
	}
	if l.Options&ast.LikeIndexes == 0 {
		return nil
	}
	for i := range src.Indexes {
		ix := &src.Indexes[i]
		if ix.OID == 0 || ix.State != catalog.IndexPublic {
			continue
		}
		if err := s.likeIndex(src, ix, l.Options&ast.LikeComments != 0); err != nil {
			return err
		}
		if !ix.HoldsRows() {
			s.t.Indexes[len(s.t.Indexes)-1].Tablespace = ix.Tablespace
		}
	}
	return nil
}

func (s *shape) likeIndex(src *catalog.TableDesc, ix *catalog.IndexDesc, comments bool) error {
	var names []string
	n := catalog.IndexDesc{Unique: ix.Unique, Primary: ix.Primary, NullsNotDistinct: ix.NullsNotDistinct, Options: ix.Options,
		Deferrable: ix.Deferrable, InitiallyDeferred: ix.InitiallyDeferred, Hash: ix.Hash, Gist: ix.Gist}
	if comments {
		n.Comment, n.ConstraintComment = ix.Comment, ix.ConstraintComment
	}
	mapped := func(id catalog.ColumnID) catalog.ColumnID {
		c, _, _ := src.ColumnByID(id)
		own, _, _ := s.t.ColumnNamed(c.Name)
		return own.ID
	}
	for _, c := range ix.Columns {
		col, _, _ := src.ColumnByID(c.ID)
		if c.Expr != "" {
			names = append(names, bind.IndexColumnName(col.Default))
			c.ID, c.Type = s.t.NewComputedID(computedIDs(&n)...), col.Type
		} else {
			names = append(names, col.Name)
			c.ID = mapped(c.ID)
		}
		if c.Collation == col.Type.Collation() {
			c.Collation = 0 // as Postgres reads the definition, which does not say so
		}
		n.Columns = append(n.Columns, c)
	}
	if n.Class = ix.Class; n.Inverted() {
		n.EntryID = s.t.NewComputedID(computedIDs(&n)...)
	}
	if n.Predicate = ix.Predicate; n.Predicate != "" {
		n.PredicateID = s.t.NewComputedID(computedIDs(&n)...)
	}
	for _, id := range ix.Include {
		n.Include = append(n.Include, mapped(id))
		if col, _, _ := src.ColumnByID(id); ix.Constraint == 0 || ix.Excludes() {
			names = append(names, col.Name)
		}
	}
	label, middle := "idx", columnsName(unlike(names))
	if ix.Primary {
		label, middle = "pkey", ""
	} else if ix.Excludes() {
		label = "excl"
	} else if ix.Constraint != 0 {
		label = "key"
	}
	n.Name = chooseName(s.t.Name, middle, label, s.relationTaken)
	var err error
	if n.OID, err = s.r.env.State.NewID(s.r.ctx); err != nil {
		return err
	}
	if ix.Constraint != 0 {
		if n.Constraint, err = s.r.env.State.NewID(s.r.ctx); err != nil {
			return err
		}
	}
	if ix.Primary {
		if s.t.PrimaryKey() != nil {
			return pgerror.New(pgerror.InvalidTableDefinition, "multiple primary keys for table %q are not allowed", s.t.Name)
		}
		s.fillPrimary(n)
		return nil
	}
	s.addIndex(n)
	return nil
}
