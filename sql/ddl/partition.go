package ddl

import (
	"cmp"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// partitionColumnsMax is Postgres's PARTITION_MAX_KEYS.
const partitionColumnsMax = 32

// hashModulusMax bounds the modulus of hash partitions: a table of it is made for each plan.
const hashModulusMax = 1 << 16

// partitionBy is PARTITION BY of CREATE TABLE.
func (s *shape) partitionBy(b *ast.PartitionBy) error {
	if err := s.r.parted("partitioned tables"); err != nil {
		return s.r.at(err, b.Pos)
	}
	k := &s.t.Partitioning
	k.Strategy = b.Strategy
	if len(b.Elems) > partitionColumnsMax {
		return pgerror.New(pgerror.TooManyColumns, "cannot partition using more than %d columns", partitionColumnsMax)
	}
	if b.Strategy == ast.PartitionList && len(b.Elems) > 1 {
		return pgerror.New(pgerror.InvalidObjectDefinition, "cannot use \"list\" partition strategy with more than one column")
	}
	for i := range b.Elems {
		c, err := s.partitionColumn(b, i)
		if err != nil {
			return err
		}
		k.Columns = append(k.Columns, c)
	}
	for i := range s.t.Indexes {
		if err := coversPartitionKey(s.t, &s.t.Indexes[i]); err != nil {
			return err
		}
	}
	for i := range s.t.Checks {
		if s.t.Checks[i].NoInherit {
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot add NO INHERIT constraint to partitioned table %q", s.t.Name)
		}
	}
	return nil
}

func (s *shape) partitionColumn(b *ast.PartitionBy, at int) (out catalog.PartitionColumn, err error) {
	var t *types.Type
	e := &b.Elems[at]
	own := types.OID(0)
	e = outerCollation(e)
	if name := s.plainColumn(e); name != "" {
		if bind.IsSystemColumn(name) {
			return out, s.r.at(pgerror.New(pgerror.InvalidObjectDefinition, "cannot use system column %q in partition key", name), e.Pos)
		}
		c, _, ok := s.t.ColumnNamed(name)
		if !ok {
			return out, s.r.at(pgerror.New(pgerror.UndefinedColumn, "column %q named in partition key does not exist", name), e.Pos)
		}
		if c.Generated != 0 {
			return out, s.r.at(pgerror.New(pgerror.InvalidObjectDefinition, "cannot use generated column in partition key").
				WithDetail("Column %q is a generated column.", name), e.Pos)
		}
		t, out, own = c.Type, catalog.PartitionColumn{ID: c.ID, TypeOID: c.TypeOID, Typmod: c.Typmod}, c.CollationOID()
	} else if out, t, err = s.partitionExpr(e, at); err != nil {
		return out, err
	} else if own = out.Collation; own == 0 {
		own = t.Collation()
	}
	if err := s.r.collation(placeless(e.Collation), t); err != nil {
		return out, err
	}
	if e.Collation.Name != "" {
		own = collationOf(e.Collation, t)
	}
	if out.Collation = 0; own != t.Collation() && s.r.x.o.Version.Active(version.Declared) {
		out.Collation = own
	}
	if b.Strategy == ast.PartitionHash {
		if !types.CanHash(t) {
			return out, noClass(t, "hash")
		}
		return out, nil
	}
	if e.OpClass.Name != "" {
		if _, err := operatorClass(e, t); err != nil {
			return out, s.r.at(err, e.Pos)
		}
	}
	if !rowenc.CanBeKey(t) || rowenc.KeyHoldsRecords(t) {
		return out, noClass(t, "btree")
	}
	return out, nil
}

func noClass(t *types.Type, method string) error {
	return pgerror.New(pgerror.UndefinedObject, "data type %s has no default operator class for access method \"%s\"", t, method).
		WithHint("You must specify a %s operator class or define a default %s operator class for the data type.", method, method)
}

func (s *shape) partitionExpr(e *ast.IndexElem, at int) (out catalog.PartitionColumn, t *types.Type, err error) {
	own, err := s.ownColumns(e.Expr)
	if err != nil {
		return out, nil, err
	}
	o := bind.ScalarOptions{Use: bind.ScalarPartitionKey, Table: s.t}
	x, err := s.r.compile(e.Expr, o)
	if err != nil {
		p := pgerror.From(err).Clone()
		p.Position = 0 // as in Postgres
		return out, nil, p
	}
	typ := x.Type()
	if c, ok := e.Expr.(*ast.Const); ok && c.Kind == ast.ConstString {
		typ = types.TUnknown
	}
	if typ.IsPseudo() || typ == types.TUnknown {
		return out, nil, pgerror.New(pgerror.InvalidTableDefinition, "partition key column %d has pseudo-type %s", at+1, typ)
	}
	if !x.Immutable() {
		return out, nil, pgerror.New(pgerror.InvalidObjectDefinition, "functions in partition key expression must be marked IMMUTABLE")
	}
	if len(x.Columns()) == 0 {
		return out, nil, pgerror.New(pgerror.InvalidObjectDefinition, "cannot use constant expression as partition key")
	}
	for _, id := range x.Columns() {
		if c, _, ok := s.t.ColumnByID(id); ok && c.Generated != 0 {
			return out, nil, s.r.at(pgerror.New(pgerror.InvalidObjectDefinition, "cannot use generated column in partition key").
				WithDetail("Column %q is a generated column.", c.Name), e.Pos)
		}
	}
	if id, ok := x.Collation(); ok {
		out.Collation = id
	} else if e.Collation.Name == "" {
		return out, nil, pgerror.New(pgerror.InvalidTableDefinition, "no collation was derived for partition key column %d with collatable type %s", 1+at, x.Type()).
			WithHint("Use the COLLATE clause to set the collation explicitly.")
	}
	out.TypeOID, out.Typmod = x.Type().OID, x.Typmod()
	out.Expr, err = s.r.stored(own, o)
	return out, x.Type(), err
}

// coversPartitionKey wants a unique index of a partitioned table to have all columns of the
// partition key: then each partition sees to it for itself.
func coversPartitionKey(t *catalog.TableDesc, ix *catalog.IndexDesc) error {
	if !t.Partitioned() || !ix.Unique || ix.OID == 0 {
		return nil
	}
	if t.OverAll(ix) { // each asks the others
		if ix.Deferrable {
			return errDeferredOver(ix)
		}
		return nil
	}
	what := "UNIQUE"
	if ix.Primary {
		what = "PRIMARY KEY"
	}
	for _, c := range t.Partitioning.Columns {
		if c.ID == 0 {
			return pgerror.New(pgerror.FeatureNotSupported, "unsupported %s constraint with partition key definition", what).
				WithDetail("%s constraints cannot be used when partition keys include expressions.", what)
		}
		if !slices.ContainsFunc(ix.Columns, func(k catalog.IndexColumn) bool { return k.Expr == "" && k.ID == c.ID }) {
			col, _, _ := t.ColumnByID(c.ID)
			return pgerror.New(pgerror.FeatureNotSupported, "unique constraint on partitioned table must include all partitioning columns").
				WithDetail("%s constraint on table %q lacks column %q which is part of the partition key.", what, t.Name, col.Name)
		}
	}
	return nil
}

// partitionOf finds the table that a new one is to be a partition of.
func (s *shape) partitionOf(c *ast.CreateTable) (*catalog.TableDesc, error) {
	if err := s.r.parted("partitioned tables"); err != nil {
		return nil, s.r.at(err, c.Bound.Pos)
	}
	parent, err := s.r.table(c.PartitionOf)
	if err != nil {
		return nil, err
	}
	if !parent.Partitioned() {
		return nil, pgerror.New(pgerror.InvalidObjectDefinition, "%q is not partitioned", parent.Name)
	}
	if err := s.r.mayChange(parent); err != nil {
		return nil, err
	}
	switch {
	case s.t.Temporary && !parent.Temporary:
		return nil, pgerror.New(pgerror.WrongObjectType, "cannot create a temporary relation as partition of permanent relation %q", parent.Name)
	case !s.t.Temporary && parent.Temporary:
		return nil, pgerror.New(pgerror.WrongObjectType, "cannot create a permanent relation as partition of temporary relation %q", parent.Name)
	}
	if parent.Homed() && c.PartitionBy != nil {
		return nil, errPartedHome(parent)
	}
	if err := s.r.unused(parent, "CREATE TABLE .. PARTITION OF"); err != nil {
		return nil, err
	}
	return parent, nil
}

// fillPartition adds what a partition has of its parent's, and of its own.
func (s *shape) fillPartition(c *ast.CreateTable) error {
	parent, err := s.partitionOf(c)
	if err != nil {
		return err
	}
	for i := range parent.Columns {
		if err := s.inheritColumn(&parent.Columns[i]); err != nil {
			return err
		}
	}
	seen := map[string]bool{}
	for i := range c.Columns {
		def := &c.Columns[i]
		col, _, ok := s.t.ColumnNamed(def.Name)
		if !ok {
			return pgerror.New(pgerror.UndefinedColumn, "column %q does not exist", def.Name)
		}
		if seen[def.Name] {
			return pgerror.New(pgerror.DuplicateColumn, "column %q specified more than once", def.Name)
		}
		seen[def.Name] = true
		if slices.ContainsFunc(def.Constraints, func(k ast.Constraint) bool { return k.Kind == ast.ConstraintIdentity }) {
			return pgerror.New(pgerror.FeatureNotSupported, "identity columns are not supported on partitions")
		}
		if slices.ContainsFunc(def.Constraints, func(k ast.Constraint) bool { return k.Kind == ast.ConstraintGenerated }) {
			return pgerror.New(pgerror.FeatureNotSupported, "generated columns are not supported on partitions")
		}
		if err := s.columnConstraints(def, col.ID, false); err != nil {
			return err
		}
	}
	for i := range c.Constraints {
		s.pending = append(s.pending, pendingConstraint{c.Constraints[i], "", false})
	}
	if parent.HasPrimaryKey() {
		if err := s.inheritIndex(parent, parent.Primary()); err != nil {
			return err
		}
	}
	if err := s.addPending(); err != nil {
		return err
	}
	if err := s.inheritRest(parent); err != nil {
		return err
	}
	p, err := s.r.bound(parent, c.Bound, s.t.Name)
	if err != nil {
		return err
	}
	if err := s.joins(parent, p); err != nil {
		return err
	}
	other := s.otherNew[parent.ID]
	return s.r.checkDefault(parent, other, partAt(other, s.t.ID))
}

func (s *shape) inheritColumn(c *catalog.Column) (err error) {
	if c.Hidden {
		return nil
	}
	col := catalog.Column{ID: s.t.NextColumnID, Name: c.Name, Type: c.Type, TypeOID: c.TypeOID, Typmod: c.Typmod, NotNull: c.NotNull, Collation: c.Collation,
		Storage: c.Storage, Generated: c.Generated}
	if c.DefaultText != "" {
		col.DefaultText, col.Default = c.DefaultText, c.Default
		if col.DefaultID, err = s.r.env.State.NewID(s.r.ctx); err != nil {
			return err
		}
	}
	s.t.NextColumnID++
	s.t.Columns = append(s.t.Columns, col)
	s.touched()
	return nil
}

// inheritIndex makes the part of an index of the parent.
func (s *shape) inheritIndex(parent *catalog.TableDesc, ix *catalog.IndexDesc) error {
	if ix.OID == 0 || ix.State == catalog.IndexDropping {
		return nil
	}
	for i := range s.t.Indexes {
		if own := &s.t.Indexes[i]; own.Parent == 0 && sameIndex(parent, ix, s.t, own) {
			own.Parent = ix.OID
			return nil
		}
	}
	if s.asks {
		if err := s.r.mustCreateIn(s.schema); err != nil {
			return err
		}
	}
	before := len(s.t.Indexes)
	if err := s.likeIndex(parent, ix, false); err != nil {
		return err
	}
	at := 0
	if !ix.HoldsRows() {
		at = len(s.t.Indexes) - 1
		if before == 0 || at == 0 {
			return pgerror.Internal("ddl: index %q comes before the primary one", ix.Name)
		}
	}
	s.t.Indexes[at].Parent = ix.OID
	return coversPartitionKey(s.t, &s.t.Indexes[at]) // of a partition that has partitions itself
}

// sameIndex reports whether an index of a partition is what its parent's would be there.
func sameIndex(parent *catalog.TableDesc, a *catalog.IndexDesc, t *catalog.TableDesc, b *catalog.IndexDesc) bool {
	if b.OID == 0 || b.State != catalog.IndexPublic || a.Unique != b.Unique || a.Primary != b.Primary || a.NullsNotDistinct != b.NullsNotDistinct || a.Class != b.Class || a.Method() != b.Method() || a.Excludes() != b.Excludes() ||
		a.Predicate != b.Predicate || a.Deferrable != b.Deferrable || len(a.Columns) != len(b.Columns) || len(a.Include) != len(b.Include) ||
		a.Constraint != 0 && b.Constraint == 0 {
		return false
	}
	same := func(x, y catalog.ColumnID) bool {
		p, _, ok := parent.ColumnByID(x)
		q, _, ok2 := t.ColumnByID(y)
		return ok && ok2 && p.Name == q.Name
	}
	for i := range a.Columns {
		x, y := a.Columns[i], b.Columns[i]
		if x.Desc != y.Desc || x.NullsFirst != y.NullsFirst || x.OpClass != y.OpClass || x.Class != y.Class || parent.IndexCollation(&x) != t.IndexCollation(&y) || x.Expr != y.Expr || x.Expr == "" && !same(x.ID, y.ID) {
			return false
		}
	}
	for i := range a.Include {
		if !same(a.Include[i], b.Include[i]) {
			return false
		}
	}
	return true
}

// inheritRest adds the parent's checks, indexes and foreign keys.
func (s *shape) inheritRest(parent *catalog.TableDesc) error {
	for i := range parent.Checks {
		if err := s.inheritCheck(&parent.Checks[i]); err != nil {
			return err
		}
	}
	for i := range parent.Indexes {
		if ix := &parent.Indexes[i]; !ix.HoldsRows() && ix.State == catalog.IndexPublic {
			if err := s.inheritIndex(parent, ix); err != nil {
				return err
			}
		}
	}
	for i := range parent.ForeignKeys {
		if err := s.inheritForeignKey(parent, &parent.ForeignKeys[i]); err != nil {
			return err
		}
	}
	return s.inheritTriggers(parent)
}

func (s *shape) inheritCheck(k *catalog.CheckDesc) (err error) {
	for i := range s.t.Checks {
		if own := &s.t.Checks[i]; own.Name == k.Name {
			if own.Text != k.Text {
				return pgerror.New(pgerror.DuplicateObject, "constraint %q for relation %q already exists", k.Name, s.t.Name)
			}
			s.r.notice(pgerror.NewNotice("merging constraint %q with inherited definition", k.Name))
			own.Inherited = true
			return nil
		}
	}
	return s.addCopied(catalog.CheckDesc{Name: k.Name, Text: k.Text, Expr: k.Expr, NotValid: k.NotValid, Inherited: true})
}

// inheritForeignKey makes the partition's part of a foreign key of its parent.
func (s *shape) inheritForeignKey(parent *catalog.TableDesc, f *catalog.ForeignKeyDesc) (err error) {
	n := *f
	n.Parent, n.Comment = f.OID, ""
	mapped := func(ids []catalog.ColumnID) (out []catalog.ColumnID) {
		for _, id := range ids {
			c, _, _ := parent.ColumnByID(id)
			own, _, _ := s.t.ColumnNamed(c.Name)
			out = append(out, own.ID)
		}
		return out
	}
	n.Columns, n.SetColumns, n.RefColumns = mapped(f.Columns), mapped(f.SetColumns), slices.Clone(f.RefColumns)
	for i := range s.t.ForeignKeys {
		own := &s.t.ForeignKeys[i]
		if own.Parent == 0 && own.RefTable == n.RefTable && slices.Equal(own.Columns, n.Columns) && slices.Equal(own.RefColumns, n.RefColumns) &&
			own.OnDelete == n.OnDelete && own.OnUpdate == n.OnUpdate && own.MatchFull == n.MatchFull && own.Deferrable == n.Deferrable && !own.NotValid {
			own.Parent = f.OID
			return nil
		}
	}
	if s.constraintTaken(n.Name) {
		var names []string
		for _, id := range n.Columns {
			c, _, _ := s.t.ColumnByID(id)
			names = append(names, c.Name)
		}
		n.Name = chooseName(s.t.Name, columnsName(names), "fkey", s.constraintTaken)
	}
	if n.OID, err = s.r.env.State.NewID(s.r.ctx); err != nil {
		return err
	}
	s.t.ForeignKeys = append(s.t.ForeignKeys, n)
	if s.old != nil && !n.NotValid {
		s.foreign = append(s.foreign, n.Name)
	}
	if f.RefTable == s.t.ID {
		addInbound(s.t, s.t.ID)
		return nil
	}
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	ref, ok := snap.TableByID(f.RefTable)
	if !ok {
		return catalog.ErrMoved
	}
	p, err := s.other(ref)
	if err != nil {
		return err
	}
	addInbound(p, s.t.ID)
	return nil
}

// joins makes the table a partition of another one.
func (s *shape) joins(parent *catalog.TableDesc, p *catalog.Partition) error {
	other, err := s.other(parent)
	if err != nil {
		return err
	}
	p.Table = s.t.ID
	other.Partitioning.Parts = append(other.Partitioning.Parts, *p)
	if err := s.r.orderParts(other); err != nil {
		return err
	}
	s.t.PartitionOf = parent.ID
	return nil
}

// partAt is the place of a partition in Parts, -1 for none.
func partAt(t *catalog.TableDesc, part catalog.ID) int {
	return slices.IndexFunc(t.Partitioning.Parts, func(p catalog.Partition) bool { return p.Table == part })
}

// orderParts brings the partitions into the order of their bounds, in which they are read.
func (r *run) orderParts(t *catalog.TableDesc) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	k := &t.Partitioning
	router, err := snap.Router(t)
	if err != nil {
		return err
	}
	parts := make([]catalog.Partition, 0, len(k.Parts))
	for _, i := range router.Order(k) {
		parts = append(parts, k.Parts[i])
	}
	k.Parts = parts
	return nil
}

// bound reads FOR VALUES, and refuses what overlaps with other partitions.
func (r *run) bound(parent *catalog.TableDesc, b *ast.PartitionBound, name string) (*catalog.Partition, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	router, err := snap.Router(parent)
	if err != nil {
		return nil, err
	}
	k := &parent.Partitioning
	p := &catalog.Partition{Default: b.Default}
	switch {
	case b.Default && k.Strategy == ast.PartitionHash:
		return nil, pgerror.New(pgerror.InvalidTableDefinition, "a hash-partitioned table may not have a default partition")
	case b.Default:
	case b.Strategy != k.Strategy:
		return nil, r.at(pgerror.New(pgerror.InvalidTableDefinition, "invalid bound specification for a %s partition", strings.ToLower(k.Strategy.String())), b.Pos)
	case k.Strategy == ast.PartitionList:
		err = r.listBound(parent, router, b, p)
	case k.Strategy == ast.PartitionRange:
		err = r.rangeBound(parent, router, b, p, name)
	default:
		err = r.hashBound(snap, parent, b, p)
	}
	if err != nil {
		return nil, err
	}
	at, err := router.Overlap(p)
	if err != nil || at < 0 {
		return p, err
	}
	other, _ := snap.TableByID(k.Parts[at].Table)
	if p.Default {
		return nil, r.at(pgerror.New(pgerror.InvalidObjectDefinition, "partition %q conflicts with existing default partition %q", name, other.Name), b.Pos)
	}
	pos := b.Pos
	if len(b.In) > 0 {
		pos = ast.Pos(b.In[0].Position())
		for i := range p.In { // the value that is there already
			one := catalog.Partition{In: p.In[i : i+1]}
			if at, err := router.Overlap(&one); err == nil && at >= 0 && i < len(b.In) {
				pos = ast.Pos(b.In[i].Position())
				break
			}
		}
	} else if len(b.From) > 0 {
		pos = ast.Pos(b.From[0].Position())
	}
	return nil, r.at(pgerror.New(pgerror.InvalidObjectDefinition, "partition %q would overlap partition %q", name, other.Name), pos)
}

func (r *run) listBound(parent *catalog.TableDesc, router *catalog.Router, b *ast.PartitionBound, p *catalog.Partition) error {
	for _, x := range b.In {
		v, err := r.boundValue(parent, router, x, 0)
		if err != nil {
			return err
		}
		if !slices.Contains(p.In, v) {
			p.In = append(p.In, v)
		}
	}
	return nil
}

// infinite is what MINVALUE and MAXVALUE are read as.
func infinite(x ast.Expr) catalog.BoundKind {
	if c, ok := x.(*ast.ColumnRef); ok && c.Table == "" && !c.Star {
		switch c.Name {
		case "minvalue":
			return catalog.BoundMin
		case "maxvalue":
			return catalog.BoundMax
		}
	}
	return catalog.BoundIs
}

func (r *run) rangeBound(parent *catalog.TableDesc, router *catalog.Router, b *ast.PartitionBound, p *catalog.Partition, name string) error {
	n := len(parent.Partitioning.Columns)
	for _, side := range []struct {
		word string
		list []ast.Expr
		out  *[]catalog.BoundValue
	}{{"FROM", b.From, &p.From}, {"TO", b.To, &p.To}} {
		if len(side.list) != n {
			return pgerror.New(pgerror.InvalidTableDefinition, "%s must specify exactly one value per partitioning column", side.word)
		}
	}
	for _, side := range []struct {
		list []ast.Expr
		out  *[]catalog.BoundValue
	}{{b.From, &p.From}, {b.To, &p.To}} {
		last := catalog.BoundIs
		for i, x := range side.list {
			kind := infinite(x)
			if last != catalog.BoundIs && kind != last {
				word := "MINVALUE"
				if last == catalog.BoundMax {
					word = "MAXVALUE"
				}
				return r.at(pgerror.New(pgerror.DatatypeMismatch, "every bound following %s must also be %s", word, word), ast.Pos(x.Position()))
			}
			if last = kind; kind != catalog.BoundIs {
				*side.out = append(*side.out, catalog.BoundValue{Kind: kind})
				continue
			}
			v, err := r.boundValue(parent, router, x, i)
			if err != nil {
				return err
			}
			if v.Kind == catalog.BoundNull {
				return pgerror.New(pgerror.InvalidObjectDefinition, "cannot specify NULL in range bound")
			}
			*side.out = append(*side.out, v)
		}
	}
	empty, err := router.Empty(p)
	if err != nil || !empty {
		return err
	}
	from, to, _ := strings.Cut(strings.TrimPrefix(p.Text(ast.PartitionRange, router.Types()), "FOR VALUES FROM "), " TO ")
	return r.at(pgerror.New(pgerror.InvalidObjectDefinition, "empty range bound specified for partition %q", name).
		WithDetail("Specified lower bound %s is greater than or equal to upper bound %s.", from, to), ast.Pos(b.From[0].Position()))
}

func (r *run) hashBound(snap *catalog.Snapshot, parent *catalog.TableDesc, b *ast.PartitionBound, p *catalog.Partition) error {
	p.Modulus, p.Remainder = b.Modulus, b.Remainder
	switch {
	case p.Modulus <= 0:
		return pgerror.New(pgerror.InvalidTableDefinition, "modulus for hash partition must be an integer value greater than zero")
	case p.Remainder < 0:
		return pgerror.New(pgerror.InvalidTableDefinition, "remainder for hash partition must be an integer value greater than or equal to zero")
	case p.Remainder >= p.Modulus:
		return pgerror.New(pgerror.InvalidTableDefinition, "remainder for hash partition must be less than modulus")
	case p.Modulus > hashModulusMax:
		return pgerror.New(pgerror.ProgramLimitExceeded, "modulus for hash partition must be at most %d", hashModulusMax)
	}
	return factors(snap, parent, p)
}

// factors wants each modulus to be a factor of the next larger one.
func factors(snap *catalog.Snapshot, parent *catalog.TableDesc, p *catalog.Partition) error {
	var below, above *catalog.Partition
	order := func(a, b *catalog.Partition) int {
		return cmp.Or(cmp.Compare(a.Modulus, b.Modulus), cmp.Compare(a.Remainder, b.Remainder))
	}
	for i := range parent.Partitioning.Parts { // the neighbours by modulus and remainder: errors name them
		o := &parent.Partitioning.Parts[i]
		if order(o, p) <= 0 && (below == nil || order(o, below) > 0) {
			below = o
		}
		if order(o, p) > 0 && (above == nil || order(o, above) < 0) {
			above = o
		}
	}
	name := func(o *catalog.Partition) string {
		t, _ := snap.TableByID(o.Table)
		return t.Name
	}
	const message = "every hash partition modulus must be a factor of the next larger modulus"
	if below != nil && p.Modulus%below.Modulus != 0 {
		return pgerror.New(pgerror.InvalidObjectDefinition, message).
			WithDetail("The new modulus %d is not divisible by %d, the modulus of existing partition %q.", p.Modulus, below.Modulus, name(below))
	}
	if above != nil && above.Modulus%p.Modulus != 0 {
		return pgerror.New(pgerror.InvalidObjectDefinition, message).
			WithDetail("The new modulus %d is not a factor of %d, the modulus of existing partition %q.", p.Modulus, above.Modulus, name(above))
	}
	return nil
}

// boundValue evaluates one value of a bound, of the i-th column of the key.
func (r *run) boundValue(parent *catalog.TableDesc, router *catalog.Router, x ast.Expr, i int) (out catalog.BoundValue, err error) {
	ast.Walk(x, func(n ast.Node) bool {
		if c, ok := n.(*ast.ColumnRef); ok && err == nil {
			err = r.at(pgerror.New(pgerror.FeatureNotSupported, "cannot use column reference in partition bound expression"), c.Pos)
		}
		return err == nil
	})
	if err != nil {
		return out, err
	}
	c, t := &parent.Partitioning.Columns[i], router.Types()[i]
	name := c.Expr
	if col, _, ok := parent.ColumnByID(c.ID); ok && c.ID != 0 {
		name = col.Name
	}
	s, err := r.compile(x, bind.ScalarOptions{Use: bind.ScalarPartitionBound, Column: name, Type: t, Typmod: c.Typmod})
	if pgerror.Is(err, pgerror.DatatypeMismatch) {
		err = r.at(pgerror.New(pgerror.DatatypeMismatch, "specified value cannot be cast to type %s for column %q", t, name), ast.Pos(x.Position()))
	}
	if err != nil {
		return out, err
	}
	d, err := r.eval(s, nil)
	if err != nil {
		return out, err
	}
	if d.IsNull() {
		return catalog.BoundValue{Kind: catalog.BoundNull}, nil
	}
	return catalog.BoundValue{Text: types.StoredText(t, d)}, nil
}

// keyOf computes the partition key of parent from rows of t.
func (r *run) keyOf(parent, t *catalog.TableDesc) (func(row []types.Datum) ([]types.Datum, error), error) {
	slots := make([]int, len(parent.Partitioning.Columns))
	exprs := make([]*host.Scalar, len(slots))
	for i, c := range parent.Partitioning.Columns {
		if c.ID != 0 {
			col, _, _ := parent.ColumnByID(c.ID)
			_, slots[i], _ = t.ColumnNamed(col.Name)
			continue
		}
		x, err := parseExpr(c.Expr)
		if err != nil {
			return nil, err
		}
		if exprs[i], err = r.compile(x, bind.ScalarOptions{Use: bind.ScalarPartitionKey, Kept: true, Table: t}); err != nil {
			return nil, err
		}
	}
	key := make([]types.Datum, len(slots))
	return func(row []types.Datum) ([]types.Datum, error) {
		for i := range slots {
			if exprs[i] == nil {
				key[i] = row[slots[i]]
				continue
			}
			d, err := r.eval(exprs[i], row)
			if err != nil {
				return nil, err
			}
			key[i] = d
		}
		return key, nil
	}, nil
}

// checkRows wants the rows of t, or of its leaves, to be where the keys of parent, as it will
// be, say: wrong tells which partitions are not theirs.
func (r *run) checkRows(parent, t *catalog.TableDesc, wrong func(part int) bool, fail func(leaf *catalog.TableDesc) error) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	router, err := snap.Router(parent)
	if err != nil {
		return err
	}
	snap.Leaves(t, func(leaf *catalog.TableDesc) {
		if err != nil {
			return
		}
		var key func([]types.Datum) ([]types.Datum, error)
		if key, err = r.keyOf(parent, leaf); err != nil {
			return
		}
		if !leaf.Fresh {
			if err = r.env.State.Exclude(r.ctx, leaf.ID, r.env.LockTimeout); err != nil {
				return
			}
			if err = r.env.Txn.Refresh(r.ctx); err != nil {
				return
			}
		}
		err = newSource(leaf).each(r, r.env.Txn, func(row []types.Datum) error {
			k, err := key(row)
			if err == nil && wrong(router.Find(k)) {
				err = fail(leaf)
			}
			return err
		})
	})
	return err
}

// checkDefault refuses a new partition, the one at part, whose rows lie in the default one.
func (r *run) checkDefault(was, parent *catalog.TableDesc, part int) error {
	for i := range was.Partitioning.Parts {
		p := &was.Partitioning.Parts[i]
		if !p.Default {
			continue
		}
		snap, err := r.snap()
		if err != nil {
			return err
		}
		t, ok := snap.TableByID(p.Table)
		if !ok {
			return catalog.ErrMoved
		}
		return r.checkRows(parent, t, func(at int) bool { return at == part }, func(leaf *catalog.TableDesc) error {
			return pgerror.New(pgerror.CheckViolation, "updated partition constraint for default partition %q would be violated by some row", leaf.Name).
				WithTable(r.schemaName(snap, leaf), leaf.Name)
		})
	}
	return nil
}

func (r *run) schemaName(snap *catalog.Snapshot, t *catalog.TableDesc) string {
	if s, ok := snap.SchemaByID(t.SchemaID); ok {
		return s.Name
	}
	return ""
}
