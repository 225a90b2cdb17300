package pgcatalog

import (
	"context"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/extension"
	"strings"

	"github.com/isochrondb/isochron/base/charset"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
)

// Schema is what these functions ask of a session besides host.Session: the
// schema that the current statement sees.
type Schema interface {
	Snapshot(ctx context.Context) (*catalog.Snapshot, error)
	Path() *catalog.SearchPath
}

// call is one call of a function.
type call struct {
	ctx  context.Context
	s    host.Session
	env  *types.Env
	snap *catalog.Snapshot
	path *catalog.SearchPath
	args []types.Datum
	// byNumber: a column is named by its number.
	byNumber bool
	// functions are those that AddFunctions added to.
	functions *host.Functions
}

func (c *call) oid(i int) catalog.ID { return catalog.ID(c.args[i].Int()) }

func (c *call) text(i int) string { return c.args[i].Text() }

// user is the current user's role.
func (c *call) user() catalog.ID {
	return c.path.Role
}

// function is a row of the list of functions.
type function struct {
	name   string
	args   []*types.Type
	result *types.Type
	fn     func(c *call) (types.Datum, error)
}

// recordFunction is one that gives records, of the columns that it names.
type recordFunction struct {
	function
	outNames []string
	outTypes []*types.Type
}

// nullsFunction is the one function that is called with NULLs: a type without a
// modifier.
const nullsFunction = "format_type"

// AddFunctions registers the functions of pg_catalog that look into the
// catalog.
func AddFunctions(to *host.Functions, size SizeOf, measured *stats.Store) {
	for _, list := range [][]function{definitionFunctions(), visibilityFunctions(), commentFunctions(), privilegeFunctions(), sizeFunctions(size), statFunctions(measured), otherFunctions(), infoFunctions(), lookFunctions(), statisticsFunctions()} {
		for _, f := range list {
			to.Add(&host.Function{Name: f.name, Args: f.args, Result: f.result, Strict: f.name != nullsFunction, Volatility: builtin.Stable, Fn: wrap(f, to)})
		}
	}
	for _, f := range objectFunctions() {
		to.Add(&host.Function{Name: f.name, Args: f.args, Result: f.result, Strict: true, Volatility: builtin.Stable,
			OutNames: f.outNames, OutTypes: f.outTypes, Fn: wrap(f.function, to)})
	}
}

func wrap(f function, to *host.Functions) func(context.Context, host.Session, *types.Env, []types.Datum) (types.Datum, error) {
	return func(ctx context.Context, s host.Session, env *types.Env, args []types.Datum) (types.Datum, error) {
		sch, ok := s.(Schema)
		if !ok {
			return types.Null, pgerror.Internal("function %s needs a session with a schema", f.name)
		}
		snap, err := sch.Snapshot(ctx)
		if err != nil {
			return types.Null, err
		}
		return f.fn(&call{ctx: ctx, s: s, env: env, snap: snap, path: sch.Path(), args: args, functions: to})
	}
}

// Short names for the lists below.
var (
	tOID  = types.TOID
	tInt  = types.TInt4
	tText = types.TText
	tName = types.TName
	tBool = types.TBool
)

func list(t ...*types.Type) []*types.Type { return t }

func text(s string, ok bool) (types.Datum, error) {
	if !ok {
		return types.Null, nil
	}
	return types.Text(s), nil
}

func definitionFunctions() []function {
	expr := func(c *call) (types.Datum, error) {
		if s := c.text(0); s == "DEFAULT" || strings.HasPrefix(s, "FOR VALUES ") {
			return types.Text(s), nil // relpartbound
		}
		t, _ := c.snap.TableByID(c.oid(1))
		return types.Text(storedExpr(c.snap, c.path, c.functions, t, c.text(0), len(c.args) > 2 && c.args[2].Bool())), nil
	}
	constraint := func(c *call) (types.Datum, error) {
		return text(ConstraintDef(c.snap, c.path, c.oid(0), len(c.args) > 1 && c.args[1].Bool()))
	}
	index := func(c *call) (types.Datum, error) {
		t, ix, ok := c.snap.IndexByOID(c.oid(0))
		if !ok {
			return types.Null, nil
		}
		column := 0
		if len(c.args) > 1 {
			column = int(c.args[1].Int())
		}
		return types.Text(IndexDef(c.snap, c.path, t, ix, column, len(c.args) > 2 && c.args[2].Bool())), nil
	}
	format := func(c *call) (types.Datum, error) {
		switch {
		case c.args[0].IsNull():
			return types.Null, nil
		case c.args[1].IsNull():
			return types.Text(FormatType(c.snap, c.path, c.oid(0), types.NoTypmod, false)), nil
		}
		return types.Text(FormatType(c.snap, c.path, c.oid(0), int32(c.args[1].Int()), true)), nil
	}
	var out []function
	for _, t := range []*types.Type{types.TPgNodeTree, tText} {
		out = append(out, function{"pg_get_expr", list(t, tOID), tText, expr}, function{"pg_get_expr", list(t, tOID, tBool), tText, expr})
	}
	return append(out,
		function{"pg_get_constraintdef", list(tOID), tText, constraint},
		function{"pg_get_constraintdef", list(tOID, tBool), tText, constraint},
		function{"pg_get_indexdef", list(tOID), tText, index},
		function{"pg_get_indexdef", list(tOID, tInt, tBool), tText, index},
		function{"pg_get_viewdef", list(tText), tText, viewDef(false, false)}, // before those of OIDs, for literals
		function{"pg_get_viewdef", list(tText, tBool), tText, viewDef(false, false)},
		function{"pg_get_viewdef", list(tOID), tText, viewDef(true, false)},
		function{"pg_get_viewdef", list(tOID, tBool), tText, viewDef(true, false)},
		function{"pg_get_viewdef", list(tOID, tInt), tText, viewDef(true, true)},
		function{"pg_get_ruledef", list(tOID), tText, ruleDef},
		function{"pg_get_ruledef", list(tOID, tBool), tText, ruleDef},
		function{"pg_get_triggerdef", list(tOID), tText, triggerDef},
		function{"pg_get_triggerdef", list(tOID, tBool), tText, triggerDef},
		function{"pg_get_partkeydef", list(tOID), tText, func(c *call) (types.Datum, error) {
			if t, ok := c.snap.TableByID(c.oid(0)); ok && t.Partitioned() {
				return types.Text(partitionKeyDef(c.snap, c.path, t)), nil
			}
			return types.Null, nil
		}},
		function{"pg_get_partition_constraintdef", list(tOID), tText, func(c *call) (types.Datum, error) {
			if t, ok := c.snap.TableByID(c.oid(0)); ok {
				if s := partitionConstraint(c.snap, c.path, t); s != "" {
					return types.Text(s), nil
				}
			}
			return types.Null, nil
		}},
		function{"pg_partition_root", list(types.TRegClass), types.TRegClass, func(c *call) (types.Datum, error) {
			r := Reg{snap: func() *catalog.Snapshot { return c.snap }}
			up := r.PartitionAncestors(c.oid(0))
			if len(up) == 0 {
				return types.Null, nil
			}
			return types.Int(int64(up[len(up)-1])), nil
		}},
		function{"pg_get_functiondef", list(tOID), tText, functionDef},
		function{"pg_get_function_result", list(tOID), tText, functionResult},
		function{"pg_get_function_arguments", list(tOID), tText, functionArguments(true)},
		function{"pg_get_function_identity_arguments", list(tOID), tText, functionArguments(false)},
		function{"pg_get_function_sqlbody", list(tOID), tText, functionBody},
		function{"pg_get_userbyid", list(tOID), tName, func(c *call) (types.Datum, error) {
			if r, ok := c.snap.RoleByID(c.oid(0)); ok {
				return types.Text(r.Name), nil
			}
			return types.Text("unknown (OID=" + idText(c.oid(0)) + ")"), nil
		}},
		function{"format_type", list(tOID, tInt), tText, format},
		function{"pg_get_serial_sequence", list(tText, tText), tText, serialSequence},
	)
}

// viewDef is pg_get_viewdef: of a name or OID, with a flag or the width of lines.
func viewDef(byOID, width bool) func(c *call) (types.Datum, error) {
	return func(c *call) (types.Datum, error) {
		var t *catalog.TableDesc
		if byOID {
			var ok bool
			if t, ok = c.snap.TableByID(c.oid(0)); !ok {
				return types.Null, nil
			}
		} else {
			name, err := catalog.ParseName(c.text(0))
			if err != nil {
				return types.Null, err
			}
			if t, err = c.snap.Table(c.path, name); err != nil {
				return types.Null, err
			}
		}
		pretty, wrap := width, 0
		switch {
		case width:
			wrap = int(c.args[1].Int())
		case len(c.args) > 1:
			pretty = c.args[1].Bool()
		}
		if !t.HasQuery() {
			return types.Null, nil
		}
		return types.Text(ViewDef(c.snap, c.path, c.functions, c.env, t, pretty, wrap)), nil
	}
}

// ruleDef is pg_get_ruledef of the rule that a view is.
func ruleDef(c *call) (types.Datum, error) {
	var t *catalog.TableDesc
	for v := range c.snap.Views(0) {
		if v.RuleID == c.oid(0) {
			t = v
		}
	}
	if t == nil {
		return types.Null, nil
	}
	pretty := len(c.args) > 1 && c.args[1].Bool()
	var seen *catalog.SearchPath // nil: the name has its schema
	if pretty {
		seen = c.path
	}
	name, _ := c.snap.RelationName(seen, t.ID)
	return types.Text("CREATE RULE \"_RETURN\" AS\n    ON SELECT TO " + name + " DO INSTEAD " + ViewDef(c.snap, c.path, c.functions, c.env, t, pretty, 0)), nil
}

func functionResult(c *call) (types.Datum, error) {
	if d, ok := c.snap.RoutineByID(c.oid(0)); ok {
		if d.Kind == 'p' {
			return types.Null, nil
		}
		return types.Text(routineResult(c.snap, c.path, d)), nil
	}
	f, ok := builtin.Catalog().FunctionByOID(c.oid(0))
	if !ok || f.Result == nil {
		return types.Null, nil
	}
	s := f.Result.String()
	if f.ReturnsSet {
		s = "SETOF " + s
	}
	return types.Text(s), nil
}

func functionArguments(defaults bool) func(c *call) (types.Datum, error) {
	return func(c *call) (types.Datum, error) {
		if d, ok := c.snap.RoutineByID(c.oid(0)); ok {
			return types.Text(routineArguments(c.snap, c.path, d, defaults)), nil
		}
		return builtinArguments(c, defaults)
	}
}

func builtinArguments(c *call, defaults bool) (types.Datum, error) {
	f, ok := builtin.Catalog().FunctionByOID(c.oid(0))
	if !ok {
		return types.Null, nil
	}
	parts := make([]string, len(f.Args))
	for i, t := range f.Args {
		parts[i] = t.String()
		if i < len(f.ArgNames) && f.ArgNames[i] != "" {
			parts[i] = catalog.QuoteIdent(f.ArgNames[i]) + " " + parts[i]
		}
		if f.Variadic != nil && i == len(f.Args)-1 {
			parts[i] = "VARIADIC " + parts[i]
		}
		if d := i - (len(f.Args) - len(f.ArgDefaults)); defaults && d >= 0 {
			parts[i] += " DEFAULT " + f.ArgDefaults[d]
		}
	}
	if kind, direct := orderedSet(f); kind != 'n' {
		sorted := parts[direct:]
		if kind == 'h' { // they are those that rows are sorted by
			sorted, direct = parts, len(parts)
		}
		text := strings.Join(parts[:direct], ", ")
		return types.Text(strings.TrimSpace(text + " ORDER BY " + strings.Join(sorted, ", "))), nil
	}
	for i, name := range f.OutNames {
		if i < len(f.OutTypes) {
			parts = append(parts, "OUT "+catalog.QuoteIdent(name)+" "+f.OutTypes[i].String())
		}
	}
	return types.Text(strings.Join(parts, ", ")), nil
}

// orderedSet is what pg_aggregate has of an aggregate of the system: 'o' and how many arguments
// stand before WITHIN GROUP, 'h' where those are as many as it sorts by, else 'n'.
func orderedSet(f *builtin.Function) (kind byte, direct int) {
	if f.Kind != builtin.KindAggregate {
		return 'n', 0
	}
	switch f.Name {
	case "percentile_cont", "percentile_disc":
		return 'o', 1
	case "mode":
		return 'o', 0
	case "rank", "dense_rank", "percent_rank", "cume_dist":
		return 'h', 1
	}
	return 'n', 0
}

// serialSequence is pg_get_serial_sequence: the sequence that a column owns.
func serialSequence(c *call) (types.Datum, error) {
	n, err := catalog.ParseName(c.text(0))
	if err != nil {
		return types.Null, err
	}
	t, err := c.snap.Table(c.path, n)
	if err != nil {
		return types.Null, err
	}
	col, _, ok := t.ColumnNamed(c.text(1))
	if !ok {
		return types.Null, pgerror.New(pgerror.UndefinedColumn, "column %q of relation %q does not exist", c.text(1), t.Name)
	}
	for d := range c.snap.All() {
		if s, ok := d.(*catalog.SequenceDesc); ok && s.OwnerTable == t.ID && s.OwnerColumn == col.ID {
			name, _ := c.snap.RelationName(nil, s.ID)
			return types.Text(name), nil
		}
	}
	return types.Null, nil
}

func visibilityFunctions() []function {
	relation := func(c *call) (types.Datum, error) {
		for d := range c.snap.UserTypes(0) { // composite types are relations, too
			if d.RelationID == c.oid(0) && d.RelationID != 0 {
				if t, ok := c.snap.Types().ByOID(d.ID); ok {
					return types.Bool(c.snap.TypeVisible(c.path, t)), nil
				}
			}
		}
		if _, ok := c.snap.RelationByID(c.oid(0)); !ok {
			return types.Null, nil
		}
		return types.Bool(c.snap.Visible(c.path, c.oid(0))), nil
	}
	typ := func(c *call) (types.Datum, error) {
		if _, ok := types.ByOID(c.oid(0)); ok {
			return types.Bool(true), nil
		}
		if t, ok := c.snap.Types().ByOID(c.oid(0)); ok {
			return types.Bool(c.snap.TypeVisible(c.path, t)), nil
		}
		for t := range c.snap.Tables(0) {
			if t.TypeOID == c.oid(0) || t.ArrayTypeOID == c.oid(0) {
				return types.Bool(c.snap.Visible(c.path, t.ID)), nil
			}
		}
		return types.Null, nil
	}
	out := []function{
		{"pg_table_is_visible", list(tOID), tBool, relation},
		{"pg_type_is_visible", list(tOID), tBool, typ},
	}
	for _, k := range []struct {
		name  string
		class catalog.ID
		made  func(c *call) (visible, ok bool) // of an object that somebody has made; nil: there are none
	}{
		{"function", classProc, func(c *call) (bool, bool) {
			d, ok := c.snap.RoutineByID(c.oid(0))
			return ok && c.snap.RoutineVisible(c.path, d), ok
		}},
		{"operator", classOperator, func(c *call) (bool, bool) {
			d, ok := c.snap.OperatorByID(c.oid(0))
			return ok && c.snap.OperatorVisible(c.path, d), ok
		}},
		{"opclass", classOpclass, classVisible},
		{"opfamily", classOpfamily, classVisible},
		{"collation", classCollation, nil},
		{"conversion", classConversion, nil},
		{"ts_parser", classTSParser, nil},
		{"ts_dict", classTSDict, textSearchVisible},
		{"ts_template", classTSTemplate, nil},
		{"ts_config", classTSConfig, textSearchVisible},
	} {
		out = append(out, function{"pg_" + k.name + "_is_visible", list(tOID), tBool, func(c *call) (types.Datum, error) {
			r, err := c.rowByOID(k.class, c.oid(0))
			if r == nil || err != nil {
				return types.Null, err
			}
			if k.made != nil {
				if visible, ok := k.made(c); ok {
					return types.Bool(visible), nil
				}
			}
			return types.Bool(true), nil // the system's own
		}})
	}
	return out
}

// textSearchVisible tells whether the configuration or dictionary of a call is visible.
func textSearchVisible(c *call) (visible, ok bool) {
	d, ok := c.snap.TextSearchByID(c.oid(0))
	return ok && c.snap.TextSearchVisible(c.path, d), ok
}

// classVisible tells whether the operator class or family of a call, one of an extension, is
// visible.
func classVisible(c *call) (visible, ok bool) {
	for _, k := range trigramClasses() {
		if c.oid(0) == k.ID || c.oid(0) == k.Family {
			return trigramsVisible(c.snap, c.path), true
		}
	}
	if k, schema, ok := hstoreClass(c.snap, c.path.Database); ok && (c.oid(0) == k.ID || c.oid(0) == k.Family) {
		return schemaVisible(c.snap, c.path, schema), true
	}
	return false, false
}

// tableComment is the comment on a table, index or sequence.
func tableComment(snap *catalog.Snapshot, id catalog.ID) (string, bool) {
	if _, ix, ok := snap.IndexByOID(id); ok {
		return ix.Comment, ix.Comment != ""
	}
	r, ok := snap.RelationByID(id)
	switch {
	case !ok:
		return "", false
	case r.Table != nil:
		return r.Table.Comment, r.Table.Comment != ""
	}
	return r.Sequence.Comment, r.Sequence.Comment != ""
}

func constraintComment(snap *catalog.Snapshot, id catalog.ID) (string, bool) {
	for t := range snap.Tables(0) {
		for i := range t.Checks {
			if t.Checks[i].OID == id {
				return t.Checks[i].Comment, t.Checks[i].Comment != ""
			}
		}
		for i := range t.ForeignKeys {
			if t.ForeignKeys[i].OID == id {
				return t.ForeignKeys[i].Comment, t.ForeignKeys[i].Comment != ""
			}
		}
		for i := range t.Indexes {
			if t.Indexes[i].Constraint == id {
				return t.Indexes[i].ConstraintComment, t.Indexes[i].ConstraintComment != ""
			}
		}
	}
	for d := range snap.UserTypes(0) {
		for i := range d.Checks {
			if d.Checks[i].OID == id {
				return d.Checks[i].Comment, d.Checks[i].Comment != ""
			}
		}
	}
	return "", false
}

// attributeComment is that of a field of a composite type, by the number of its relation.
func attributeComment(snap *catalog.Snapshot, id catalog.ID, n int64) (string, bool) {
	for d := range snap.UserTypes(0) {
		if d.RelationID == id && id != 0 && n >= 1 && n <= int64(len(d.Attributes)) {
			c := d.Attributes[n-1].Comment
			return c, c != ""
		}
	}
	return "", false
}

// commented are the catalogs of what has comments. Large objects are not among them: only a number
// that is said to be one's is looked for among those.
var commented = [...]string{"pg_class", "pg_proc", "pg_type", "pg_namespace", "pg_constraint", "pg_trigger", "pg_operator", "pg_statistic_ext", "pg_cast", "pg_policy", "pg_extension", "pg_event_trigger", "pg_ts_config", "pg_ts_dict"}

func commentFunctions() []function {
	of := func(c *call, class string) (types.Datum, error) {
		switch class {
		case "pg_class":
			return text(tableComment(c.snap, c.oid(0)))
		case "pg_constraint":
			return text(constraintComment(c.snap, c.oid(0)))
		case "pg_policy":
			return text(policyComment(c.snap, c.oid(0)))
		case "pg_largeobject":
			return c.objectComment()
		case "pg_type":
			if t, ok := c.snap.TypeByID(c.oid(0)); ok && t.ID == c.oid(0) {
				return text(t.Comment, t.Comment != "")
			}
		case "pg_proc":
			if d, ok := c.snap.RoutineByID(c.oid(0)); ok {
				return text(d.Comment, d.Comment != "")
			}
		case "pg_trigger":
			for t := range c.snap.Relations(0) {
				for i := range t.Triggers {
					if g := &t.Triggers[i]; g.OID == c.oid(0) {
						return text(g.Comment, g.Comment != "")
					}
				}
			}
		case "pg_operator":
			if d, ok := c.snap.OperatorByID(c.oid(0)); ok {
				return text(d.Comment, d.Comment != "")
			}
		case "pg_cast":
			if d, ok := c.snap.CastByID(c.oid(0)); ok {
				return text(d.Comment, d.Comment != "")
			}
		case "pg_ts_config", "pg_ts_dict", "pg_ts_parser", "pg_ts_template":
			return text(textSearchComment(c.snap, class, c.oid(0)))
		case "pg_event_trigger":
			if d, ok := c.snap.EventTriggerByID(c.oid(0)); ok {
				return text(d.Comment, d.Comment != "")
			}
		case "pg_statistic_ext":
			if d, ok := c.snap.StatisticsByID(c.oid(0)); ok {
				return text(d.Comment, d.Comment != "")
			}
		case "pg_extension":
			if d, ok := c.snap.ExtensionByID(c.oid(0)); ok {
				return text(d.Comment, d.Comment != "")
			}
			return text(extension.PlpgsqlComment, c.oid(0) == extensionPlpgsql)
		case "pg_namespace":
			if s, ok := c.snap.SchemaByID(c.oid(0)); ok {
				return text(s.Comment, s.Comment != "")
			}
		}
		return types.Null, nil
	}
	object := func(c *call) (types.Datum, error) {
		if len(c.args) > 1 {
			return of(c, c.text(1))
		}
		for _, class := range commented {
			if d, err := of(c, class); err != nil || !d.IsNull() {
				return d, err
			}
		}
		return types.Null, nil
	}
	shared := func(c *call) (types.Datum, error) {
		switch c.text(1) {
		case "pg_database":
			if d, ok := c.snap.DatabaseByID(c.oid(0)); ok {
				return text(d.Comment, d.Comment != "")
			}
		case "pg_authid":
			if r, ok := c.snap.RoleByID(c.oid(0)); ok {
				return text(r.Comment, r.Comment != "")
			}
		case "pg_tablespace":
			if d, ok := c.snap.PlacementPolicyByID(c.oid(0)); ok {
				return text(d.Comment, d.Comment != "")
			}
		}
		return types.Null, nil
	}
	column := func(c *call) (types.Datum, error) {
		if t, ok := c.snap.TableByID(c.oid(0)); ok {
			if col := anyColumn(t, c.args[1].Int()); col != nil {
				return text(col.Comment, col.Comment != "")
			}
		}
		return text(attributeComment(c.snap, c.oid(0), c.args[1].Int()))
	}
	return []function{
		{"obj_description", list(tOID), tText, object},
		{"obj_description", list(tOID, tName), tText, object},
		{"shobj_description", list(tOID, tName), tText, shared},
		{"col_description", list(tOID, tInt), tText, column},
	}
}

// privilege words, as the has_…_privilege functions take them.
var privilegeByWord = map[string]byte{
	"SELECT": 'r', "INSERT": 'a', "UPDATE": 'w', "DELETE": 'd', "TRUNCATE": 'D', "REFERENCES": 'x', "TRIGGER": 't',
	"USAGE": 'U', "CREATE": 'C', "CONNECT": 'c', "TEMPORARY": 'T', "TEMP": 'T', "EXECUTE": 'X', "RULE": 'R',
	"SET": 's', "ALTER SYSTEM": 'A',
}

// The privileges that may be asked for of objects of each kind.
const (
	tableLetters    = "rawdDxtR"
	columnLetters   = "rawx"
	sequenceLetters = "rwU"
)

// holds reports whether a role has any of the privileges in a list, by asking
// may about each, with or without the grant option. Letters are of those that such objects have.
func holds(words, letters string, may func(letter byte, option bool) bool) (types.Datum, error) {
	has := false
	for _, w := range strings.Split(words, ",") {
		w = strings.TrimSpace(w)
		upper, option := strings.CutSuffix(strings.ToUpper(w), " WITH GRANT OPTION")
		l, ok := privilegeByWord[upper]
		if !ok || !strings.Contains(letters, string(l)) {
			return types.Null, pgerror.New(pgerror.InvalidParameterValue, "unrecognized privilege type: %q", w)
		}
		has = has || l != 'R' && may(l, option) // RULE is none any more
	}
	return types.Bool(has), nil
}

// onObject asks for privileges, of those with these letters, on a whole object.
func onObject(letters string) asking {
	return func(c *call, role catalog.ID, d catalog.Descriptor) (types.Datum, error) {
		return holds(c.text(len(c.args)-1), letters, func(l byte, option bool) bool {
			if option {
				return c.snap.HasGrantOption(role, d, l)
			}
			return c.snap.HasPrivilege(role, d, l)
		})
	}
}

func onColumn(c *call, role catalog.ID, t *catalog.TableDesc, col *catalog.Column, l byte, option bool) bool {
	if option {
		return c.snap.HasColumnGrantOption(role, t, col, l)
	}
	return c.snap.HasColumnPrivilege(role, t, col, l)
}

// onAnyColumn asks for privileges on the table or on any of its columns.
func onAnyColumn(c *call, role catalog.ID, d catalog.Descriptor) (types.Datum, error) {
	t, ok := d.(*catalog.TableDesc)
	if !ok {
		return onObject(columnLetters)(c, role, d)
	}
	return holds(c.text(len(c.args)-1), columnLetters, func(l byte, option bool) bool {
		for i := range t.Columns {
			if onColumn(c, role, t, &t.Columns[i], l, option) {
				return true
			}
		}
		return false
	})
}

// anyColumn is the column of t that has a number, a system column too; nil: there is none.
func anyColumn(t *catalog.TableDesc, n int64) *catalog.Column {
	if n < 0 {
		return t.SystemColumn(catalog.SystemName(int32(n)))
	}
	if c, _, ok := t.ColumnByID(catalog.ColumnID(n)); ok {
		return c
	}
	return nil
}

// isDropped reports whether a name is the one under which pg_attribute shows a column of t that is gone.
func isDropped(t *catalog.TableDesc, name string) bool {
	for n := catalog.ColumnID(1); n < t.NextColumnID && !t.Virtual; n++ {
		if _, _, ok := t.ColumnByID(n); !ok && name == droppedName(int(n)) {
			return true
		}
	}
	return false
}

// onOneColumn asks for privileges on the column that the last argument but one
// names, by its name or number.
func onOneColumn(c *call, role catalog.ID, d catalog.Descriptor) (types.Datum, error) {
	t, ok := d.(*catalog.TableDesc)
	if !ok {
		return types.Null, nil
	}
	at := len(c.args) - 2
	var col *catalog.Column
	if c.byNumber {
		if col = anyColumn(t, c.args[at].Int()); col == nil {
			return types.Null, nil
		}
	} else if col, _, ok = t.ColumnNamed(c.text(at)); !ok {
		col = t.SystemColumn(c.text(at))
	}
	if col == nil && isDropped(t, c.text(at)) {
		return types.Null, nil
	}
	if col == nil {
		return types.Null, pgerror.New(pgerror.UndefinedColumn, "column %q of relation %q does not exist", c.text(at), t.Name)
	}
	return holds(c.text(len(c.args)-1), columnLetters, func(l byte, option bool) bool { return onColumn(c, role, t, col, l, option) })
}

// finder resolves the object argument of a privilege function: by OID or name.
type finder func(c *call, arg types.Datum, byOID bool) (catalog.Descriptor, error)

func findTable(c *call, arg types.Datum, byOID bool) (catalog.Descriptor, error) {
	var r catalog.Relation
	if byOID {
		var ok bool
		if r, ok = c.snap.RelationByID(catalog.ID(arg.Int())); !ok {
			return nil, nil
		}
	} else {
		n, err := catalog.ParseName(arg.Text())
		if err != nil {
			return nil, err
		}
		var ok bool
		if r, ok, err = c.snap.Lookup(c.path, n); err != nil {
			return nil, err
		} else if !ok {
			return nil, pgerror.New(pgerror.UndefinedTable, "relation %q does not exist", arg.Text())
		}
	}
	if r.Table != nil {
		return c.snap.InDatabase(c.path.Database, r.Table), nil
	}
	return r.Sequence, nil
}

func findFunction(c *call, arg types.Datum, byOID bool) (catalog.Descriptor, error) {
	oid := types.OID(0)
	if byOID {
		oid = types.OID(arg.Int())
	} else {
		found, err := types.DecodeReg(types.TRegProcedure, arg.Text(), &types.Env{Reg: c.reg()})
		if err != nil {
			return nil, err
		}
		oid = types.OID(found.Int())
	}
	if d, ok := c.snap.RoutineByID(oid); ok {
		return d, nil
	}
	if d, ok := c.snap.Builtin(c.path.Database, false, oid); ok {
		return d, nil
	}
	return nil, nil
}

func findType(c *call, arg types.Datum, byOID bool) (catalog.Descriptor, error) {
	oid := types.OID(0)
	if byOID {
		oid = types.OID(arg.Int())
	} else if own, ok := NewReg(func() *catalog.Snapshot { return c.snap }, func() *catalog.SearchPath { return c.path }).typeOID(c.snap, arg.Text()); ok {
		oid = own
	} else if t, ok := types.ByName(strings.ToLower(strings.TrimPrefix(arg.Text(), "pg_catalog."))); ok {
		oid = t.OID
	} else {
		return nil, pgerror.New(pgerror.UndefinedObject, "type %q does not exist", arg.Text())
	}
	if t, ok := types.ByOID(oid); ok && t.IsArray() {
		oid = t.Elem().OID
	}
	if d, ok := c.snap.TypeByID(oid); ok {
		return d, nil
	}
	if t, ok := c.snap.RowsOf(oid); ok { // nobody limits those of rows
		return &catalog.TypeDesc{Base: catalog.Base{ID: t.TypeOID, Name: t.Name, Owner: t.Owner}, DatabaseID: t.DatabaseID, SchemaID: t.SchemaID, Class: catalog.ClassComposite}, nil
	}
	if d, ok := c.snap.Builtin(c.path.Database, true, oid); ok {
		return d, nil
	}
	return nil, nil
}

func findSequence(c *call, arg types.Datum, byOID bool) (catalog.Descriptor, error) {
	d, err := findTable(c, arg, byOID)
	if t, ok := d.(*catalog.TableDesc); ok && err == nil {
		return nil, pgerror.New(pgerror.WrongObjectType, "%q is not a sequence", t.Name)
	}
	return d, err
}

func findSchema(c *call, arg types.Datum, byOID bool) (catalog.Descriptor, error) {
	if byOID {
		if d, ok := c.snap.SchemaByID(catalog.ID(arg.Int())); ok {
			return c.snap.InDatabase(c.path.Database, d), nil
		}
		return nil, nil
	}
	d, ok := c.snap.SchemaOf(c.path, arg.Text())
	if !ok {
		return nil, pgerror.New(pgerror.InvalidSchemaName, "schema %q does not exist", arg.Text())
	}
	return c.snap.InDatabase(c.path.Database, d), nil
}

func findLanguage(c *call, arg types.Datum, byOID bool) (catalog.Descriptor, error) {
	if byOID {
		if d, ok := c.snap.LanguageByID(c.path.Database, catalog.ID(arg.Int())); ok {
			return d, nil
		}
		return nil, nil
	}
	d, ok := c.snap.Language(c.path.Database, arg.Text())
	if !ok {
		return nil, pgerror.New(pgerror.UndefinedObject, "language %q does not exist", arg.Text())
	}
	return d, nil
}

func findDatabase(c *call, arg types.Datum, byOID bool) (catalog.Descriptor, error) {
	if byOID {
		if d, ok := c.snap.DatabaseByID(catalog.ID(arg.Int())); ok {
			return d, nil
		}
		return nil, nil
	}
	d, ok := c.snap.Database(arg.Text())
	if !ok {
		return nil, pgerror.New(pgerror.InvalidCatalogName, "database %q does not exist", arg.Text())
	}
	return d, nil
}

// asking answers for a role and an object.
type asking func(c *call, role catalog.ID, d catalog.Descriptor) (types.Datum, error)

// privilegeForms are the overloads of a privilege function: with and without a
// role, by name or OID. extra stands between object and privilege (a column).
func privilegeForms(name string, find finder, ask asking, extra ...*types.Type) []function {
	var out []function
	for _, role := range []*types.Type{nil, tName, tOID} {
		for _, object := range []*types.Type{tText, tOID} {
			var args []*types.Type
			if role != nil {
				args = append(args, role)
			}
			args = append(append(append(args, object), extra...), tText)
			out = append(out, function{name, args, tBool, func(c *call) (types.Datum, error) {
				who, at := c.user(), 0
				if role != nil {
					at = 1
					r, err := c.role(0, role == tOID)
					if err != nil {
						return types.Null, err
					}
					who = r
				}
				d, err := find(c, c.args[at], object == tOID)
				if err != nil || d == nil {
					return types.Null, err
				}
				c.byNumber = len(extra) > 0 && extra[0] == types.TInt2
				return ask(c, who, d)
			}})
		}
	}
	return out
}

// findNone looks for an object of a kind of which there are none.
func findNone(kind string) finder {
	return func(_ *call, arg types.Datum, byOID bool) (catalog.Descriptor, error) {
		if byOID {
			return nil, nil
		}
		return nil, pgerror.New(pgerror.UndefinedObject, "%s %q does not exist", kind, arg.Text())
	}
}

// role resolves a role argument.
func (c *call) role(i int, byOID bool) (catalog.ID, error) {
	if byOID {
		return c.oid(i), nil
	}
	if c.text(i) == "public" {
		return 0, nil
	}
	r, ok := c.snap.Role(c.text(i))
	if !ok {
		return 0, pgerror.New(pgerror.UndefinedObject, "role %q does not exist", c.text(i))
	}
	return r.ID, nil
}

// hasRole serves pg_has_role: the last argument lists USAGE (has the rights),
// MEMBER (may SET ROLE) or either WITH ADMIN OPTION.
func (c *call) hasRole(who, role catalog.ID) (types.Datum, error) {
	has := false
	for _, w := range strings.Split(c.text(len(c.args)-1), ",") {
		w = strings.TrimSpace(w)
		switch strings.ToUpper(w) {
		case "USAGE":
			has = has || c.snap.Inherits(who, role, c.path.Database)
		case "MEMBER":
			has = has || c.snap.Member(who, role, c.path.Database)
		case "USAGE WITH ADMIN OPTION", "USAGE WITH GRANT OPTION", "MEMBER WITH ADMIN OPTION", "MEMBER WITH GRANT OPTION":
			has = has || c.snap.IsAdmin(who, role)
		default:
			return types.Null, pgerror.New(pgerror.InvalidParameterValue, "unrecognized privilege type: %q", w)
		}
	}
	return types.Bool(has), nil
}

func privilegeFunctions() []function {
	out := privilegeForms("has_table_privilege", findTable, onObject(tableLetters))
	out = append(out, privilegeForms("has_any_column_privilege", findTable, onAnyColumn)...)
	out = append(out, privilegeForms("has_sequence_privilege", findSequence, onObject(sequenceLetters))...)
	out = append(out, privilegeForms("has_schema_privilege", findSchema, onObject("CU"))...)
	out = append(out, privilegeForms("has_database_privilege", findDatabase, onObject("CTc"))...)
	out = append(out, privilegeForms("has_column_privilege", findTable, onOneColumn, tText)...)
	out = append(out, privilegeForms("has_column_privilege", findTable, onOneColumn, types.TInt2)...)
	out = append(out, privilegeForms("has_function_privilege", findFunction, onObject("X"))...)
	out = append(out, privilegeForms("has_type_privilege", findType, onObject("U"))...)
	out = append(out, privilegeForms("has_tablespace_privilege", findTablespace, onObject("C"))...)
	out = append(out, privilegeForms("has_language_privilege", findLanguage, onObject("U"))...)
	out = append(out, privilegeForms("has_server_privilege", findNone("server"), onObject("U"))...)
	out = append(out, privilegeForms("has_foreign_data_wrapper_privilege", findNone("foreign-data wrapper"), onObject("U"))...)
	for _, role := range []*types.Type{tName, tOID} {
		out = append(out, function{"pg_has_role", list(role, tText), tBool, func(c *call) (types.Datum, error) {
			r, err := c.role(0, role == tOID)
			if err != nil {
				return types.Null, err
			}
			return c.hasRole(c.user(), r)
		}}, function{"pg_has_role", list(tName, role, tText), tBool, func(c *call) (types.Datum, error) {
			who, err := c.role(0, false)
			if err != nil {
				return types.Null, err
			}
			r, err := c.role(1, role == tOID)
			if err != nil {
				return types.Null, err
			}
			return c.hasRole(who, r)
		}})
		out = append(out, function{"pg_has_role", list(tOID, role, tText), tBool, func(c *call) (types.Datum, error) {
			r, err := c.role(1, role == tOID)
			if err != nil {
				return types.Null, err
			}
			return c.hasRole(c.oid(0), r)
		}})
	}
	return out
}

func otherFunctions() []function {
	reg := func(t *types.Type) func(c *call) (types.Datum, error) {
		return func(c *call) (types.Datum, error) {
			r := NewReg(func() *catalog.Snapshot { return c.snap }, func() *catalog.SearchPath { return c.path })
			oid, ok := r.RegOID(t, c.text(0))
			if !ok {
				return types.Null, toReg(t, r.RegRefused(t, c.text(0)))
			}
			return types.Int(int64(oid)), nil
		}
	}
	constant := func(d types.Datum) func(*call) (types.Datum, error) {
		return func(*call) (types.Datum, error) { return d, nil }
	}
	return []function{
		{"pg_encoding_to_char", list(tInt), tName, func(c *call) (types.Datum, error) {
			if e := charset.ByID(c.args[0].Int()); e != nil {
				return types.Text(e.Name), nil
			}
			return types.Text(""), nil
		}},
		{"pg_char_to_encoding", list(tName), tInt, func(c *call) (types.Datum, error) {
			if e := charset.Find(c.text(0)); e != nil {
				return types.Int(int64(e.ID)), nil
			}
			return types.Int(-1), nil
		}},
		{"getdatabaseencoding", nil, tName, constant(types.Text("UTF8"))},
		{"to_regclass", list(tText), types.TRegClass, reg(types.TRegClass)},
		{"to_regtype", list(tText), types.TRegType, reg(types.TRegType)},
		{"to_regnamespace", list(tText), types.TRegNamespace, reg(types.TRegNamespace)},
		{"to_regrole", list(tText), types.TRegRole, reg(types.TRegRole)},
		{"to_regproc", list(tText), types.TRegProc, reg(types.TRegProc)},
		{"to_regprocedure", list(tText), types.TRegProcedure, reg(types.TRegProcedure)},
		{"to_regoper", list(tText), types.TRegOper, reg(types.TRegOper)},
		{"to_regoperator", list(tText), types.TRegOperator, reg(types.TRegOperator)},
		{"to_regcollation", list(tText), types.TRegCollation, reg(types.TRegCollation)},
		{"pg_is_in_recovery", nil, tBool, constant(types.Bool(false))},
		{"pg_my_temp_schema", nil, tOID, func(c *call) (types.Datum, error) {
			if d, ok := c.snap.OwnTemp(c.path); ok {
				return types.Int(int64(d.ID)), nil
			}
			return types.Int(0), nil
		}},
		{"pg_is_other_temp_schema", list(tOID), tBool, func(c *call) (types.Datum, error) {
			return types.Bool(c.snap.OthersTemp(c.path, c.oid(0))), nil
		}},
		{"pg_relation_is_publishable", list(types.TRegClass), tBool, constant(types.Bool(true))},
		{"pg_relation_is_updatable", list(types.TRegClass, tBool), tInt, func(c *call) (types.Datum, error) {
			if t, ok := c.snap.TableByID(c.oid(0)); ok && !t.Virtual {
				return types.Int(int64(bind.ViewEvents(c.snap, t, c.args[1].Bool()))), nil
			}
			return types.Int(0), nil
		}},
		{"pg_column_is_updatable", list(types.TRegClass, types.TInt2, tBool), tBool, func(c *call) (types.Datum, error) {
			t, ok := c.snap.TableByID(c.oid(0))
			return types.Bool(ok && bind.ColumnUpdatable(c.snap, t, int32(c.args[1].Int()), c.args[2].Bool())), nil
		}},
		{"acldefault", list(types.TChar, tOID), types.TACLItemArray, aclDefault},
		{"pg_tablespace_location", list(tOID), tText, constant(types.Text(""))},
		{"pg_relation_filenode", list(types.TRegClass), tOID, func(c *call) (types.Datum, error) {
			if t, ok := c.snap.TableByID(c.oid(0)); ok {
				return types.Int(int64(t.Prefix)), nil
			}
			return types.Null, nil
		}},
		{"row_security_active", list(tText), tBool, rowSecurityActive(false)},
		{"row_security_active", list(tOID), tBool, rowSecurityActive(true)},
	}
}

// aclDefault is what an object's owner and PUBLIC may do with a kind of object
// where nothing was granted.
func aclDefault(c *call) (types.Datum, error) {
	all := map[string]string{"r": "arwdDxt", "s": "rwU", "d": "CTc", "f": "X", "l": "U", "L": "rw", "n": "UC", "p": "sA", "t": "C", "F": "U", "S": "U", "T": "U", "c": ""}
	public := map[string]string{"d": "Tc", "f": "X", "l": "U", "T": "U"}
	kind := c.text(0)
	own, ok := all[kind]
	if !ok {
		return types.Null, pgerror.New(pgerror.InternalError, "unrecognized objtype abbreviation: %s", kind)
	}
	owner := "unknown (OID=" + idText(c.oid(1)) + ")"
	if r, ok := c.snap.RoleByID(c.oid(1)); ok {
		owner = catalog.QuoteIdent(r.Name)
	}
	var items []types.Datum
	if p := public[kind]; p != "" {
		items = append(items, types.Text("="+p+"/"+owner))
	}
	if own != "" {
		items = append(items, types.Text(owner+"="+own+"/"+owner))
	}
	return types.NewArray(types.ArrayOf(types.TACLItem, items)), nil
}
