package ddl

import (
	"slices"
	"strconv"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

// columnsMax is Postgres's limit of columns in a table.
const columnsMax = 1600

// serialTypes are the types that stand for a sequence.
var serialTypes = map[string]types.OID{
	"smallserial": types.OIDInt2, "serial2": types.OIDInt2,
	"serial": types.OIDInt4, "serial4": types.OIDInt4,
	"bigserial": types.OIDInt8, "serial8": types.OIDInt8,
}

// columnType resolves a column's type; serial is 0 for an ordinary one.
func (r *run) columnType(c *ast.ColumnDef) (t *types.Type, typmod int32, serial types.OID, err error) {
	tn := c.Type
	if tn == nil {
		return nil, 0, 0, pgerror.New(pgerror.SyntaxError, "column %q has no type", c.Name)
	}
	if len(tn.Names) == 1 && len(tn.ArrayBounds) == 0 {
		if oid, ok := serialTypes[tn.Names[0]]; ok {
			t, _ = types.ByOID(oid)
			return t, types.NoTypmod, oid, r.mayUseType(t)
		}
	}
	if len(tn.Names) == 1 && serialTypes[tn.Names[0]] != 0 {
		return nil, 0, 0, r.at(pgerror.New(pgerror.FeatureNotSupported, "array of serial is not implemented"), tn.Pos)
	}
	snap, err := r.snap()
	if err != nil {
		return nil, 0, 0, err
	}
	if t, typmod, err = bind.ResolveType(tn, snap, r.env.Path); err != nil {
		return nil, 0, 0, r.at(err, tn.Pos)
	}
	if t.IsPseudo() || t == types.TUnknown {
		return nil, 0, 0, pgerror.New(pgerror.InvalidTableDefinition, "column %q has pseudo-type %s", c.Name, t)
	}
	return t, typmod, 0, r.mayUseType(t)
}

// addColumn adds a column to the shape, without the constraints that concern
// rows together; those it appends to s.pending.
func (s *shape) addColumn(c *ast.ColumnDef) (*catalog.Column, error) {
	if err := s.mayNameColumn(c); err != nil {
		return nil, err
	}
	t, typmod, serial, err := s.r.columnType(c)
	if err != nil {
		return nil, err
	}
	if err := s.columnRowType(t); err != nil {
		return nil, err
	}
	return s.makeColumn(c, t, typmod, serial)
}

// mayNameColumn refuses names that are taken, and a column too many.
func (s *shape) mayNameColumn(c *ast.ColumnDef) error {
	if _, _, dup := s.t.ColumnNamed(c.Name); dup {
		if s.old == nil {
			return pgerror.New(pgerror.DuplicateColumn, "column %q specified more than once", c.Name)
		}
		return pgerror.New(pgerror.DuplicateColumn, "column %q of relation %q already exists", c.Name, s.t.Name)
	}
	if bind.IsSystemColumn(c.Name) {
		return pgerror.New(pgerror.DuplicateColumn, "column name %q conflicts with a system column name", c.Name)
	}
	if len(s.t.Stored()) >= columnsMax {
		return pgerror.New(pgerror.TooManyColumns, "tables can have at most %d columns", columnsMax)
	}
	return nil
}

// mayCompress looks at the method by which Postgres compresses the values of a column; here stores
// compress what they hold as they see fit.
func mayCompress(t *types.Type, method string) error {
	switch {
	case method == "" || method == "default":
		return nil
	case t.Storage == storagePlain:
		return pgerror.New(pgerror.FeatureNotSupported, "column data type %s does not support compression", t)
	case method != "pglz" && method != "lz4":
		return pgerror.New(pgerror.InvalidParameterValue, "invalid compression method %q", method)
	}
	return nil
}

// makeColumn adds a column of a type; serial is not 0 for one of the serial types.
func (s *shape) makeColumn(c *ast.ColumnDef, t *types.Type, typmod int32, serial types.OID) (*catalog.Column, error) {
	if err := mayCompress(t, c.Compression); err != nil {
		return nil, err
	}
	if err := s.r.collation(c.Collation, t); err != nil {
		return nil, err
	}
	if err := s.r.known(t); err != nil {
		return nil, err
	}
	col := catalog.Column{ID: s.t.NextColumnID, Name: c.Name, Type: t, TypeOID: t.OID, Typmod: typmod, Collation: collationOf(c.Collation, t)}
	s.t.NextColumnID++
	at := len(s.t.Stored())
	if at > 0 && s.t.Columns[at-1].ID == catalog.RowIDColumn {
		at--
	}
	s.t.Columns = slices.Insert(s.t.Columns, at, col)
	s.touched()
	if serial != 0 {
		if err := s.addSerial(c, col.ID, serial); err != nil {
			return nil, err
		}
	}
	if err := s.columnConstraints(c, col.ID, serial != 0); err != nil {
		return nil, err
	}
	p, _, _ := s.t.ColumnByID(col.ID)
	return p, nil
}

// noSystemIndex is the error of an index or a key of system columns.
func noSystemIndex() error {
	return pgerror.New(pgerror.FeatureNotSupported, "index creation on system columns is not supported")
}

func noSystemChange(name string) error {
	return pgerror.New(pgerror.FeatureNotSupported, "cannot alter system column %q", name)
}

// known refuses columns of the row types of system tables, and of a type of which older nodes of
// the cluster know the name alone.
func (r *run) known(t *types.Type) error {
	snap, err := r.snap()
	if err == nil {
		err = noSystemRow(snap, t)
	}
	if err != nil {
		return err
	}
	if base := t.Elem(); base != nil {
		t = base
	}
	switch {
	case types.NeedsTagged(t) && !r.x.o.Version.Active(version.Tagged):
	case types.NeedsNumbered(t) && !r.x.o.Version.Active(version.Numbered):
	case types.NeedsParted(t) && !r.x.o.Version.Active(version.Parted):
	case types.IsCoded(t) && !r.x.o.Version.Active(version.Coded):
	case (t == types.TJSONB || t == types.TJSONPath) && !r.x.o.Version.Active(version.Typed):
	default:
		return nil
	}
	return pgerror.Unsupported("Upgrade all nodes of the cluster first.", "columns of type %s are not supported by older nodes of the cluster", t)
}

// collation accepts the collations that order by bytes, which is the only order
// there is.
func (r *run) collation(name ast.QName, t *types.Type) error {
	if name.Schema != "" && name.Schema != catalog.SchemaPGCatalog {
		snap, err := r.snap()
		if err == nil {
			_, err = snap.Qualify(r.env.Path, name)
		}
		if err == nil {
			err = pgerror.New(pgerror.UndefinedObject, "collation \"%s.%s\" for encoding \"UTF8\" does not exist", name.Schema, name.Name)
		}
		return r.at(err, name.Pos)
	}
	switch name.Name {
	case "":
		return nil
	case "default", "C", "POSIX", "ucs_basic":
		if t.Collation() == 0 {
			return r.at(pgerror.New(pgerror.DatatypeMismatch, "collations are not supported by type %s", t), name.Pos)
		}
		return nil
	}
	return r.at(pgerror.Unsupported(`Use COLLATE "C"; text is ordered by its bytes.`, "collation %q is not supported", name.Name), name.Pos)
}

// placeless is the name of a collation whose errors have no position.
func placeless(name ast.QName) ast.QName {
	name.Pos = -1
	return name
}

// collationOf is the collation that a type has, or the one that is named in its place.
func collationOf(name ast.QName, t *types.Type) types.OID {
	if id, ok := catalog.Collations()[name.Name]; ok {
		return id
	}
	return t.Collation()
}

// columnConstraints applies the constraints written with a column.
func (s *shape) columnConstraints(c *ast.ColumnDef, id catalog.ColumnID, serial bool) error {
	var null, notNull, hasDefault, identity, generated bool
	last := ast.Pos(-1)
	notNull = serial
	twice := func(what string, pos ast.Pos) error {
		return s.r.at(pgerror.New(pgerror.SyntaxError, "multiple %s for column %q of table %q", what, c.Name, s.t.Name), pos)
	}
	for i := range c.Constraints {
		k := &c.Constraints[i]
		col, _, _ := s.t.ColumnByID(id)
		switch k.Kind {
		case ast.ConstraintNull, ast.ConstraintNotNull, ast.ConstraintDefault, ast.ConstraintIdentity, ast.ConstraintGenerated:
			last = k.Pos
		}
		switch k.Kind {
		case ast.ConstraintNull:
			null = true
		case ast.ConstraintNotNull:
			notNull = true
		case ast.ConstraintDefault:
			if hasDefault || serial {
				return twice("default values specified", k.Pos)
			}
			hasDefault = true
			if err := s.setDefault(col, k.Expr); err != nil {
				return err
			}
		case ast.ConstraintIdentity:
			if identity {
				return twice("identity specifications", k.Pos)
			}
			identity, notNull = true, true
			if err := s.addIdentity(col, k.Identity, k.SeqOptions); err != nil {
				return err
			}
		case ast.ConstraintGenerated:
			if generated {
				return twice("generation clauses specified", k.Pos)
			}
			generated = true
			s.pending = append(s.pending, pendingConstraint{*k, c.Name, false})
		default:
			own := *k
			if k.Kind != ast.ConstraintCheck {
				own.Columns = []string{c.Name}
			}
			s.pending = append(s.pending, pendingConstraint{own, c.Name, false})
		}
	}
	if identity && (hasDefault || serial) {
		return s.r.at(pgerror.New(pgerror.SyntaxError, "both default and identity specified for column %q of table %q", c.Name, s.t.Name), last)
	}
	if generated && (hasDefault || serial) {
		return s.r.at(pgerror.New(pgerror.SyntaxError, "both default and generation expression specified for column %q of table %q", c.Name, s.t.Name), last)
	}
	if generated && identity {
		return s.r.at(pgerror.New(pgerror.SyntaxError, "both identity and generation expression specified for column %q of table %q", c.Name, s.t.Name), last)
	}
	if null && notNull {
		return s.r.at(pgerror.New(pgerror.SyntaxError, "conflicting NULL/NOT NULL declarations for column %q of table %q", c.Name, s.t.Name), last)
	}
	col, _, _ := s.t.ColumnByID(id)
	col.NotNull = col.NotNull || notNull // a partition keeps its parent's
	return nil
}

// addSerial gives a column a sequence of its own.
func (s *shape) addSerial(c *ast.ColumnDef, id catalog.ColumnID, typ types.OID) error {
	seq, err := s.ownSequence(c.Name, id, typ, nil)
	if err != nil {
		return err
	}
	col, _, _ := s.t.ColumnByID(id)
	col.DefaultText, col.SequenceID = catalog.NextvalText(seq.ID), seq.ID
	if col.DefaultID, err = s.r.env.State.NewID(s.r.ctx); err != nil {
		return err
	}
	return nil
}

// mayBeIdentity refuses identity columns of types that sequences have no numbers of.
func mayBeIdentity(t catalog.ID) error {
	if _, _, ok := catalog.SequenceBounds(t); ok {
		return nil
	}
	return pgerror.New(pgerror.InvalidParameterValue, "identity column type must be smallint, integer, or bigint")
}

// addIdentity makes a column an identity column.
func (s *shape) addIdentity(col *catalog.Column, kind ast.IdentityKind, options []ast.SeqOption) error {
	if err := mayBeIdentity(col.TypeOID); err != nil {
		return err
	}
	seq, err := s.ownSequence(col.Name, col.ID, col.TypeOID, options)
	if err != nil {
		return err
	}
	identify(col, seq, kind)
	return nil
}

// identify makes col the identity column of a sequence.
func identify(col *catalog.Column, seq *catalog.SequenceDesc, kind ast.IdentityKind) {
	seq.Identity = true
	col.SequenceID, col.NotNull, col.Identity = seq.ID, true, identityLetter(kind)
}

func identityLetter(k ast.IdentityKind) byte {
	if k == ast.IdentityAlways {
		return 'a'
	}
	return 'd'
}

// ownSequence makes the sequence of a serial or identity column.
func (s *shape) ownSequence(column string, id catalog.ColumnID, typ types.OID, options []ast.SeqOption) (*catalog.SequenceDesc, error) {
	name := ""
	var rest []ast.SeqOption
	for _, o := range options {
		if o.Kind == ast.SeqName {
			name = o.Names[len(o.Names)-1]
			continue
		}
		rest = append(rest, o)
	}
	if name == "" {
		name = chooseName(s.t.Name, column, "seq", s.relationTaken)
	} else if s.relationTaken(name) {
		return nil, pgerror.New(pgerror.DuplicateTable, "relation %q already exists", name)
	}
	s.taken[name] = true
	seq, err := s.r.newSequence(s.schema, name, typ, rest)
	if err != nil {
		return nil, err
	}
	if err := s.r.mustCreateIn(s.schema); err != nil {
		return nil, err
	}
	seq.Owner, seq.OwnerTable, seq.OwnerColumn = s.t.Owner, s.t.ID, id
	if err := s.r.startGrants(seq, s.schema.ID); err != nil {
		return nil, err
	}
	s.sequences = append(s.sequences, seq)
	statement := "CREATE TABLE"
	if s.old != nil {
		statement = "ALTER TABLE"
	}
	s.r.notice(pgerror.NewDebug("%s will create implicit sequence %q for serial column \"%s.%s\"", statement, name, s.t.Name, column))
	return seq, nil
}

// setDefault checks a default and stores it.
func (s *shape) setDefault(col *catalog.Column, x ast.Expr) error {
	text, err := s.defaultText(col, x)
	if err != nil {
		return err
	}
	col.DefaultText = text
	if text == "" {
		col.DefaultID = 0
		return nil
	}
	if col.DefaultID == 0 {
		col.DefaultID, err = s.r.env.State.NewID(s.r.ctx)
	}
	return err
}

// compile compiles a default or a check: ALTER TABLE's errors have no position, as in Postgres.
func (s *shape) compile(x ast.Expr, o bind.ScalarOptions) (*host.Scalar, error) {
	if s.old != nil {
		return s.r.compilePlaceless(x, o)
	}
	return s.r.compile(x, o)
}

func (s *shape) defaultText(col *catalog.Column, x ast.Expr) (string, error) {
	// NULL is the default of a column without one, but where that is the domain's, and where a length
	// is enforced on it: Postgres keeps the call, and catalogs and dumps show it.
	k, null := x.(*ast.Const)
	null = null && k.Kind == ast.ConstNull
	if !null && col.Type.Base() == col.Type {
		k, null = s.r.nullOf(x, col.Type)
	}
	if null {
		if col.Type.Base() == col.Type && !enforcesLength(col) {
			return "", nil
		}
		x = &ast.CastExpr{Pos: k.Pos, X: k, Type: bind.StoredType(col.Type.Base())}
	}
	o := bind.ScalarOptions{Use: bind.ScalarDefault, Column: col.Name, Type: col.Type, Typmod: col.Typmod}
	if _, err := s.compile(x, o); err != nil {
		return "", err
	}
	return s.r.stored(x, o)
}

// nullOf is the NULL that x is, also where it is written with its type t.
func (r *run) nullOf(x ast.Expr, t *types.Type) (*ast.Const, bool) {
	for {
		c, ok := x.(*ast.CastExpr)
		if !ok {
			break
		}
		snap, err := r.snap()
		if err != nil {
			return nil, false
		}
		if to, typmod, err := bind.ResolveType(c.Type, snap, r.env.Path); err != nil || to != t || typmod != types.NoTypmod {
			return nil, false
		}
		x = c.X
	}
	k, ok := x.(*ast.Const)
	return k, ok && k.Kind == ast.ConstNull
}

// enforcesLength reports whether values of the column's own type are brought to its length or
// precision.
func enforcesLength(col *catalog.Column) bool {
	if col.Typmod == types.NoTypmod {
		return false
	}
	t := col.Type
	if e := t.Elem(); e != nil && t.IsArray() {
		t = e
	}
	_, ok := builtin.FindCast(t, t, builtin.Explicit)
	return ok
}

// freeze prints an expression with the names of relations in it (the arguments
// of nextval and casts to regclass) replaced by their OIDs, so that it means the
// same after a rename and under another search_path.
func (r *run) freeze(x ast.Expr) (string, error) {
	own, err := parser.ParseExpr(deparse.Print(x))
	if err != nil {
		return "", err
	}
	snap, err := r.snap()
	if err != nil {
		return "", err
	}
	ast.Walk(own, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.TypeName:
			bind.StoreType(n, snap, r.env.Path)
		case *ast.CastExpr:
			if isRegclass(n.Type) && err == nil {
				n.X, err = r.frozenName(snap, n.X)
			}
		case *ast.FuncCall:
			if isSequenceFunc(n) && err == nil {
				if k, ok := n.Args[0].(*ast.Const); ok && k.Kind == ast.ConstString {
					n.Args[0] = &ast.CastExpr{Pos: -1, X: k, Type: &ast.TypeName{Pos: -1, Names: []string{"regclass"}}}
				}
			}
		}
		return true
	})
	if err != nil {
		return "", err
	}
	return deparse.Print(own), nil
}

func isRegclass(t *ast.TypeName) bool {
	return t.Names[len(t.Names)-1] == "regclass" && len(t.ArrayBounds) == 0
}

func isSequenceFunc(f *ast.FuncCall) bool {
	switch f.Name.Name {
	case "nextval", "currval", "setval":
		return len(f.Args) > 0 && (f.Name.Schema == "" || f.Name.Schema == "pg_catalog")
	}
	return false
}

// frozenName replaces a relation's name in a literal by its OID.
func (r *run) frozenName(snap *catalog.Snapshot, x ast.Expr) (ast.Expr, error) {
	// 'name'::text::regclass and the like are left alone: they are looked up
	// each time, in Postgres too.
	k, ok := x.(*ast.Const)
	if !ok || k.Kind != ast.ConstString {
		return x, nil
	}
	if _, err := strconv.ParseUint(k.Text, 10, 32); err == nil {
		return x, nil
	}
	name, err := catalog.ParseName(k.Text)
	if err != nil {
		return nil, err
	}
	rel, ok, err := snap.Lookup(r.env.Path, name)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, pgerror.New(pgerror.UndefinedTable, "relation %q does not exist", k.Text)
	}
	var d catalog.Descriptor
	var id catalog.ID
	switch {
	case rel.Index != nil:
		id, d = rel.Index.OID, rel.Table
	case rel.Table != nil:
		id, d = rel.Table.ID, rel.Table
	default:
		id, d = rel.Sequence.ID, rel.Sequence
	}
	if err := r.env.State.Share(r.ctx, d); err != nil {
		return nil, err
	}
	return &ast.Const{Pos: -1, Kind: ast.ConstString, Text: strconv.FormatUint(uint64(id), 10)}, nil
}

// noColumn is the error for a column that is not there.
func noColumn(name string, t *catalog.TableDesc) error {
	return pgerror.New(pgerror.UndefinedColumn, "column %q of relation %q does not exist", name, t.Name)
}
