package ddl

import (
	"slices"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

// createDomain is CREATE DOMAIN.
func (r *run) createDomain(s *ast.CreateDomain) error {
	if err := r.typed("domains"); err != nil {
		return err
	}
	d, err := r.newType(s.Name, catalog.ClassDomain)
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	base, typmod, err := bind.ResolveType(s.Type, snap, r.env.Path)
	if err != nil {
		return err
	}
	if base.IsPseudo() || base == types.TUnknown {
		return pgerror.New(pgerror.DatatypeMismatch, "%q is not a valid base type for a domain", base.String())
	}
	if err := r.mayUseType(base); err != nil {
		return err
	}
	if err := noSystemRow(snap, base); err != nil {
		return err
	}
	if err := r.useRowType(snap, base); err != nil {
		return err
	}
	if err := r.collation(placeless(s.Collation), base); err != nil {
		return err
	}
	d.BaseID, d.BaseTypmod = base.OID, typmod
	if id := collationOf(s.Collation, base); id != base.Collation() && r.x.o.Version.Active(version.Declared) {
		d.Collation = id
	}
	if b := base.Domain(); b != nil {
		d.Default = b.Default
	}
	if err := r.domainConstraints(d, base, s.Constraints); err != nil {
		return err
	}
	return r.env.State.Create(r.ctx, d)
}

func (r *run) domainConstraints(d *catalog.TypeDesc, base *types.Type, list []ast.Constraint) error {
	null, def := 0, false
	for i := range list {
		k := &list[i]
		switch k.Kind {
		case ast.ConstraintNotNull, ast.ConstraintNull:
			way := 1
			if k.Kind == ast.ConstraintNull {
				way = 2
			}
			if null != 0 && null != way {
				return r.at(pgerror.New(pgerror.SyntaxError, "conflicting NULL/NOT NULL constraints"), -1)
			}
			null = way
			d.NotNull = way == 1
		case ast.ConstraintDefault:
			if def {
				return pgerror.New(pgerror.SyntaxError, "multiple default expressions")
			}
			def = true
			text, err := r.domainDefault(d, base, k.Expr)
			if err != nil {
				return err
			}
			d.Default = text
		case ast.ConstraintCheck:
			if k.NoInherit {
				return pgerror.New(pgerror.InvalidObjectDefinition, "check constraints for domains cannot be marked NO INHERIT")
			}
			if err := r.addDomainCheck(d, base, k); err != nil {
				return err
			}
		case ast.ConstraintPrimaryKey:
			return pgerror.New(pgerror.SyntaxError, "primary key constraints not possible for domains")
		case ast.ConstraintUnique:
			return pgerror.New(pgerror.SyntaxError, "unique constraints not possible for domains")
		case ast.ConstraintForeignKey:
			return pgerror.New(pgerror.SyntaxError, "foreign key constraints not possible for domains")
		default:
			return pgerror.New(pgerror.FeatureNotSupported, "specifying GENERATED not supported for domains")
		}
	}
	return nil
}

// domainDefault checks a default and gives it the form in which it is kept.
func (r *run) domainDefault(d *catalog.TypeDesc, base *types.Type, x ast.Expr) (string, error) {
	if k, ok := x.(*ast.Const); ok && k.Kind == ast.ConstNull {
		return "", nil
	}
	o := bind.ScalarOptions{Use: bind.ScalarDefault, Column: d.Name, Type: base, Typmod: d.BaseTypmod}
	if _, err := r.compilePlaceless(x, o); err != nil {
		return "", err
	}
	return r.stored(x, o)
}

// addDomainCheck adds CHECK.
func (r *run) addDomainCheck(d *catalog.TypeDesc, base *types.Type, k *ast.Constraint) error {
	taken := func(name string) bool {
		return slices.ContainsFunc(d.Checks, func(c catalog.DomainDesc) bool { return c.Name == name })
	}
	name := k.Name
	if name == "" {
		name = chooseName(d.Name, "", "check", taken)
	}
	if taken(name) {
		return pgerror.New(pgerror.DuplicateObject, "constraint %q for domain %q already exists", name, d.Name)
	}
	o := bind.ScalarOptions{Use: bind.ScalarCheck, Table: bind.DomainValue(base, d.BaseTypmod), Type: types.TBool, Typmod: types.NoTypmod}
	var other *ast.ColumnRef
	ast.Walk(k.Expr, func(n ast.Node) bool {
		if c, ok := n.(*ast.ColumnRef); ok && (c.Name != "value" || c.Table != "") && other == nil {
			other = c
		}
		return true
	})
	if other != nil {
		return pgerror.New(pgerror.UndefinedColumn, "column %q does not exist", other.Name)
	}
	if _, err := r.compilePlaceless(k.Expr, o); err != nil {
		return err
	}
	text, err := r.stored(k.Expr, o)
	if err != nil {
		return err
	}
	c := catalog.DomainDesc{Name: name, Text: text, NotValid: k.NotValid}
	if c.OID, err = r.env.State.NewID(r.ctx); err != nil {
		return err
	}
	d.Checks = append(d.Checks, c)
	return nil
}

// alterDomain is ALTER DOMAIN.
func (r *run) alterDomain(s *ast.AlterDomain) error {
	old, err := r.typeDesc(s.Name, ast.ObjectDomain)
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	t, ok := snap.Types().ByOID(old.ID)
	if !ok {
		return pgerror.Internal("type %d is not known", old.ID)
	}
	d, err := catalog.Edit(r.ctx, r.env.State, old)
	if err != nil {
		return err
	}
	check, err := r.domainAction(d, t, s)
	if err != nil {
		return err
	}
	if err := r.env.State.Write(r.ctx, old, d); err != nil || check == nil {
		return err
	}
	return r.checkDomainColumns(d, check)
}

// newConstraint is what values that exist must hold to: the condition, or that they are not
// NULL. Where skip is set they need not, as NOT VALID says; who writes does.
type newConstraint struct {
	text string
	skip bool
}

func (r *run) domainAction(d *catalog.TypeDesc, t *types.Type, s *ast.AlterDomain) (*newConstraint, error) {
	base := t.Domain().Base
	find := func(name string) int {
		return slices.IndexFunc(d.Checks, func(c catalog.DomainDesc) bool { return c.Name == name })
	}
	missing := func() error {
		return pgerror.New(pgerror.UndefinedObject, "constraint %q of domain %q does not exist", s.Old, d.Name)
	}
	switch s.Action {
	case ast.DomainSetDefault:
		text, err := r.domainDefault(d, base, s.Default)
		d.Default = text
		return nil, err
	case ast.DomainDropDefault:
		d.Default = ""
	case ast.DomainDropNotNull:
		d.NotNull = false
	case ast.DomainSetNotNull:
		if d.NotNull {
			return nil, nil
		}
		d.NotNull = true
		return &newConstraint{}, nil
	case ast.DomainAddConstraint:
		if err := r.addDomainCheck(d, base, s.Constraint); err != nil {
			return nil, err
		}
		k := d.Checks[len(d.Checks)-1]
		return &newConstraint{text: k.Text, skip: k.NotValid}, nil
	case ast.DomainDropConstraint:
		i := find(s.Old)
		if i < 0 {
			if s.IfExists {
				r.skip(pgerror.UndefinedObject, "constraint %q of domain %q does not exist", s.Old, d.Name)
				return nil, nil
			}
			return nil, missing()
		}
		d.Checks = slices.Delete(d.Checks, i, i+1)
	case ast.DomainRenameConstraint:
		i := find(s.Old)
		switch {
		case i < 0:
			return nil, pgerror.New(pgerror.UndefinedObject, "constraint %q for domain %s does not exist", s.Old, catalog.QuoteIdent(d.Name))
		case find(s.New) >= 0:
			return nil, pgerror.New(pgerror.DuplicateObject, "constraint %q for domain %s already exists", s.New, catalog.QuoteIdent(d.Name))
		}
		d.Checks[i].Name = s.New
	case ast.DomainValidateConstraint:
		i := find(s.Old)
		if i < 0 {
			return nil, missing()
		}
		d.Checks[i].NotValid = false // one that is valid is looked at again, as in Postgres
		return &newConstraint{text: d.Checks[i].Text}, nil
	}
	return nil, nil
}

// checkDomainColumns holds the rows of tables to a new constraint of a domain, and makes those
// that write to them later know it.
func (r *run) checkDomainColumns(d *catalog.TypeDesc, k *newConstraint) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	over := func(t *types.Type) bool {
		for ; t != nil && t.Domain() != nil; t = t.Domain().Base {
			if t.OID == d.ID {
				return true
			}
		}
		return false
	}
	var tables []*catalog.TableDesc
	for t := range snap.Tables(d.DatabaseID) {
		if slices.ContainsFunc(t.Columns, func(c catalog.Column) bool { return within(c.Type, d.ID, 0) }) {
			tables = append(tables, t)
		}
	}
	sortByID(tables)
	for _, t := range tables {
		var slots []int
		for i := range t.Columns {
			c := &t.Columns[i]
			if !k.skip && !over(c.Type) && within(c.Type, d.ID, 0) { // a part of its values
				return pgerror.New(pgerror.FeatureNotSupported, "cannot alter type %q because column \"%s.%s\" uses it", d.Name, t.Name, c.Name)
			}
			if over(c.Type) {
				slots = append(slots, i)
			}
		}
		if err := r.checkDomainTable(d, t, slots, k); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) checkDomainTable(d *catalog.TypeDesc, t *catalog.TableDesc, slots []int, k *newConstraint) error {
	sh, err := r.change(t)
	if err != nil {
		return err
	}
	sh.t.Format++ // plans that do not check are out of date
	if k.skip {
		return sh.apply()
	}
	var cond *host.Scalar
	if k.text != "" {
		x, err := parser.ParseExpr(k.text)
		if err != nil {
			return err
		}
		base := t.Columns[slots[0]].Type.Base()
		if cond, err = r.compile(x, bind.ScalarOptions{Use: bind.ScalarCheck, Kept: true, Table: bind.DomainValue(base, types.NoTypmod), Type: types.TBool, Typmod: types.NoTypmod}); err != nil {
			return err
		}
	}
	span := sh.old.Span(sh.old.Primary())
	if err := r.env.Txn.Validate(r.ctx, []keys.Span{span}); err != nil {
		return err
	}
	err = newSource(sh.old).each(r, r.env.Txn, func(row []types.Datum) error {
		for _, slot := range slots {
			if err := r.holds(cond, row[slot], sh.schema.Name, t, t.Columns[slot].Name); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return sh.apply()
}

// holds checks a value that exists against a new constraint; nil: NOT NULL.
func (r *run) holds(cond *host.Scalar, d types.Datum, schema string, t *catalog.TableDesc, column string) error {
	if cond == nil {
		if d.IsNull() {
			return pgerror.New(pgerror.NotNullViolation, "column %q of table %q contains null values", column, t.Name).
				WithTable(schema, t.Name).WithColumn(column)
		}
		return nil
	}
	ok, err := r.eval(cond, []types.Datum{d})
	if err == nil && !ok.IsNull() && !ok.Bool() {
		err = pgerror.New(pgerror.CheckViolation, "column %q of table %q contains values that violate the new constraint", column, t.Name).
			WithTable(schema, t.Name).WithColumn(column)
	}
	return err
}

// commentDomain is COMMENT ON CONSTRAINT … ON DOMAIN.
func (r *run) commentDomain(s *ast.CommentOn) error {
	d, owned := r.typeDesc(s.Name, ast.ObjectDomain)
	if d == nil {
		return owned
	}
	i := slices.IndexFunc(d.Checks, func(c catalog.DomainDesc) bool { return c.Name == s.Child })
	if i < 0 {
		return pgerror.New(pgerror.UndefinedObject, "constraint %q for domain %s does not exist", s.Child, catalog.QuoteIdent(d.Name))
	}
	if owned != nil {
		return owned
	}
	return edit(r, d, func(d *catalog.TypeDesc) error { d.Checks[i].Comment = s.Comment; return nil })
}
