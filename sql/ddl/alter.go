package ddl

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

// alter is ALTER TABLE, INDEX, SEQUENCE or VIEW with its actions.
func (r *run) alter(s *ast.AlterTable) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	rel, ok, err := snap.Lookup(r.env.Path, s.Name)
	if err != nil && !pgerror.Is(err, pgerror.InvalidSchemaName) {
		return err
	}
	switch {
	case !ok && s.IfExists:
		r.skip(pgerror.UndefinedTable, "relation %q does not exist", s.Name.Name)
		return nil
	case !ok:
		_, err := r.table(s.Name)
		return err
	case rel.Sequence != nil:
		return r.alterSequenceActions(rel.Sequence, s)
	case rel.Index != nil:
		return r.alterIndex(rel.Table, rel.Index, s)
	case s.Kind != ast.ObjectTable && s.Kind != relationKind(rel.Table):
		return pgerror.New(pgerror.WrongObjectType, "%q is not %s", s.Name.Name, article(s.Kind))
	}
	if inner, err := r.partitionNamed(rel.Table, s); err != nil {
		return err
	} else if inner != nil {
		return r.alter(inner)
	}
	if err := r.mayChange(rel.Table); err != nil {
		return err
	}
	if err := r.unused(rel.Table, "ALTER TABLE"); err != nil {
		return err
	}
	for _, c := range s.Cmds {
		var err error
		switch {
		case rel.Table.View:
			err = alterViewAction(rel.Table, c)
		case rel.Table.IsMaterialized():
			err = alterMaterializedAction(rel.Table, c)
		}
		if err != nil {
			return err
		}
	}
	switch c := s.Cmds[0].(type) {
	case *ast.AttachPartition:
		return r.attach(rel.Table, c)
	case *ast.DetachPartition:
		return r.detachPartition(rel.Table, c)
	}
	if slices.ContainsFunc(s.Cmds, func(c ast.AlterCmd) bool { return descends(c, s.Only) }) {
		if err := r.mayDescend(rel.Table, s.Only); err != nil {
			return err
		}
	}
	sh, err := r.change(rel.Table)
	if err != nil {
		return err
	}
	if s, err = inPasses(s); err != nil {
		return err
	}
	sh.only = s.Only
	if err := sh.actInPasses(s.Cmds); err != nil {
		return err
	}
	for i := range sh.t.Indexes {
		if err := coversPartitionKey(sh.t, &sh.t.Indexes[i]); err != nil {
			return err
		}
	}
	if err := r.checkHomed(sh.t); err != nil {
		return err
	}
	if err := r.checkGlobal(sh.t); err != nil {
		return err
	}
	if err := sh.apply(); err != nil {
		return err
	}
	if rel.Table.HasChildren() {
		return r.descend(rel.Table, sh.t, s)
	}
	if rel.Table.Partitioned() {
		if err := r.checkParts(sh.t); err != nil {
			return err
		}
		if !s.Only {
			if err := r.carry(rel.Table.ID, s.Cmds); err != nil {
				return err
			}
		}
	}
	return r.checkHomes(rel.Table, retypes(s.Cmds))
}

func article(k ast.ObjectKind) string {
	switch k {
	case ast.ObjectTable:
		return "a table"
	case ast.ObjectIndex:
		return "an index"
	case ast.ObjectSequence:
		return "a sequence"
	case ast.ObjectView:
		return "a view"
	case ast.ObjectMaterializedView:
		return "a materialized view"
	case ast.ObjectForeignTable:
		return "a foreign table"
	}
	return "of this kind"
}

// unused refuses to change a table that statements around this one, or cursors, go through, or whose
// rows are to be checked when the transaction ends.
func (r *run) unused(t *catalog.TableDesc, command string) error {
	if inUse, err := r.inUse(t); err != nil {
		return err
	} else if inUse {
		return pgerror.New(pgerror.ObjectInUse, "cannot %s %q because it is being used by active queries in this session", command, t.Name)
	}
	if r.env.Pending == nil {
		return nil
	}
	if pending, err := r.env.Pending(r.ctx, t.ID); err != nil || !pending {
		return err
	}
	return pgerror.New(pgerror.ObjectInUse, "cannot %s %q because it has pending trigger events", command, t.Name)
}

func (r *run) inUse(t *catalog.TableDesc) (bool, error) {
	if r.env.InUse == nil || t.IsView() {
		return false, nil
	}
	snap, err := r.snap()
	if err != nil {
		return false, err
	}
	return r.env.InUse(t.ID, above(snap, t, nil)), nil
}

// above appends the tables that t is a partition of, or inherits from.
func above(snap *catalog.Snapshot, t *catalog.TableDesc, to []catalog.ID) []catalog.ID {
	ups := t.Inherits
	if t.IsPartition() {
		ups = []catalog.ID{t.PartitionOf}
	}
	for _, id := range ups {
		if up, ok := snap.TableByID(id); ok && !slices.Contains(to, id) {
			to = above(snap, up, append(to, id))
		}
	}
	return to
}

// change locks a table and begins a new shape of it.
func (r *run) change(t *catalog.TableDesc) (*shape, error) {
	c, err := r.edit(t)
	if err != nil {
		return nil, err
	}
	schema, err := r.schemaOf(t)
	if err != nil {
		return nil, err
	}
	return &shape{r: r, old: t, t: c, schema: schema, taken: map[string]bool{}}, nil
}

// edit keeps writers out of a table, and sees what they have committed, before it is locked.
func (r *run) edit(t *catalog.TableDesc) (*catalog.TableDesc, error) {
	if err := r.exclude(t); err != nil {
		return nil, err
	}
	return catalog.Edit(r.ctx, r.env.State, t)
}

func (r *run) exclude(t *catalog.TableDesc) error {
	if t.Fresh || r.excluded[t.ID] || r.env.State.Changed(t.ID) {
		return nil
	}
	if err := r.env.State.Exclude(r.ctx, t.ID, r.env.LockTimeout); err != nil {
		return err
	}
	return r.env.Txn.Refresh(r.ctx)
}

func (r *run) schemaOf(t *catalog.TableDesc) (*catalog.SchemaDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	schema, ok := snap.SchemaByID(t.SchemaID)
	if !ok {
		return nil, pgerror.Internal("table %d has no schema", t.ID)
	}
	return schema, nil
}

// apply does what the actions have gathered.
func (s *shape) apply() error {
	r := s.r
	if err := s.keepLasting(false); err != nil {
		return err
	}
	if err := s.data(); err != nil {
		return err
	}
	if err := s.createSequencesNow(); err != nil {
		return err
	}
	if err := r.env.State.Write(r.ctx, s.old, s.t); err != nil {
		return err
	}
	if err := s.writeOthers(); err != nil {
		return err
	}
	if err := s.checkForeign(); err != nil {
		return err
	}
	r.cascadeNotice(s.cascaded)
	return s.leave()
}

// leave schedules the removal of keys that the change takes out of use.
func (s *shape) leave() error {
	if s.rewrite {
		return s.r.clearLater(s.old, 0)
	}
	for _, id := range s.dropped {
		if err := s.r.clearLater(s.old, id); err != nil {
			return err
		}
	}
	return nil
}

// action applies one action of ALTER TABLE.
func (s *shape) action(c ast.AlterCmd) error {
	if err := s.mayChangeTyped(c); err != nil {
		return err
	}
	switch c := c.(type) {
	case *ast.AddColumn:
		return s.actAddColumn(c)
	case *ast.DropColumn:
		return s.actDropColumn(c)
	case *ast.AlterColumnType:
		return s.actType(c)
	case *ast.AlterColumnDefault:
		return s.actDefault(c)
	case *ast.AlterColumnNotNull:
		return s.actNotNull(c)
	case *ast.AddIdentity:
		return s.actAddIdentity(c)
	case *ast.SetIdentity:
		return s.actSetIdentity(c)
	case *ast.DropIdentity:
		return s.actDropIdentity(c)
	case *ast.AddConstraint:
		return s.addConstraint(&c.Constraint, "", false)
	case *ast.ValidateConstraint:
		return s.actValidate(c.Name)
	case *ast.DropConstraint:
		return s.actDropConstraint(c)
	case *ast.OfType:
		return s.actOfType(c)
	case *ast.Inherit:
		if c.No {
			return s.actNoInherit(c)
		}
		return s.actInherit(c)
	}
	return s.actionSetting(c)
}

// actionSetting applies the actions that set something about the table.
func (s *shape) actionSetting(c ast.AlterCmd) error {
	switch c := c.(type) {
	case *ast.SetOptions:
		if c.Reset && slices.ContainsFunc(c.Options, func(o ast.Option) bool { return o.Value != nil }) {
			return pgerror.New(pgerror.SyntaxError, "RESET must not include values for parameters")
		}
		if s.t.View {
			return s.setViewOptions(c)
		}
		if !c.Reset {
			if err := checkOptions(c.Options, true, ""); err != nil {
				return err
			}
		}
		s.t.Options = mergeOptions(s.t.Options, storageOptions(c.Options), c.Reset)
		if err := s.keepLasting(!c.Reset); err != nil {
			return err
		}
		snap, err := s.r.snap()
		if err != nil {
			return err
		}
		db, _ := snap.DatabaseByID(s.t.DatabaseID)
		return checkPlacement(snap, db, s.t)
	case *ast.OwnerTo:
		return s.actOwner(c)
	case *ast.EnableTrigger:
		return s.actEnableTrigger(c)
	case *ast.RowSecurity:
		return s.actRowSecurity(c)
	case *ast.SetPersistence:
		if s.t.Temporary {
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot change logged status of table %q because it is temporary", s.t.Name)
		}
		if s.t.Unlogged == c.Unlogged {
			return nil
		}
		s.t.Unlogged = c.Unlogged
		return s.mayPersist()
	case *ast.SetStatistics:
		if c.ColumnNumber != 0 {
			return pgerror.New(pgerror.FeatureNotSupported, "cannot refer to non-index column by number")
		}
		target, err := s.r.statisticsTarget(c.Target)
		if err != nil {
			return err
		}
		col, err := s.column(c.Column)
		if err == nil {
			col.Stats = target
		}
		return err
	case *ast.SetStorage:
		return s.actStorage(c)
	case *ast.SetCompression, *ast.SetColumnOptions, *ast.SetWithoutOIDs, *ast.DropExpression:
		return s.actIgnored(c)
	case *ast.ClusterOn:
		return s.actClusterOn(c)
	case *ast.ReplicaIdentity:
		return s.actReplicaIdentity(c)
	case *ast.SetTablespace:
		return s.actTablespace(c)
	case *ast.SetAccessMethod:
		if c.Name == "heap" {
			return nil
		}
		return pgerror.New(pgerror.UndefinedObject, "access method %q does not exist", c.Name)
	case *ast.AlterConstraint:
		return s.actAlterConstraint(c)
	}
	return pgerror.Unsupported("docs/sql-compatibility.md lists the actions that are.", "this action of ALTER TABLE is not supported")
}

// actIgnored is for parameters that describe how Postgres stores rows: the column is
// checked, and there is nothing to set.
func (s *shape) actIgnored(c ast.AlterCmd) error {
	switch c := c.(type) {
	case *ast.SetCompression:
		col, err := s.column(c.Column)
		if err != nil {
			return err
		}
		return mayCompress(col.Type, c.Method)
	case *ast.SetColumnOptions:
		if _, err := s.column(c.Column); err != nil {
			return err
		}
		return checkColumnOptions(c.Options, c.Reset)
	case *ast.DropExpression:
		col, err := s.column(c.Column)
		if err != nil {
			return err
		}
		if col.Generated != 0 {
			col.Generated, col.DefaultText, col.DefaultID = 0, "", 0
			return nil
		}
		if c.IfExists {
			s.r.skip(pgerror.ObjectNotInPrerequisiteState, "column %q of relation %q is not a stored generated column", c.Column, s.t.Name)
			return nil
		}
		return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "column %q of relation %q is not a stored generated column", c.Column, s.t.Name)
	}
	return nil
}

func mergeOptions(old, changes []catalog.Setting, reset bool) []catalog.Setting {
	out := slices.DeleteFunc(slices.Clone(old), func(o catalog.Setting) bool {
		return slices.ContainsFunc(changes, func(c catalog.Setting) bool { return c.Name == o.Name })
	})
	if reset {
		return out
	}
	return append(out, changes...)
}

// column finds a column to change.
func (s *shape) column(name string) (*catalog.Column, error) {
	c, _, ok := s.t.ColumnNamed(name)
	if !ok && bind.IsSystemColumn(name) {
		return nil, noSystemChange(name)
	}
	if !ok {
		return nil, noColumn(name, s.t)
	}
	return c, nil
}

// storagePlain is how values of types without a length of their own are stored.
const storagePlain = 'p'

func (s *shape) actStorage(c *ast.SetStorage) error {
	letters := map[string]byte{"plain": storagePlain, "external": 'e', "extended": 'x', "main": 'm'}
	l, ok := letters[c.Storage]
	if !ok {
		return pgerror.New(pgerror.InvalidParameterValue, "invalid storage type %q", c.Storage)
	}
	col, err := s.column(c.Column)
	if err != nil {
		return err
	}
	if l != storagePlain && col.Type.Storage == storagePlain {
		return pgerror.New(pgerror.FeatureNotSupported, "column data type %s can only have storage PLAIN", col.Type)
	}
	col.Storage = l
	return nil
}

// actAddColumn is ADD COLUMN. A constant default is kept beside the column, for
// rows that were written before; any other writes the rows anew.
func (s *shape) actAddColumn(c *ast.AddColumn) error {
	if _, _, dup := s.t.ColumnNamed(c.Column.Name); dup && c.IfNotExists {
		s.r.skip(pgerror.DuplicateColumn, "column %q of relation %q already exists", c.Column.Name, s.t.Name)
		return nil
	}
	s.pending = nil
	col, err := s.addColumn(&c.Column)
	if err != nil {
		return err
	}
	if err := s.fillColumn(col); err != nil {
		return err
	}
	if err := s.mayChangeParts(); err != nil {
		return err
	}
	if col.NotNull && !col.HasMissing {
		s.notNull = append(s.notNull, col.ID)
	}
	for _, k := range s.pending {
		if k.column = c.Column.Name; s.inPasses && constraintPass(&k.Constraint) > passAddColumn {
			s.deferred = append(s.deferred, k)
		} else if err := s.addConstraint(&k.Constraint, k.column, false); err != nil {
			return err
		}
	}
	return nil
}

// fillColumn says what a new column holds in rows that exist.
func (s *shape) fillColumn(col *catalog.Column) error {
	text := col.DefaultText
	if col.Identity != 0 {
		text = catalog.NextvalText(col.SequenceID)
	}
	checked := col.Type.Constrained()
	if d := col.Type.Domain(); d != nil && text == "" {
		text = d.Default
	}
	if text == "" && checked {
		text = "NULL" // which it may not allow
	}
	if text == "" {
		return nil
	}
	if err := s.r.rowTypeKept(s.t); err != nil {
		return err
	}
	x, err := parseExpr(text)
	if err != nil {
		return err
	}
	if col.SequenceID != 0 {
		// The sequence is created first, so that nextval finds it.
		if err := s.createSequencesNow(); err != nil {
			return err
		}
	}
	e, err := s.r.compile(x, bind.ScalarOptions{Use: bind.ScalarDefault, Column: col.Name, Type: col.Type, Typmod: col.Typmod})
	if err != nil {
		return err
	}
	if e.Volatile() || checked { // it is checked for rows that are there alone
		s.convert(col.ID, e)
		s.rewrite, s.reason = true, s.reason|rewriteDefault
		return nil
	}
	d, err := s.r.eval(e, nil)
	if err != nil {
		return err
	}
	if d.IsNull() {
		return nil
	}
	col.Missing, col.HasMissing = d, true
	col.MissingText = types.StoredText(col.Type, d)
	return nil
}

func (s *shape) convert(id catalog.ColumnID, x *host.Scalar) {
	if s.converts == nil {
		s.converts = map[catalog.ColumnID]*host.Scalar{}
	}
	s.converts[id] = x
}

// createSequencesNow creates the sequences that are needed while rows are written, once those of columns that have
// gone are dropped: their names may be those of new sequences and indexes.
func (s *shape) createSequencesNow() error {
	for _, seq := range s.lostSeqs {
		if err := s.r.env.State.Drop(s.r.ctx, seq); err != nil {
			return err
		}
	}
	for _, seq := range s.sequences {
		if err := s.r.env.State.Create(s.r.ctx, seq); err != nil {
			return err
		}
	}
	s.lostSeqs, s.sequences = nil, nil
	return nil
}

// actType is ALTER COLUMN … TYPE.
func (s *shape) actType(c *ast.AlterColumnType) error {
	col, err := s.column(c.Column)
	if err != nil {
		return err
	}
	old, _, ok := s.old.ColumnByID(col.ID)
	if !ok {
		return noColumn(c.Column, s.t) // columns are added later (inPasses)
	}
	if old.Type != col.Type || old.Typmod != col.Typmod {
		return pgerror.New(pgerror.FeatureNotSupported, "cannot alter type of column %q twice", c.Column)
	}
	unplaced := *c.Type
	unplaced.Pos = -1 // as in Postgres
	def := ast.ColumnDef{Name: c.Column, Type: &unplaced}
	t, typmod, serial, err := s.r.columnType(&def)
	if err != nil {
		return err
	}
	if serial != 0 {
		return pgerror.New(pgerror.UndefinedObject, "type %q does not exist", c.Type.Names[0])
	}
	if err := s.r.collation(c.Collation, t); err != nil {
		return err
	}
	if err := s.r.known(t); err != nil {
		return err
	}
	if err := s.rowTypeUsers(t); err != nil {
		return err
	}
	if err := s.typeUsers(col, t); err != nil {
		return err
	}
	if err := s.typedByGenerated(col); err != nil {
		return err
	}
	if col.Generated != 0 {
		return s.retypeGenerated(c, col, t, typmod)
	}
	if err := s.typedByView(col); err != nil {
		return err
	}
	if err := s.typedByPolicy(col); err != nil {
		return err
	}
	if c.Using == nil && onlyWidens(old, t, typmod) {
		if err := s.setType(col, t, typmod, c.Collation); err != nil {
			return err
		}
		return s.recheck(col.ID)
	}
	var x ast.Expr = &ast.ColumnRef{Pos: -1, Name: c.Column}
	use := bind.ScalarAssign
	if c.Using != nil {
		x, use = c.Using, bind.ScalarUsing
	}
	e, err := s.r.compile(x, bind.ScalarOptions{Use: use, Table: s.old, Column: c.Column, Type: t, Typmod: typmod})
	if err != nil {
		return err
	}
	s.convert(col.ID, e)
	s.rewrite, s.reason = true, s.reason|rewriteColumn
	if err := s.setType(col, t, typmod, c.Collation); err != nil {
		return err
	}
	return s.recheck(col.ID)
}

// recheck looks again at the constraints over a column whose type has changed:
// they must still make sense, and hold for the new values.
func (s *shape) recheck(id catalog.ColumnID) error {
	if err := s.keepCasts(id); err != nil {
		return err
	}
	for i := range s.t.Checks {
		c := &s.t.Checks[i]
		if !slices.Contains(c.Columns, id) {
			continue
		}
		if _, err := s.r.compile(c.Expr, bind.ScalarOptions{Use: bind.ScalarCheck, Kept: true, Table: s.t, Type: types.TBool, Typmod: types.NoTypmod}); err != nil {
			return err
		}
		if !c.NotValid && !slices.Contains(s.checks, c.Name) {
			s.checks = append(s.checks, c.Name)
		}
	}
	if err := s.retypeIndexes(id); err != nil {
		return err
	}
	if err := s.retypeStatistics(id); err != nil {
		return err
	}
	return s.recheckForeign(id)
}

// numericTypmodBias is what a typmod of numeric has beyond its precision and scale.
const numericTypmodBias = 4

// onlyWidens reports whether every stored value of the column is one of the new
// type already, in the same form.
func onlyWidens(old *catalog.Column, t *types.Type, typmod int32) bool {
	text := func(t *types.Type) bool { return t == types.TText || t == types.TVarchar }
	switch {
	case old.Type == t && old.Typmod == typmod, old.Type == t && typmod == types.NoTypmod && t != types.TBPChar:
		return true
	case text(old.Type) && text(t):
		return typmod == types.NoTypmod || old.Type == types.TVarchar && old.Typmod != types.NoTypmod && old.Typmod <= typmod
	case old.Type == types.TNumeric && t == types.TNumeric && old.Typmod != types.NoTypmod && typmod != types.NoTypmod:
		const scale = 1<<16 - 1 // of a typmod, behind the precision
		was, is := old.Typmod-numericTypmodBias, typmod-numericTypmodBias
		return was&scale == is&scale && was <= is
	}
	return false
}

// setType gives a column its new type, and its default with it.
func (s *shape) setType(col *catalog.Column, t *types.Type, typmod int32, collation ast.QName) error {
	oldType := col.Type
	col.Type, col.TypeOID, col.Typmod, col.Collation = t, t.OID, typmod, collationOf(collation, t)
	if col.HasMissing {
		if s.rewrite {
			col.HasMissing, col.Missing, col.MissingText = false, types.Null, ""
		} else {
			col.MissingText = types.StoredText(t, col.Missing)
		}
	}
	if col.DefaultText == "" || oldType == t {
		return nil
	}
	x, err := parseExpr(col.DefaultText)
	if err != nil {
		return err
	}
	_, err = s.r.compile(x, bind.ScalarOptions{Use: bind.ScalarDefault, Kept: true, Column: col.Name, Type: t, Typmod: typmod})
	if pgerror.Is(err, pgerror.DatatypeMismatch) {
		return pgerror.New(pgerror.DatatypeMismatch, "default for column %q cannot be cast automatically to type %s", col.Name, t)
	}
	return err
}

// typeUsers checks what else depends on the column's type.
func (s *shape) typeUsers(col *catalog.Column, t *types.Type) error {
	for i := range s.t.Indexes {
		for j := range s.t.Indexes[i].Columns {
			if c := &s.t.Indexes[i].Columns[j]; c.ID == col.ID {
				if err := s.retyped(&s.t.Indexes[i], c, t); err != nil {
					return err
				}
				s.rewrite = s.rewrite || !sameKeys(col.Type, t)
			}
		}
	}
	if col.Identity != 0 {
		if err := mayBeIdentity(t.OID); err != nil {
			return err
		}
		return s.retypeSequence(col, t)
	}
	return nil
}

// retypeSequence gives the sequence of an identity column the column's new type, and its limits
// where it had those of the old one.
func (s *shape) retypeSequence(col *catalog.Column, t *types.Type) error {
	old, err := s.identitySequence(col)
	if err != nil {
		return err
	}
	d, err := catalog.Edit(s.r.ctx, s.r.env.State, old)
	if err != nil {
		return err
	}
	d.TypeOID = t.OID
	if err := setBounds(d, nil, false, old.TypeOID); err != nil {
		return err
	}
	if err := setStart(d, nil, false); err != nil {
		return err
	}
	if err := s.r.carryState(old, d, nil); err != nil {
		return err
	}
	return s.r.env.State.Write(s.r.ctx, old, d)
}

// identitySequence is the sequence of an identity column, which an action before may have made.
func (s *shape) identitySequence(col *catalog.Column) (*catalog.SequenceDesc, error) {
	if err := s.createSequencesNow(); err != nil {
		return nil, err
	}
	snap, err := s.r.snap()
	if err != nil {
		return nil, err
	}
	seq, ok := snap.SequenceByID(col.SequenceID)
	if !ok {
		return nil, pgerror.Internal("identity column %q has no sequence", col.Name)
	}
	return seq, nil
}

func sameKeys(a, b *types.Type) bool { return a == b || a.IsString() && b.IsString() }

// recheckForeign checks that the foreign keys over a column whose type has
// changed can still be compared, on both sides.
func (s *shape) recheckForeign(id catalog.ColumnID) error {
	for i := range s.t.ForeignKeys {
		f := &s.t.ForeignKeys[i]
		if !slices.Contains(f.Columns, id) {
			continue
		}
		p, err := s.tableNow(f.RefTable)
		if err != nil {
			return err
		}
		if err := comparable(f, s.t, p); err != nil {
			return err
		}
	}
	for _, other := range s.t.InboundForeignKeys {
		child, err := s.tableNow(other)
		if err != nil {
			return err
		}
		for i := range child.ForeignKeys {
			f := &child.ForeignKeys[i]
			if f.RefTable == s.t.ID && slices.Contains(f.RefColumns, id) {
				if err := comparable(f, child, s.t); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (s *shape) actDefault(c *ast.AlterColumnDefault) error {
	col, err := s.column(c.Column)
	if err != nil {
		return err
	}
	if col.Identity != 0 {
		e := pgerror.New(pgerror.SyntaxError, "column %q of relation %q is an identity column", c.Column, s.t.Name)
		if c.Expr == nil {
			e = e.WithHint("Use ALTER TABLE ... ALTER COLUMN ... DROP IDENTITY instead.")
		}
		return e
	}
	if col.Generated != 0 {
		e := pgerror.New(pgerror.SyntaxError, "column %q of relation %q is a generated column", c.Column, s.t.Name)
		if c.Expr == nil {
			e = e.WithHint("Use ALTER TABLE ... ALTER COLUMN ... DROP EXPRESSION instead.")
		}
		return e
	}
	if c.Expr == nil {
		col.DefaultText, col.DefaultID = "", 0
		return nil
	}
	return s.setDefault(col, c.Expr)
}

func (s *shape) actNotNull(c *ast.AlterColumnNotNull) error {
	col, err := s.column(c.Column)
	if err != nil {
		return err
	}
	if !c.Drop {
		if !col.NotNull {
			col.NotNull = true
			s.notNull = append(s.notNull, col.ID)
		}
		return nil
	}
	if col.Identity != 0 {
		return pgerror.New(pgerror.SyntaxError, "column %q of relation %q is an identity column", c.Column, s.t.Name)
	}
	if ix := s.t.PrimaryKey(); ix != nil && slices.ContainsFunc(ix.Columns, func(k catalog.IndexColumn) bool { return k.ID == col.ID }) {
		return pgerror.New(pgerror.InvalidTableDefinition, "column %q is in a primary key", c.Column)
	}
	for i := range s.t.Indexes {
		if ix := &s.t.Indexes[i]; ix.ReplicaIdentity && slices.ContainsFunc(ix.Columns, func(k catalog.IndexColumn) bool { return k.ID == col.ID }) {
			return pgerror.New(pgerror.InvalidTableDefinition, "column %q is in index used as replica identity", c.Column)
		}
	}
	col.NotNull = false
	return nil
}

func (s *shape) actAddIdentity(c *ast.AddIdentity) error {
	col, err := s.column(c.Column)
	if err != nil {
		return err
	}
	if err := mayBeIdentity(col.TypeOID); err != nil {
		return err
	}
	// Before what the column is like is looked at, as in Postgres, so that mistakes in its options are told first.
	seq, err := s.ownSequence(col.Name, col.ID, col.TypeOID, c.SeqOptions)
	if err != nil {
		return err
	}
	switch {
	case !col.NotNull:
		return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "column %q of relation %q must be declared NOT NULL before identity can be added", c.Column, s.t.Name)
	case col.Identity != 0:
		return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "column %q of relation %q is already an identity column", c.Column, s.t.Name)
	case col.DefaultText != "":
		return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "column %q of relation %q already has a default value", c.Column, s.t.Name)
	}
	identify(col, seq, c.Identity)
	return nil
}

func (s *shape) actSetIdentity(c *ast.SetIdentity) error {
	col, err := s.column(c.Column)
	if err != nil {
		return err
	}
	if col.Identity == 0 {
		return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "column %q of relation %q is not an identity column", c.Column, s.t.Name)
	}
	if c.HasIdentity {
		col.Identity = identityLetter(c.Identity)
	}
	if len(c.SeqOptions) == 0 {
		return nil
	}
	seq, err := s.identitySequence(col)
	if err != nil {
		return err
	}
	return s.r.alterSequence(seq, c.SeqOptions)
}

func (s *shape) actDropIdentity(c *ast.DropIdentity) error {
	col, err := s.column(c.Column)
	if err != nil {
		return err
	}
	if col.Identity == 0 {
		e := pgerror.New(pgerror.ObjectNotInPrerequisiteState, "column %q of relation %q is not an identity column", c.Column, s.t.Name)
		if c.IfExists {
			s.r.skip(pgerror.SuccessfulCompletion, "%s", e.Message)
			return nil
		}
		return e
	}
	if err := s.createSequencesNow(); err != nil { // as above
		return err
	}
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	if seq, ok := snap.SequenceByID(col.SequenceID); ok {
		s.lostSeqs = append(s.lostSeqs, seq)
	}
	col.Identity, col.SequenceID = 0, 0
	return nil
}

func (s *shape) actValidate(name string) error {
	for i := range s.t.Checks {
		if c := &s.t.Checks[i]; c.Name == name {
			if c.NotValid {
				c.NotValid = false
				s.checks = append(s.checks, name)
			}
			return nil
		}
	}
	for i := range s.t.ForeignKeys {
		if f := &s.t.ForeignKeys[i]; f.Name == name {
			if f.NotValid {
				f.NotValid = false
				s.foreign = append(s.foreign, name)
			}
			return nil
		}
	}
	if s.t.HasConstraint(name) {
		return pgerror.New(pgerror.WrongObjectType, "constraint %q of relation %q is not a foreign key or check constraint", name, s.t.Name)
	}
	return noConstraint(name, s.t)
}

// actAlterConstraint makes a foreign key deferrable, or not.
func (s *shape) actAlterConstraint(c *ast.AlterConstraint) error {
	for i := range s.t.ForeignKeys {
		if f := &s.t.ForeignKeys[i]; f.Name == c.Name {
			if c.Deferrable || c.InitiallyDeferred {
				if err := s.r.guarded("DEFERRABLE foreign keys"); err != nil {
					return err
				}
			}
			if f.Parent != 0 {
				return s.derivedConstraint(f)
			}
			f.Deferrable, f.InitiallyDeferred = c.Deferrable || c.InitiallyDeferred, c.InitiallyDeferred
			return nil
		}
	}
	if s.t.HasConstraint(c.Name) {
		return pgerror.New(pgerror.WrongObjectType, "constraint %q of relation %q is not a foreign key constraint", c.Name, s.t.Name)
	}
	return noConstraint(c.Name, s.t)
}

// derivedConstraint is the error for a foreign key that is a part of a partitioned table's.
func (s *shape) derivedConstraint(f *catalog.ForeignKeyDesc) error {
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	failure := pgerror.New(pgerror.InternalError, "cannot alter constraint %q on relation %q", f.Name, s.t.Name).
		WithHint("You may alter the constraint it derives from, instead.")
	for parent, t := f.Parent, s.t; parent != 0 && t.PartitionOf != 0; {
		var ok bool
		if t, ok = snap.TableByID(t.PartitionOf); !ok {
			return catalog.ErrMoved
		}
		at := slices.IndexFunc(t.ForeignKeys, func(k catalog.ForeignKeyDesc) bool { return k.OID == parent })
		if at < 0 {
			break
		}
		if parent = t.ForeignKeys[at].Parent; parent == 0 {
			return failure.WithDetail("Constraint %q is derived from constraint %q of relation %q.", f.Name, t.ForeignKeys[at].Name, t.Name)
		}
	}
	return failure
}

func noConstraint(name string, t *catalog.TableDesc) error {
	return pgerror.New(pgerror.UndefinedObject, "constraint %q of relation %q does not exist", name, t.Name)
}

func (s *shape) actOwner(c *ast.OwnerTo) error {
	owner, err := s.r.newOwner(&c.Role)
	if err != nil || owner.ID == s.t.Owner {
		return err
	}
	if err := s.r.ownerMayCreate(owner, s.t.SchemaID); err != nil {
		return err
	}
	ownTable(s.t, owner.ID)
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	for _, seq := range ownedSequences(snap, s.t, 0) {
		if err := s.r.giveTo(seq, owner.ID); err != nil {
			return err
		}
	}
	return nil
}

// alterSequenceActions is ALTER SEQUENCE.
func (r *run) alterSequenceActions(seq *catalog.SequenceDesc, s *ast.AlterTable) error {
	if err := r.mustOwn("sequence", seq); err != nil {
		return err
	}
	for _, c := range s.Cmds {
		switch c := c.(type) {
		case *ast.SequenceOptions:
			if err := r.alterSequence(seq, c.Options); err != nil {
				return err
			}
		case *ast.OwnerTo:
			owner, err := r.newOwner(&c.Role)
			if err != nil {
				return err
			}
			if owner.ID == seq.Owner {
				continue
			}
			if seq.OwnerTable != 0 {
				return pgerror.New(pgerror.FeatureNotSupported, "cannot change owner of sequence %q", seq.Name).
					WithDetail("Sequence %q is linked to a table.", seq.Name)
			}
			if err := r.ownerMayCreate(owner, seq.SchemaID); err != nil {
				return err
			}
			if err := r.giveTo(seq, owner.ID); err != nil {
				return err
			}
		case *ast.SetPersistence:
		default:
			return pgerror.New(pgerror.WrongObjectType, "this action cannot be performed on sequence %q", seq.Name)
		}
	}
	return nil
}

// mayHaveStatistics looks at ALTER INDEX … SET STATISTICS, which is for expressions alone.
func mayHaveStatistics(t *catalog.TableDesc, ix *catalog.IndexDesc, c *ast.SetStatistics) error {
	n := int(c.ColumnNumber)
	if n == 0 {
		return pgerror.New(pgerror.UndefinedColumn, "column %q of relation %q does not exist", c.Column, ix.Name)
	}
	if n > len(ix.Columns)+len(ix.Include) {
		return pgerror.New(pgerror.UndefinedColumn, "column number %d of relation %q does not exist", n, ix.Name)
	}
	if n > len(ix.Columns) {
		col, _, _ := t.ColumnByID(ix.Include[n-1-len(ix.Columns)])
		return pgerror.New(pgerror.FeatureNotSupported, "cannot alter statistics on included column %q of index %q", col.Name, ix.Name)
	}
	if k := &ix.Columns[n-1]; k.Expr == "" {
		col, _, _ := t.ColumnByID(k.ID)
		return pgerror.New(pgerror.FeatureNotSupported, "cannot alter statistics on non-expression column %q of index %q", col.Name, ix.Name).
			WithHint("Alter statistics on table column instead.")
	}
	return nil
}

// noPartsOfIndex refuses to give a relation to an index, or to take one from it, where that is not
// ALTER INDEX … ATTACH PARTITION of a partitioned table's.
func noPartsOfIndex(t *catalog.TableDesc, ix *catalog.IndexDesc, s *ast.AlterTable) error {
	action, of := "", "indexes"
	switch s.Cmds[0].(type) {
	case *ast.AttachPartition:
		action = "ATTACH"
	case *ast.DetachPartition:
		action = "DETACH"
	default:
		return nil
	}
	switch {
	case t.Partitioned() && action == "ATTACH" && s.Kind != ast.ObjectTable:
		return nil
	case t.Partitioned() && action == "ATTACH":
		return pgerror.New(pgerror.InvalidObjectDefinition, "%q is not a partitioned table", ix.Name)
	case t.Partitioned():
		of = "partitioned indexes"
	}
	return pgerror.New(pgerror.WrongObjectType, "ALTER action %s PARTITION cannot be performed on relation %q", action, ix.Name).
		WithDetail("This operation is not supported for %s.", of)
}

// alterIndex is ALTER INDEX.
func (r *run) alterIndex(t *catalog.TableDesc, ix *catalog.IndexDesc, s *ast.AlterTable) error {
	if err := noPartsOfIndex(t, ix, s); err != nil {
		return err
	}
	if s.Kind == ast.ObjectTable {
		// Postgres accepts ALTER TABLE for an index in some actions; here only
		// storage parameters and tablespaces are.
		for _, c := range s.Cmds {
			switch c.(type) {
			case *ast.SetOptions, *ast.SetTablespace:
			default:
				return pgerror.New(pgerror.WrongObjectType, "%q is not a table", ix.Name)
			}
		}
	}
	if err := r.mayChange(t); err != nil {
		return err
	}
	if c, ok := s.Cmds[0].(*ast.AttachPartition); ok {
		return r.attachIndex(t, ix, c)
	}
	sh, err := r.change(t)
	if err != nil {
		return err
	}
	own, _ := sh.t.Index(ix.ID)
	for _, c := range s.Cmds {
		switch c := c.(type) {
		case *ast.SetOptions:
			if err := checkOptions(c.Options, false, own.Method()); err != nil && !c.Reset {
				return err
			}
			own.Options = mergeOptions(own.Options, storageOptions(c.Options), c.Reset)
		case *ast.SetTablespace:
			if err := sh.indexTablespace(c.Name, own, false); err != nil {
				return err
			}
		case *ast.OwnerTo:
			owner, err := r.newOwner(&c.Role)
			if err != nil {
				return err
			}
			if owner.ID != t.Owner {
				r.notice(pgerror.NewWarning(pgerror.WrongObjectType, "cannot change owner of index %q", own.Name).
					WithHint("Change the ownership of the index's table, instead."))
			}
		case *ast.SetStatistics:
			if _, err := r.statisticsTarget(c.Target); err != nil {
				return err
			}
			if err := mayHaveStatistics(sh.t, own, c); err != nil {
				return err
			}
		default:
			return pgerror.Unsupported("Drop the index and create it anew.", "this action of ALTER INDEX is not supported")
		}
	}
	return sh.apply()
}
