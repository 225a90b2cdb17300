package ddl

import (
	"maps"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// statisticsColumnsMax is Postgres's STATS_MAX_DIMENSIONS, statisticsTargetMax the highest target.
const (
	statisticsColumnsMax = 8
	statisticsTargetMax  = 10000
)

// createStatistics is CREATE STATISTICS.
func (r *run) createStatistics(s *ast.CreateStatistics) error {
	if err := r.declared("extended statistics"); err != nil {
		return err
	}
	t, err := r.statisticsTable(s.From)
	if err != nil {
		return err
	}
	schema, err := r.target(s.Name, ast.PersistencePermanent)
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if _, dup := snap.StatisticsIn(schema.ID, s.Name.Name); dup {
		if s.IfNotExists {
			r.skip(pgerror.DuplicateObject, "statistics object %q already exists", s.Name.Name)
			return nil
		}
		return pgerror.New(pgerror.DuplicateObject, "statistics object %q already exists", s.Name.Name)
	}
	me, err := r.user()
	if err != nil {
		return err
	}
	d := &catalog.StatisticsDesc{Base: catalog.Base{Name: s.Name.Name, Owner: me.ID}, DatabaseID: schema.DatabaseID, SchemaID: schema.ID, TableID: t.ID}
	if err := r.statisticsParts(d, t, s); err != nil {
		return err
	}
	if d.ID, err = r.env.State.NewID(r.ctx); err != nil {
		return err
	}
	// The table's row is written, so that who changes its columns meanwhile sees that this came.
	if err := edit(r, t, func(*catalog.TableDesc) error { return nil }); err != nil {
		return err
	}
	return r.env.State.Create(r.ctx, d)
}

// statisticsTable is the table that FROM names.
func (r *run) statisticsTable(from []ast.TableRef) (*catalog.TableDesc, error) {
	if len(from) != 1 {
		return nil, pgerror.New(pgerror.FeatureNotSupported, "only a single relation is allowed in CREATE STATISTICS")
	}
	n, ok := from[0].(*ast.TableName)
	if !ok || n.Sample != nil {
		return nil, pgerror.New(pgerror.FeatureNotSupported, "CREATE STATISTICS only supports relation names in the FROM clause")
	}
	rel, err := r.relation(n.Name)
	if err != nil {
		return nil, err
	}
	kind := ""
	switch {
	case rel.Index != nil:
		kind = "indexes"
	case rel.Sequence != nil:
		kind = "sequences"
	case rel.Table.View:
		kind = "views"
	}
	if kind != "" {
		return nil, pgerror.New(pgerror.WrongObjectType, "cannot define statistics for relation %q", n.Name.Name).
			WithDetail("This operation is not supported for %s.", kind)
	}
	return rel.Table, r.mayChange(rel.Table)
}

// statisticsParts reads the columns, expressions and kinds.
func (r *run) statisticsParts(d *catalog.StatisticsDesc, t *catalog.TableDesc, s *ast.CreateStatistics) error {
	schema, err := r.schemaOf(t)
	if err != nil {
		return err
	}
	if len(s.Elems) > statisticsColumnsMax {
		return pgerror.New(pgerror.TooManyColumns, "cannot have more than %d columns in statistics", statisticsColumnsMax)
	}
	sh := &shape{r: r, old: t, t: t, schema: schema}
	for i := range s.Elems {
		if err := sh.statisticsElem(d, &s.Elems[i], len(s.Elems) > 1); err != nil {
			return err
		}
	}
	if len(s.Elems) == 1 && len(d.Exprs) == 1 {
		if len(s.Kinds) > 0 {
			return pgerror.New(pgerror.FeatureNotSupported, "when building statistics on a single expression, statistics kinds may not be specified")
		}
		d.Kinds = string(catalog.StatisticsExpressions)
		return nil
	}
	if d.Kinds, err = statisticsKinds(s.Kinds, len(d.Exprs) > 0); err != nil {
		return err
	}
	if len(s.Elems) < 2 {
		return pgerror.New(pgerror.InvalidObjectDefinition, "extended statistics require at least 2 columns")
	}
	slices.Sort(d.Columns)
	if len(slices.Compact(slices.Clone(d.Columns))) < len(d.Columns) {
		return pgerror.New(pgerror.DuplicateColumn, "duplicate column name in statistics definition")
	}
	for i := range d.Exprs {
		if slices.Contains(d.Exprs[:i], d.Exprs[i]) {
			return pgerror.New(pgerror.DuplicateColumn, "duplicate expression in statistics definition")
		}
	}
	return nil
}

// statisticsElem adds a column or an expression; several tells that there are others.
func (s *shape) statisticsElem(d *catalog.StatisticsDesc, e *ast.IndexElem, several bool) error {
	if name := s.plainColumn(e); name != "" {
		col, _, ok := s.t.ColumnNamed(name)
		switch {
		case !ok && bind.IsSystemColumn(name):
			return errSystemStatistics()
		case !ok:
			return pgerror.New(pgerror.UndefinedColumn, "column %q does not exist", name)
		}
		d.Columns = append(d.Columns, col.ID)
		return statisticsType(col)
	}
	own, err := s.ownColumns(e.Expr)
	if err != nil {
		return err
	}
	o := bind.ScalarOptions{Use: bind.ScalarStatistics, Table: s.t}
	x, err := s.r.compile(e.Expr, o)
	if err != nil {
		return err
	}
	if isColumn(e.Expr) && x.IsColumn() { // casts to its own type are none
		if col, _, ok := s.t.ColumnByID(x.Columns()[0]); ok {
			d.Columns = append(d.Columns, col.ID)
			return statisticsType(col)
		}
	}
	if several && !types.Comparable(x.Type()) {
		return pgerror.New(pgerror.FeatureNotSupported, "expression cannot be used in multivariate statistics because its type %s has no default btree operator class", x.Type())
	}
	text, err := s.r.stored(own, o)
	d.Exprs = append(d.Exprs, catalog.StatisticsExpr{Text: text})
	return err
}

// isColumn reports whether an expression is a column, with casts around it perhaps.
func isColumn(x ast.Expr) bool {
	for c, ok := x.(*ast.CastExpr); ok; c, ok = x.(*ast.CastExpr) {
		x = c.X
	}
	_, ok := x.(*ast.ColumnRef)
	return ok
}

func errSystemStatistics() error {
	return pgerror.New(pgerror.FeatureNotSupported, "statistics creation on system columns is not supported")
}

// statisticsType refuses a column whose values have no order.
func statisticsType(col *catalog.Column) error {
	if types.Comparable(col.Type) {
		return nil
	}
	return pgerror.New(pgerror.FeatureNotSupported, "column %q cannot be used in statistics because its type %s has no default btree operator class", col.Name, col.Type)
}

// statisticsKinds are the letters of the kinds that were named; none: all.
func statisticsKinds(names []string, exprs bool) (string, error) {
	letters := []rune{catalog.StatisticsDistinct, catalog.StatisticsDependencies, catalog.StatisticsCommon}
	words := []string{"ndistinct", "dependencies", "mcv"}
	for _, n := range names {
		if !slices.Contains(words, n) {
			return "", pgerror.New(pgerror.SyntaxError, "unrecognized statistics kind %q", n)
		}
	}
	out := ""
	for i, word := range words {
		if len(names) == 0 || slices.Contains(names, word) {
			out += string(letters[i])
		}
	}
	if exprs {
		out += string(catalog.StatisticsExpressions)
	}
	return out, nil
}

// findStatistics finds the object that a statement names.
func (r *run) findStatistics(n ast.QName) (*catalog.StatisticsDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	d, ok, err := snap.StatisticsNamed(r.env.Path, n)
	if err == nil && !ok {
		err = pgerror.New(pgerror.UndefinedObject, "statistics object %q does not exist", writtenName(n))
	}
	return d, err
}

// writtenName is a name as it was written, without quotes.
func writtenName(n ast.QName) string {
	if n.Schema == "" {
		return n.Name
	}
	return n.Schema + "." + n.Name
}

// ownStatistics is findStatistics of an object that the user owns.
func (r *run) ownStatistics(n ast.QName) (*catalog.StatisticsDesc, error) {
	d, err := r.findStatistics(n)
	if err != nil {
		return nil, err
	}
	return d, r.mustOwn("statistics object", d)
}

// statisticsTarget is the number of values that may be asked for where n is.
func (r *run) statisticsTarget(n int32) (int32, error) {
	switch {
	case n < -1:
		return 0, pgerror.New(pgerror.InvalidParameterValue, "statistics target %d is too low", n)
	case n > statisticsTargetMax:
		r.notice(pgerror.NewWarning(pgerror.InvalidParameterValue, "lowering statistics target to %d", statisticsTargetMax))
		return statisticsTargetMax, nil
	}
	return n, nil
}

// alterStatistics is ALTER STATISTICS … SET STATISTICS.
func (r *run) alterStatistics(s *ast.AlterStatistics) error {
	target, err := r.statisticsTarget(s.Target)
	if err != nil {
		return err
	}
	d, err := r.findStatistics(s.Name)
	switch {
	case err != nil && s.IfExists && (pgerror.Is(err, pgerror.UndefinedObject) || pgerror.Is(err, pgerror.InvalidSchemaName)):
		r.skip(pgerror.UndefinedObject, "statistics object %q does not exist", writtenName(s.Name))
		return nil
	case err != nil:
		return err
	}
	if err := r.mustOwn("statistics object", d); err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.StatisticsDesc) error { d.Target = target + 1; return nil })
}

// renameStatistics is ALTER STATISTICS … RENAME TO.
func (r *run) renameStatistics(s *ast.Rename) error {
	d, err := r.ownStatistics(s.Name)
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	schema, ok := snap.SchemaByID(d.SchemaID)
	if !ok {
		return pgerror.Internal("statistics object %d has no schema", d.ID)
	}
	if err := r.mustCreateIn(schema); err != nil {
		return err
	}
	if err := statisticsFree(snap, schema, s.New); err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.StatisticsDesc) error { d.Name = s.New; return nil })
}

func statisticsFree(snap *catalog.Snapshot, schema *catalog.SchemaDesc, name string) error {
	if _, taken := snap.StatisticsIn(schema.ID, name); taken {
		return pgerror.New(pgerror.DuplicateObject, "statistics object %q already exists in schema %q", name, schema.Name)
	}
	return nil
}

// moveStatistics is ALTER STATISTICS … SET SCHEMA.
func (r *run) moveStatistics(s *ast.SetSchema) error {
	d, err := r.findStatistics(s.Name)
	if err != nil {
		return err
	}
	schema, err := r.target(ast.QName{Pos: -1, Schema: s.Schema, Name: d.Name}, ast.PersistencePermanent)
	if err != nil {
		return err
	}
	if err := r.mustOwn("statistics object", d); err != nil {
		return err
	}
	if err := r.staysInKind(d.SchemaID, schema); err != nil || schema.ID == d.SchemaID {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if err := statisticsFree(snap, schema, d.Name); err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.StatisticsDesc) error { d.SchemaID = schema.ID; return nil })
}

// giveStatistics is ALTER STATISTICS … OWNER TO.
func (r *run) giveStatistics(s *ast.AlterOwner) error {
	owner, err := r.role(&s.Role)
	if err != nil {
		return err
	}
	d, err := r.findStatistics(s.Name)
	if err != nil || owner.ID == d.Owner {
		return err
	}
	if err := r.mustOwn("statistics object", d); err != nil {
		return err
	}
	if owner, err = r.newOwner(&s.Role); err != nil {
		return err
	}
	if err := r.ownerMayCreate(owner, d.SchemaID); err != nil {
		return err
	}
	return r.giveTo(d, owner.ID)
}

// commentStatistics is COMMENT ON STATISTICS.
func (r *run) commentStatistics(s *ast.CommentOn) error {
	d, err := r.ownStatistics(s.Name)
	if err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.StatisticsDesc) error { d.Comment = s.Comment; return nil })
}

// dropStatistics is DROP STATISTICS.
func (r *run) dropStatistics(s *ast.Drop) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	var list []*catalog.StatisticsDesc
	for _, n := range s.Names {
		if gone, err := r.schemaGone(snap, n, s.IfExists); gone || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		d, ok, err := snap.StatisticsNamed(r.env.Path, n)
		if err != nil {
			return err
		}
		if !ok {
			if err := r.missing(s.IfExists, "statistics object %q does not exist", writtenName(n)); err != nil {
				return err
			}
			continue
		}
		if schema, ok := snap.SchemaByID(d.SchemaID); !ok || r.mustOwn("schema", schema) != nil {
			if err := r.mustOwn("statistics object", d); err != nil {
				return err
			}
		}
		if !slices.Contains(list, d) {
			list = append(list, d)
		}
	}
	for _, d := range list {
		if err := r.env.State.Drop(r.ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// dropStatisticsOf drops the objects over a table that goes, or, where column is not 0, over one of
// its columns.
func (r *run) dropStatisticsOf(t *catalog.TableDesc, column catalog.ColumnID) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	for _, d := range snap.StatisticsOf(t.ID) {
		if column != 0 && !slices.Contains(d.Reads(t), column) {
			continue
		}
		if err := r.env.State.Drop(r.ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// dropRemaining drops those of a set that did not go with their tables.
func (r *run) dropRemaining(set map[catalog.ID]*catalog.StatisticsDesc) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(set)) {
		if d, ok := snap.StatisticsByID(id); ok {
			if err := r.env.State.Drop(r.ctx, d); err != nil {
				return err
			}
		}
	}
	return nil
}

// renameInStatistics renames a column in the expressions of the objects over its table.
func (r *run) renameInStatistics(t *catalog.TableDesc, from, to string) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	for _, d := range snap.StatisticsOf(t.ID) {
		if len(d.Exprs) == 0 {
			continue
		}
		if err := edit(r, d, func(d *catalog.StatisticsDesc) error {
			for i := range d.Exprs {
				x, err := renamedIn(d.Exprs[i].Text, from, to)
				if err != nil {
					return err
				}
				d.Exprs[i].Text = deparse.Print(x)
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// retypeStatistics looks again at the objects over a column whose type has changed.
func (s *shape) retypeStatistics(id catalog.ColumnID) error {
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	col, _, ok := s.t.ColumnByID(id)
	if !ok {
		return nil
	}
	for _, d := range snap.StatisticsOf(s.t.ID) {
		for _, e := range d.Exprs {
			if _, err := s.recompile(e.Text, bind.ScalarStatistics); err != nil {
				return err
			}
		}
	}
	for _, d := range snap.StatisticsOf(s.t.ID) {
		if slices.Contains(d.Columns, id) {
			if err := statisticsType(col); err != nil {
				return err
			}
		}
		if d.Target == 0 || !slices.Contains(d.Reads(s.t), id) {
			continue
		}
		// Postgres makes the object anew, with its comment and without its target.
		err := editCurrent(s.r, d.ID, (*catalog.Snapshot).StatisticsByID, func(d *catalog.StatisticsDesc) error {
			d.Target = 0
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// likeStatistics copies the objects over the table of LIKE, without their targets.
func (s *shape) likeStatistics(src *catalog.TableDesc, comments bool) error {
	snap, err := s.r.snap()
	if err != nil || src.ID == 0 {
		return err
	}
	for _, d := range snap.StatisticsOf(src.ID) {
		n := &catalog.StatisticsDesc{Base: catalog.Base{Owner: s.t.Owner}, DatabaseID: s.t.DatabaseID, SchemaID: s.t.SchemaID, TableID: s.t.ID,
			Kinds: d.Kinds, Exprs: slices.Clone(d.Exprs)}
		if comments {
			n.Comment = d.Comment
		}
		var names []string
		for _, id := range d.Columns {
			c, _, ok := src.ColumnByID(id)
			if !ok {
				continue
			}
			own, _, ok := s.t.ColumnNamed(c.Name)
			if !ok {
				return pgerror.Internal("a column of statistics object %d is not copied", d.ID)
			}
			n.Columns = append(n.Columns, own.ID)
			names = append(names, c.Name)
		}
		for range d.Exprs {
			names = append(names, "expr")
		}
		slices.Sort(n.Columns)
		n.Name = chooseName(s.t.Name, columnsName(names), "stat", func(name string) bool {
			_, taken := snap.StatisticsIn(s.t.SchemaID, name)
			return taken || slices.ContainsFunc(s.statistics, func(o *catalog.StatisticsDesc) bool { return o.Name == name })
		})
		if n.ID, err = s.r.env.State.NewID(s.r.ctx); err != nil {
			return err
		}
		s.statistics = append(s.statistics, n)
	}
	return nil
}

// statisticsNaming takes the objects down whose expressions name an object.
func (x *typeDrop) statisticsNaming(snap *catalog.Snapshot, database catalog.ID, frozen, word string) {
	for d := range snap.Statistics(database) {
		if x.goes(d.TableID) || !slices.ContainsFunc(d.Exprs, func(e catalog.StatisticsExpr) bool { return strings.Contains(e.Text, frozen) }) {
			continue
		}
		x.note("statistics object "+snap.StatisticsName(x.r.env.Path, d), word)
		x.parts = append(x.parts, func() error {
			now, err := x.r.snap()
			if err != nil {
				return err
			}
			if d, ok := now.StatisticsByID(d.ID); ok {
				return x.r.env.State.Drop(x.r.ctx, d)
			}
			return nil // gone with its table, or a column
		})
	}
}
