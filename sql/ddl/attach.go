package ddl

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Changes of partitioned tables are carried to their partitions, parents first: what is said of
// columns is done there, too, and what is declared (keys, indexes, checks, foreign keys, row
// triggers) is made like what the parent then has (follow).

// partitions are the tables right below one, as they are now.
func (r *run) partitions(id catalog.ID) (*catalog.TableDesc, []*catalog.TableDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, nil, err
	}
	t, ok := snap.TableByID(id)
	if !ok {
		return nil, nil, catalog.ErrMoved
	}
	var out []*catalog.TableDesc
	for i := range t.Partitioning.Parts {
		p, ok := snap.TableByID(t.Partitioning.Parts[i].Table)
		if !ok {
			return nil, nil, catalog.ErrMoved
		}
		out = append(out, p)
	}
	return t, out, nil
}

// carry has the partitions of a table follow a change of it.
func (r *run) carry(id catalog.ID, cmds []ast.AlterCmd) error {
	parent, parts, err := r.partitions(id)
	if err != nil {
		return err
	}
	for _, p := range parts {
		if err := r.unused(p, "ALTER TABLE"); err != nil {
			return err
		}
		sh, err := r.change(p)
		if err != nil {
			return err
		}
		sh.asks = len(cmds) > 0
		for _, c := range cmds {
			if err := sh.carried(c, parent); err != nil {
				return err
			}
		}
		if err := sh.follow(parent); err != nil {
			return err
		}
		if err := sh.apply(); err != nil {
			return err
		}
		if p.Partitioned() {
			if err := r.carry(p.ID, cmds); err != nil {
				return err
			}
		}
	}
	return nil
}

// carried does to a partition what was done to its parent's columns.
func (s *shape) carried(c ast.AlterCmd, parent *catalog.TableDesc) error {
	switch c := c.(type) {
	case *ast.AddColumn:
		if _, _, ok := s.t.ColumnNamed(c.Column.Name); ok && c.IfNotExists {
			return nil
		}
		n := *c
		n.Column.Constraints = slices.DeleteFunc(slices.Clone(c.Column.Constraints), func(k ast.Constraint) bool {
			switch k.Kind {
			case ast.ConstraintCheck, ast.ConstraintPrimaryKey, ast.ConstraintUnique, ast.ConstraintForeignKey:
				return true // follow makes them
			}
			return false
		})
		if err := sameSerial(&n.Column, parent); err != nil {
			return err
		}
		return s.actAddColumn(&n)
	case *ast.DropColumn:
		n := *c
		n.IfExists = true
		if _, _, ok := s.t.ColumnNamed(c.Name); !ok {
			return nil
		}
		return s.actDropColumn(&n)
	case *ast.AlterColumnType, *ast.AlterColumnDefault, *ast.AlterColumnNotNull, *ast.SetStorage, *ast.DropExpression:
		return s.action(c)
	case *ast.AlterConstraint:
		s.deferAs(parent)
	case *ast.EnableTrigger:
		s.enableAs(c, parent)
	}
	return nil
}

// enableAs enables or disables the triggers that are parts of a parent's that are named.
func (s *shape) enableAs(c *ast.EnableTrigger, parent *catalog.TableDesc) {
	for i := range parent.Triggers {
		g := &parent.Triggers[i]
		for j := range s.t.Triggers {
			if own := &s.t.Triggers[j]; own.Parent == g.OID && (c.Name == "" || c.Name == g.Name) {
				own.State = c.State
			}
		}
	}
}

// deferAs has the foreign keys that are parts of a parent's checked when those are.
func (s *shape) deferAs(parent *catalog.TableDesc) {
	for i := range parent.ForeignKeys {
		f := &parent.ForeignKeys[i]
		for j := range s.t.ForeignKeys {
			if own := &s.t.ForeignKeys[j]; own.Parent == f.OID {
				own.Deferrable, own.InitiallyDeferred = f.Deferrable, f.InitiallyDeferred
			}
		}
	}
}

// sameSerial has a serial column of a partition draw from the sequence of its parent's.
func sameSerial(c *ast.ColumnDef, parent *catalog.TableDesc) error {
	if c.Type == nil || len(c.Type.Names) != 1 || serialTypes[c.Type.Names[0]] == 0 {
		return nil
	}
	col, _, ok := parent.ColumnNamed(c.Name)
	if !ok {
		return noColumn(c.Name, parent)
	}
	draw, err := parseExpr(col.DefaultText)
	if err != nil {
		return err
	}
	t := *c.Type
	names := map[types.OID]string{types.OIDInt2: "int2", types.OIDInt4: "int4", types.OIDInt8: "int8"}
	t.Names = []string{"pg_catalog", names[serialTypes[c.Type.Names[0]]]}
	c.Type = &t
	c.Constraints = append(c.Constraints, ast.Constraint{Pos: -1, Kind: ast.ConstraintNotNull}, ast.Constraint{Pos: -1, Kind: ast.ConstraintDefault, Expr: draw})
	return nil
}

// mayCarry refuses what can't be done to a partitioned table, or to a partition for itself.
func (s *shape) mayCarry(c ast.AlterCmd, only bool) error {
	t := s.t
	if t.Partitioned() && only && len(t.Partitioning.Parts) > 0 {
		switch c := c.(type) {
		case *ast.AddColumn:
			return pgerror.New(pgerror.InvalidTableDefinition, "column must be added to child tables too")
		case *ast.DropColumn:
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot drop column from only the partitioned table when partitions exist").WithHint("Do not specify the ONLY keyword.")
		case *ast.AddConstraint:
			if k := c.Constraint.Kind; k == ast.ConstraintCheck {
				return pgerror.New(pgerror.InvalidTableDefinition, "constraint must be added to child tables too")
			} else if k == ast.ConstraintPrimaryKey {
				return s.partsNotNull(c.Constraint.Columns...)
			} else if k == ast.ConstraintForeignKey {
				return pgerror.New(pgerror.WrongObjectType, "cannot use ONLY for foreign key on partitioned table %q referencing relation %q", t.Name, c.Constraint.RefTable.Name)
			}
		case *ast.AlterColumnNotNull:
			if c.Drop {
				return pgerror.New(pgerror.InvalidTableDefinition, "cannot remove constraint from only the partitioned table when partitions exist").WithHint("Do not specify the ONLY keyword.")
			}
			return s.partsNotNull(c.Column)
		case *ast.AlterColumnType:
			return pgerror.New(pgerror.InvalidTableDefinition, "type of inherited column %q must be changed in child tables too", c.Column)
		case *ast.DropConstraint:
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot remove constraint from only the partitioned table when partitions exist").WithHint("Do not specify the ONLY keyword.")
		}
	}
	var err error
	if t.IsPartition() {
		err = s.mayChangePart(c)
	} else {
		err = s.mayChangeChild(c, only)
	}
	if err != nil || !t.Partitioned() {
		return err
	}
	return s.mayChangeParted(c)
}

// partsNotNull wants columns to be NOT NULL in all partitions, where the table alone becomes so.
func (s *shape) partsNotNull(columns ...string) error {
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	for _, name := range columns {
		if own, _, ok := s.t.ColumnNamed(name); !ok || own.NotNull {
			continue
		}
		for _, p := range s.t.Partitioning.Parts {
			t, ok := snap.TableByID(p.Table)
			if !ok {
				return catalog.ErrMoved
			}
			if c, _, ok := t.ColumnNamed(name); !ok || !c.NotNull {
				return pgerror.New(pgerror.InvalidTableDefinition, "constraint must be added to child tables too").
					WithDetail("Column %q of relation %q is not already NOT NULL.", name, t.Name).WithHint("Do not specify the ONLY keyword.")
			}
		}
	}
	return nil
}

func (s *shape) mayChangeParted(c ast.AlterCmd) error {
	part := func(name, what string) error {
		snap, err := s.r.snap()
		if err != nil {
			return err
		}
		// Partitions that are partitioned themselves, by other columns, lose it with the table.
		snap.Tree(s.t, func(t *catalog.TableDesc, _ int) {
			if col, _, ok := t.ColumnNamed(name); ok && err == nil && inPartitionKey(t, col.ID) {
				err = pgerror.New(pgerror.InvalidTableDefinition, "cannot %s column %q because it is part of the partition key of relation %q", what, name, t.Name)
			}
		})
		return err
	}
	switch c := c.(type) {
	case *ast.DropColumn:
		return part(c.Name, "drop")
	case *ast.AlterColumnType:
		return part(c.Column, "alter")
	case *ast.AddColumn:
		if len(s.t.Partitioning.Parts) == 0 {
			return nil
		}
		if slices.ContainsFunc(c.Column.Constraints, func(k ast.Constraint) bool { return k.Kind == ast.ConstraintIdentity }) {
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot recursively add identity column to table that has child tables")
		}
	case *ast.AddConstraint:
		if c.Constraint.NoInherit {
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot add NO INHERIT constraint to partitioned table %q", s.t.Name)
		}
		if c.Constraint.Kind == ast.ConstraintForeignKey && c.Constraint.NotValid {
			return pgerror.New(pgerror.WrongObjectType, "cannot add NOT VALID foreign key on partitioned table %q referencing relation %q", s.t.Name, c.Constraint.RefTable.Name).
				WithDetail("This feature is not yet supported on partitioned tables.")
		}
	case *ast.SetPersistence:
		if c.Unlogged {
			return nil
		}
	case *ast.ClusterOn:
		return pgerror.New(pgerror.FeatureNotSupported, "cannot mark index clustered in partitioned table")
	}
	return nil
}

func (s *shape) mayChangePart(c ast.AlterCmd) error {
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	parent, ok := snap.TableByID(s.t.PartitionOf)
	if !ok {
		return catalog.ErrMoved
	}
	switch c := c.(type) {
	case *ast.AddColumn:
		return pgerror.New(pgerror.WrongObjectType, "cannot add column to a partition")
	case *ast.DropColumn:
		if _, _, ok := s.t.ColumnNamed(c.Name); ok {
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot drop inherited column %q", c.Name)
		}
	case *ast.AlterColumnType:
		if _, _, ok := s.t.ColumnNamed(c.Column); ok {
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot alter inherited column %q", c.Column)
		}
	case *ast.AlterColumnNotNull:
		if col, _, ok := parent.ColumnNamed(c.Column); ok && c.Drop && col.NotNull {
			return pgerror.New(pgerror.InvalidTableDefinition, "column %q is marked NOT NULL in parent table", c.Column)
		}
	case *ast.DropConstraint:
		for i := range s.t.Checks {
			if k := &s.t.Checks[i]; k.Name == c.Name && k.Inherited {
				return inheritedConstraint(c.Name, s.t)
			}
		}
		for i := range s.t.Indexes {
			if ix := &s.t.Indexes[i]; ix.Constraint != 0 && ix.Name == c.Name && ix.Parent != 0 {
				return inheritedConstraint(c.Name, s.t)
			}
		}
		for i := range s.t.ForeignKeys {
			if f := &s.t.ForeignKeys[i]; f.Name == c.Name && f.Parent != 0 {
				return inheritedConstraint(c.Name, s.t)
			}
		}
	}
	return nil
}

// inPartitionKey reports whether the partition key of a table reads a column.
func inPartitionKey(t *catalog.TableDesc, id catalog.ColumnID) bool {
	return slices.ContainsFunc(t.Partitioning.Columns, func(k catalog.PartitionColumn) bool {
		if k.Expr == "" {
			return k.ID == id
		}
		x, err := parseExpr(k.Expr)
		return err == nil && slices.Contains(t.ColumnsIn(x), id)
	})
}

func inheritedConstraint(name string, t *catalog.TableDesc) error {
	return pgerror.New(pgerror.InvalidTableDefinition, "cannot drop inherited constraint %q of relation %q", name, t.Name)
}

// follow makes what is declared on the parent, and drops what is no longer.
func (s *shape) follow(parent *catalog.TableDesc) error {
	for i := len(s.t.Checks) - 1; i >= 0; i-- {
		k := &s.t.Checks[i]
		if k.Inherited && !slices.ContainsFunc(parent.Checks, func(p catalog.CheckDesc) bool { return p.Name == k.Name && p.Text == k.Text }) {
			s.t.Checks = slices.Delete(s.t.Checks, i, i+1)
		}
	}
	for i := len(s.t.ForeignKeys) - 1; i >= 0; i-- {
		f := s.t.ForeignKeys[i]
		if f.Parent == 0 || slices.ContainsFunc(parent.ForeignKeys, func(p catalog.ForeignKeyDesc) bool { return p.OID == f.Parent }) {
			continue
		}
		s.t.ForeignKeys = slices.Delete(s.t.ForeignKeys, i, i+1)
		if err := s.unreference(f.RefTable); err != nil {
			return err
		}
	}
	for i := len(s.t.Indexes) - 1; i >= 0; i-- {
		ix := s.t.Indexes[i]
		if ix.Parent == 0 || slices.ContainsFunc(parent.Indexes, func(p catalog.IndexDesc) bool { return p.OID == ix.Parent }) {
			continue
		}
		if ix.HoldsRows() {
			s.setRowID()
		} else {
			s.removeIndex(ix.ID)
		}
	}
	for i := range parent.Checks {
		k := &parent.Checks[i]
		if at := slices.IndexFunc(s.t.Checks, func(c catalog.CheckDesc) bool { return c.Name == k.Name }); at < 0 || !s.t.Checks[at].Inherited {
			if err := s.inheritCheck(k); err != nil {
				return err
			}
		} else if !k.NotValid && s.t.Checks[at].NotValid {
			s.t.Checks[at].NotValid = false
			s.checks = append(s.checks, k.Name)
		}
	}
	for i := range parent.Indexes {
		ix := &parent.Indexes[i]
		if ix.OID == 0 || ix.Invalid || ix.State != catalog.IndexPublic || slices.ContainsFunc(s.t.Indexes, func(o catalog.IndexDesc) bool { return o.Parent == ix.OID }) {
			continue
		}
		if err := s.inheritIndex(parent, ix); err != nil {
			return err
		}
	}
	for i := range parent.ForeignKeys {
		f := &parent.ForeignKeys[i]
		if !slices.ContainsFunc(s.t.ForeignKeys, func(o catalog.ForeignKeyDesc) bool { return o.Parent == f.OID }) {
			if err := s.inheritForeignKey(parent, f); err != nil {
				return err
			}
		}
	}
	return s.inheritTriggers(parent)
}

// partitionIndexes makes the parts of a new index on all partitions below a table, online where
// they have rows.
func (r *run) partitionIndexes(id catalog.ID, ix *catalog.IndexDesc) error {
	parent, parts, err := r.partitions(id)
	if err != nil {
		return err
	}
	for _, p := range parts {
		schema, err := r.schemaOf(p)
		if err != nil {
			return err
		}
		scratch := *p
		scratch.Columns, scratch.Indexes = slices.Clone(p.Columns), slices.Clone(p.Indexes)
		seen := &shape{r: r, old: p, t: &scratch, schema: schema, taken: map[string]bool{}}
		if at := slices.IndexFunc(p.Indexes, func(o catalog.IndexDesc) bool { return o.Parent == 0 && sameIndex(parent, ix, p, &o) }); at >= 0 {
			if err := r.attachIndexTo(p, p.Indexes[at].OID, ix.OID); err != nil {
				return err
			}
			own := p.Indexes[at]
			if p.Partitioned() {
				if err := r.partitionIndexes(p.ID, &own); err != nil {
					return err
				}
			}
			continue
		}
		if err := r.mustCreateIn(schema); err != nil {
			return err
		}
		if err := seen.likeIndex(parent, ix, false); err != nil {
			return err
		}
		made := scratch.Indexes[len(scratch.Indexes)-1]
		made.Parent = ix.OID
		if err := coversPartitionKey(p, &made); err != nil {
			return err
		}
		if p.Partitioned() || r.inline(p) {
			sh, err := r.change(p)
			if err != nil {
				return err
			}
			sh.addIndex(made)
			if err := sh.apply(); err != nil {
				return err
			}
			if p.Partitioned() {
				if err := r.partitionIndexes(p.ID, &made); err != nil {
					return err
				}
			}
			continue
		}
		if err := r.buildOnline(p, &made); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) attachIndexTo(t *catalog.TableDesc, index, parent catalog.ID) error {
	sh, err := r.change(t)
	if err != nil {
		return err
	}
	for i := range sh.t.Indexes {
		if sh.t.Indexes[i].OID == index {
			sh.t.Indexes[i].Parent = parent
		}
	}
	return sh.apply()
}

// attachIndex is ALTER INDEX … ATTACH PARTITION.
func (r *run) attachIndex(t *catalog.TableDesc, ix *catalog.IndexDesc, c *ast.AttachPartition) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	rel, ok, err := snap.Lookup(r.env.Path, c.Name)
	if err != nil {
		return err
	}
	if !ok {
		return pgerror.New(pgerror.UndefinedTable, "relation %q does not exist", c.Name.Name)
	}
	if rel.Index == nil {
		return pgerror.New(pgerror.InvalidObjectDefinition, "%q is not an index", c.Name.Name)
	}
	if err := r.mayChange(rel.Table); err != nil {
		return err
	}
	const cannot = "cannot attach index %q as a partition of index %q"
	switch {
	case rel.Index.Parent == ix.OID:
		return nil
	case rel.Index.Parent != 0:
		return pgerror.New(pgerror.ObjectNotInPrerequisiteState, cannot, rel.Index.Name, ix.Name).WithDetail("Index %q is already attached to another index.", rel.Index.Name)
	case rel.Table.PartitionOf != t.ID:
		return pgerror.New(pgerror.ObjectNotInPrerequisiteState, cannot, rel.Index.Name, ix.Name).WithDetail("Index %q is not an index on any partition of table %q.", rel.Index.Name, t.Name)
	case slices.ContainsFunc(rel.Table.Indexes, func(o catalog.IndexDesc) bool { return o.Parent == ix.OID }):
		return pgerror.New(pgerror.ObjectNotInPrerequisiteState, cannot, rel.Index.Name, ix.Name).WithDetail("Another index is already attached for partition %q.", rel.Table.Name)
	case ix.Constraint != 0 && rel.Index.Constraint == 0 && sameIndex(t, ix, rel.Table, constrained(rel.Index, ix)):
		return pgerror.New(pgerror.InvalidObjectDefinition, cannot, rel.Index.Name, ix.Name).
			WithDetail("The index %q belongs to a constraint in table %q but no constraint exists for index %q.", ix.Name, t.Name, rel.Index.Name)
	case !sameIndex(t, ix, rel.Table, rel.Index):
		return pgerror.New(pgerror.InvalidObjectDefinition, cannot, rel.Index.Name, ix.Name).WithDetail("The index definitions do not match.")
	}
	if err := r.attachIndexTo(rel.Table, rel.Index.OID, ix.OID); err != nil {
		return err
	}
	if err := r.checkOverAll(t.ID, ix.OID); err != nil {
		return err
	}
	return r.validateIndex(t.ID, ix.OID)
}

// constrained is an index as it would be if it were of a constraint, as another one is.
func constrained(ix, as *catalog.IndexDesc) *catalog.IndexDesc {
	n := *ix
	n.Constraint, n.Primary = as.Constraint, as.Primary
	return &n
}

// validateIndex makes an index of a partitioned table valid once all partitions have a part of it.
func (r *run) validateIndex(id, index catalog.ID) error {
	t, parts, err := r.partitions(id)
	if err != nil {
		return err
	}
	for _, p := range parts {
		if !slices.ContainsFunc(p.Indexes, func(o catalog.IndexDesc) bool { return o.Parent == index && !o.Invalid }) {
			return nil
		}
	}
	sh, err := r.change(t)
	if err != nil {
		return err
	}
	var up catalog.ID
	for i := range sh.t.Indexes {
		if ix := &sh.t.Indexes[i]; ix.OID == index {
			ix.Invalid, up = false, ix.Parent
		}
	}
	if err := sh.apply(); err != nil || up == 0 {
		return err
	}
	return r.validateIndex(t.PartitionOf, up)
}

// attach is ALTER TABLE … ATTACH PARTITION.
func (r *run) attach(parent *catalog.TableDesc, c *ast.AttachPartition) error {
	if err := r.parted("partitioned tables"); err != nil {
		return err
	}
	if !parent.Partitioned() {
		return pgerror.New(pgerror.InvalidObjectDefinition, "table %q is not partitioned", parent.Name)
	}
	t, err := r.ownTable(c.Name)
	if err != nil {
		return err
	}
	if err := r.mayAttach(parent, t); err != nil {
		return err
	}
	p, err := r.bound(parent, c.Bound, t.Name)
	if err != nil {
		return err
	}
	sh, err := r.change(t)
	if err != nil {
		return err
	}
	if err := sh.fits(parent); err != nil {
		return err
	}
	// Indexes are built, and rows looked at, as the table's own transaction sees them.
	if err := sh.follow(parent); err != nil {
		return err
	}
	if err := sh.joins(parent, p); err != nil {
		return err
	}
	after := sh.otherNew[parent.ID]
	if err := sh.apply(); err != nil {
		return err
	}
	part := partAt(after, sh.t.ID)
	snap, err := r.snap()
	if err != nil {
		return err
	}
	now, ok := snap.TableByID(t.ID)
	if !ok {
		return catalog.ErrMoved
	}
	if err := r.checkParts(now); err != nil {
		return err
	}
	if now.Partitioned() {
		if err := r.carry(now.ID, nil); err != nil {
			return err
		}
	}
	if err := r.checkHome(after, now); err != nil {
		return err
	}
	for i := range after.Indexes {
		if err := r.checkOverAll(after.ID, after.Indexes[i].OID); err != nil {
			return err
		}
	}
	// As in Postgres, rows are looked at last: those of the new partition, then those of the default one.
	if err := r.checkRows(after, now, func(at int) bool { return at != part }, func(leaf *catalog.TableDesc) error {
		return pgerror.New(pgerror.CheckViolation, "partition constraint of relation %q is violated by some row", leaf.Name).WithTable(r.schemaName(snap, leaf), leaf.Name)
	}); err != nil {
		return err
	}
	return r.checkDefault(parent, after, part)
}

func (r *run) mayAttach(parent, t *catalog.TableDesc) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	switch {
	case t.View:
		return pgerror.New(pgerror.WrongObjectType, "%q is not a table", t.Name)
	case t.Global():
		return errGlobalPart(t)
	case t.IsPartition():
		return pgerror.New(pgerror.WrongObjectType, "%q is already a partition", t.Name)
	case len(t.Inherits) > 0:
		return pgerror.New(pgerror.WrongObjectType, "cannot attach inheritance child as partition")
	case t.HasChildren():
		return pgerror.New(pgerror.WrongObjectType, "cannot attach inheritance parent as partition")
	case t.Temporary && !parent.Temporary:
		return pgerror.New(pgerror.WrongObjectType, "cannot attach a temporary relation as partition of permanent relation %q", parent.Name)
	case !t.Temporary && parent.Temporary:
		return pgerror.New(pgerror.WrongObjectType, "cannot attach a permanent relation as partition of temporary relation %q", parent.Name)
	}
	circle := false
	snap.Tree(t, func(d *catalog.TableDesc, _ int) { circle = circle || d.ID == parent.ID })
	if circle {
		return pgerror.New(pgerror.DuplicateTable, "circular inheritance not allowed").WithDetail("%q is already a child of %q.", parent.Name, t.Name)
	}
	for i := range t.Triggers {
		if g := &t.Triggers[i]; g.Row && (g.OldTable != "" || g.NewTable != "") {
			return pgerror.New(pgerror.FeatureNotSupported, "trigger %q prevents table %q from becoming a partition", g.Name, t.Name).
				WithDetail("ROW triggers with transition tables are not supported on partitions.")
		}
	}
	for i := range parent.ForeignKeys {
		if f := &parent.ForeignKeys[i]; f.RefTable == t.ID {
			return pgerror.New(pgerror.FeatureNotSupported, "cannot attach table %q as a partition because it is referenced by foreign key %q", t.Name, f.Name)
		}
	}
	return r.unused(t, "ALTER TABLE")
}

// fits wants a table to have the columns of the one that it is to be a partition of.
func (s *shape) fits(parent *catalog.TableDesc) error {
	for i := range s.t.Columns {
		c := &s.t.Columns[i]
		if _, _, ok := parent.ColumnNamed(c.Name); !ok && !c.Hidden {
			return pgerror.New(pgerror.DatatypeMismatch, "table %q contains column %q not found in parent %q", s.t.Name, c.Name, parent.Name).
				WithDetail("The new partition may contain only the columns present in parent.")
		}
	}
	if err := s.hasAll(parent); err != nil {
		return err
	}
	for i := range parent.Checks {
		checkOf(s.t, parent.Checks[i].Name).Inherited = true
	}
	return nil
}

// hasAll wants a table to have the columns and checks of one that it is to be below.
func (s *shape) hasAll(parent *catalog.TableDesc) error {
	for i := range parent.Columns {
		p := &parent.Columns[i]
		if p.Hidden {
			continue
		}
		c, _, ok := s.t.ColumnNamed(p.Name)
		switch {
		case !ok:
			return pgerror.New(pgerror.DatatypeMismatch, "child table is missing column %q", p.Name)
		case c.TypeOID != p.TypeOID || c.Typmod != p.Typmod:
			return pgerror.New(pgerror.DatatypeMismatch, "child table %q has different type for column %q", s.t.Name, p.Name)
		case c.CollationOID() != p.CollationOID():
			return pgerror.New(pgerror.CollationMismatch, "child table %q has different collation for column %q", s.t.Name, p.Name)
		case p.NotNull && !c.NotNull:
			return pgerror.New(pgerror.DatatypeMismatch, "column %q in child table must be marked NOT NULL", p.Name)
		case p.Generated != 0 && c.Generated == 0:
			return pgerror.New(pgerror.DatatypeMismatch, "column %q in child table must be a generated column", p.Name)
		case p.Generated != 0 && p.DefaultText != c.DefaultText:
			return pgerror.New(pgerror.DatatypeMismatch, "column %q in child table has a conflicting generation expression", p.Name)
		}
	}
	for i := range parent.Checks {
		k := &parent.Checks[i]
		if k.NoInherit {
			continue
		}
		at := slices.IndexFunc(s.t.Checks, func(c catalog.CheckDesc) bool { return c.Name == k.Name })
		switch {
		case at < 0:
			return pgerror.New(pgerror.DatatypeMismatch, "child table is missing constraint %q", k.Name)
		case s.t.Checks[at].Text != k.Text:
			return pgerror.New(pgerror.DatatypeMismatch, "child table %q has different definition for check constraint %q", s.t.Name, k.Name)
		case s.t.Checks[at].NoInherit:
			return pgerror.New(pgerror.InvalidObjectDefinition, "constraint %q conflicts with non-inherited constraint on child table %q", k.Name, s.t.Name)
		case s.t.Checks[at].NotValid:
			return pgerror.New(pgerror.InvalidObjectDefinition, "constraint %q conflicts with NOT VALID constraint on child table %q", k.Name, s.t.Name)
		}
	}
	return nil
}

// detachPartition is ALTER TABLE … DETACH PARTITION.
func (r *run) detachPartition(parent *catalog.TableDesc, c *ast.DetachPartition) error {
	if !parent.Partitioned() {
		return pgerror.New(pgerror.InvalidObjectDefinition, "table %q is not partitioned", parent.Name)
	}
	if c.Concurrently && r.env.InBlock {
		return pgerror.New(pgerror.ActiveSQLTransaction, "ALTER TABLE ... DETACH CONCURRENTLY cannot run inside a transaction block")
	}
	t, err := r.table(c.Name)
	if err != nil {
		return err
	}
	if t.PartitionOf != parent.ID {
		return pgerror.New(pgerror.UndefinedTable, "relation %q is not a partition of relation %q", t.Name, parent.Name)
	}
	if c.Finalize {
		return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "partition %q in partitioned table %q is not pending detach", c.Name.Name, parent.Name)
	}
	if c.Concurrently && slices.ContainsFunc(parent.Partitioning.Parts, func(p catalog.Partition) bool { return p.Default }) {
		return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "cannot detach partitions concurrently when a default partition exists")
	}
	sh, err := r.change(t)
	if err != nil {
		return err
	}
	if err := sh.keepPlace(); err != nil {
		return err
	}
	sh.t.PartitionOf = 0
	for i := range sh.t.Indexes {
		sh.t.Indexes[i].Parent = 0
	}
	for i := range sh.t.Checks {
		sh.t.Checks[i].Inherited = false
	}
	for i := range sh.t.ForeignKeys {
		sh.t.ForeignKeys[i].Parent = 0
	}
	sh.t.Triggers = slices.DeleteFunc(sh.t.Triggers, func(g catalog.TriggerDesc) bool { return g.Parent != 0 })
	other, err := sh.other(parent)
	if err != nil {
		return err
	}
	other.Partitioning.Parts = slices.DeleteFunc(other.Partitioning.Parts, func(p catalog.Partition) bool { return p.Table == t.ID })
	if err := sh.apply(); err != nil {
		return err
	}
	if err := r.unreferenced(t, parent); err != nil {
		return err
	}
	if t.Partitioned() {
		return r.carry(t.ID, nil)
	}
	return nil
}

// unreferenced refuses to take a partition away whose rows foreign keys need, which refer to the
// table that it was a part of, or to one above.
func (r *run) unreferenced(part, parent *catalog.TableDesc) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	for at, ok := parent, true; ok; at, ok = snap.TableByID(at.PartitionOf) {
		for _, id := range at.InboundForeignKeys {
			child, ok := snap.TableByID(id)
			if !ok || child.Partitioned() { // rows are in its partitions, which are in the list, too
				continue
			}
			sh, err := r.change(child)
			if err != nil {
				return err
			}
			sh.removing = part.Name
			for i := range child.ForeignKeys {
				if f := &child.ForeignKeys[i]; f.RefTable == at.ID && !f.NotValid {
					if err := sh.checkForeignKey(f); err != nil {
						return err
					}
				}
			}
		}
		if !at.IsPartition() {
			break
		}
	}
	return nil
}

// inheritTriggers makes the partition's own of the parent's triggers for rows, and drops those
// whose parent is gone.
func (s *shape) inheritTriggers(parent *catalog.TableDesc) error {
	s.t.Triggers = slices.DeleteFunc(s.t.Triggers, func(g catalog.TriggerDesc) bool {
		return g.Parent != 0 && !slices.ContainsFunc(parent.Triggers, func(p catalog.TriggerDesc) bool { return p.OID == g.Parent })
	})
	for i := range parent.Triggers {
		g := parent.Triggers[i]
		if !g.Row {
			continue
		}
		n := g
		n.Parent, n.Comment, n.Columns = g.OID, "", nil
		for _, id := range g.Columns {
			c, _, _ := parent.ColumnByID(id)
			own, _, ok := s.t.ColumnNamed(c.Name)
			if !ok {
				return pgerror.Internal("ddl: %q has no column %q", s.t.Name, c.Name)
			}
			n.Columns = append(n.Columns, own.ID)
		}
		at := slices.IndexFunc(s.t.Triggers, func(o catalog.TriggerDesc) bool { return o.Parent == g.OID })
		named := slices.IndexFunc(s.t.Triggers, func(o catalog.TriggerDesc) bool { return o.Name == g.Name })
		switch {
		case named < 0 || named == at:
		case at < 0 && s.r.replacing == g.Name && s.t.Triggers[named].Constraint != 0:
			return pgerror.New(pgerror.DuplicateObject, "trigger %q for relation %q is a constraint trigger", g.Name, s.t.Name)
		case at < 0 && s.r.replacing == g.Name:
			at = named
		default:
			return pgerror.New(pgerror.DuplicateObject, "trigger %q for relation %q already exists", g.Name, s.t.Name)
		}
		if at >= 0 {
			own := &s.t.Triggers[at]
			if n.OID = own.OID; own.Parent == g.OID {
				n.State = own.State
			}
			if n.Constraint != 0 {
				n.Constraint = own.Constraint
			}
			if err := s.ownConstraint(&n, g.Constraint); err != nil {
				return err
			}
			*own = n
			continue
		}
		var err error
		if n.OID, err = s.r.env.State.NewID(s.r.ctx); err != nil {
			return err
		}
		if err := s.ownConstraint(&n, g.Constraint); err != nil {
			return err
		}
		s.t.Triggers = append(s.t.Triggers, n)
	}
	return nil
}

// ownConstraint gives a partition's constraint trigger a constraint that is not its parent's.
func (s *shape) ownConstraint(g *catalog.TriggerDesc, parent catalog.ID) (err error) {
	if parent != 0 && (g.Constraint == 0 || g.Constraint == parent) {
		g.Constraint, err = s.r.env.State.NewID(s.r.ctx)
	}
	return err
}

// renamePartitions renames a column of the partitions of a table, too.
func (r *run) renamePartitions(id catalog.ID, s *ast.Rename) error {
	_, parts, err := r.partitions(id)
	if err != nil {
		return err
	}
	for _, p := range parts {
		if err := r.renameColumnOf(p, s); err != nil {
			return err
		}
		if err := r.renamePartitions(p.ID, s); err != nil {
			return err
		}
	}
	return nil
}
