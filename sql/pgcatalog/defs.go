package pgcatalog

import (
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// ExprText prints a stored expression for people: relations by name again,
// types as format_type writes them. pretty leaves out parentheses that are not needed. The
// columns are those of t, if it is not nil.
func ExprText(snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc, text string, pretty bool) string {
	x, err := parser.ParseExpr(text)
	if err != nil {
		return text
	}
	return boundText(snap, path, x, bind.Conversions(x, snap, path, t), pretty)
}

// whenIndent is how far Postgres indents the lines of a trigger's condition.
const whenIndent = 8

// whenText prints the condition of a trigger on t.
func whenText(snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc, text string, pretty bool) string {
	x, err := parser.ParseExpr(text)
	if err != nil {
		return text
	}
	casts := bind.TriggerConversions(x, snap, path, t)
	readLiterals(x, snap, path, casts)
	return exprText(snap, path, x, func(x ast.Expr) string { return deparse.PrintStoredAt(x, casts, !pretty, whenIndent) })
}

func boundText(snap *catalog.Snapshot, path *catalog.SearchPath, x ast.Expr, casts deparse.Conversions, pretty bool) string {
	readLiterals(x, snap, path, casts)
	return exprText(snap, path, x, func(x ast.Expr) string { return deparse.PrintStored(x, casts, !pretty) })
}

// readLiterals writes typed literals as Postgres writes what it read them as. Those whose
// meaning depends on settings were read when they were stored.
func readLiterals(x ast.Expr, snap *catalog.Snapshot, path *catalog.SearchPath, casts deparse.Conversions) {
	ast.Walk(x, func(n ast.Node) bool {
		if k, ok := n.(*ast.Const); ok && k.Kind == ast.ConstHexBits {
			if d, err := types.ParseBits("x" + k.Text); err == nil {
				k.Kind, k.Text = ast.ConstBits, string(types.AppendText(nil, types.TVarBit, d, nil))
			}
		}
		c, ok := n.(*ast.CastExpr)
		if !ok {
			return true
		}
		k, ok := c.X.(*ast.Const)
		t, typmod, err := bind.ResolveType(c.Type, snap, path)
		bare := typmod == types.NoTypmod
		if t != types.TInterval {
			typmod = types.NoTypmod // a cast of its own
		}
		if ok && k.Kind == ast.ConstString && err == nil && showsAlike(t) {
			if d, err := types.DecodeText(t, typmod, k.Text, &types.Env{}); err == nil {
				read := *k
				read.Text = string(types.AppendText(nil, t, d, nil))
				c.X = &read
				if k := plainConst(t, d, read.Text); k != nil && bare && casts.Idle != nil {
					c.X, casts.Idle[c] = k, true
				}
			}
		}
		return true
	})
}

// plainConst is a constant that says its type without a cast; nil for others.
func plainConst(t *types.Type, d types.Datum, text string) *ast.Const {
	switch {
	case t == types.TBool:
		return &ast.Const{Pos: -1, Kind: ast.ConstBool, Bool: d.Bool()}
	case t == types.TInt4 && d.Int() >= 0:
		return &ast.Const{Pos: -1, Kind: ast.ConstInt, Int: d.Int()}
	case t == types.TNumeric && text[0] >= '0' && text[0] <= '9' && strings.Contains(text, "."):
		return &ast.Const{Pos: -1, Kind: ast.ConstNumeric, Text: text}
	}
	return nil
}

// showsAlike reports whether the texts of a type's values are the same under all settings, and
// the literal is the value itself.
func showsAlike(t *types.Type) bool {
	switch {
	case t.IsArray():
		return showsAlike(t.Elem())
	case t.IsRange():
		return showsAlike(t.RangeSubtype())
	case t.ByLabel():
		return true
	case t.Base() != t, t.IsString(), t.IsReg(), t.IsTextSearchReg(), t.IsMultirange(), t.Typtype == 'c', t.IsPseudo():
		return false
	}
	switch t {
	case types.TDate, types.TTime, types.TTimeTZ, types.TTimestamp, types.TTimestampTZ, types.TMoney:
		return false
	}
	return true
}

// exprText is ExprText of a tree, printed by print.
func exprText(snap *catalog.Snapshot, path *catalog.SearchPath, x ast.Expr, print func(ast.Expr) string) string {
	if k, ok := x.(*ast.Const); ok {
		return deparse.PrintStored(k, deparse.Conversions{}, true) // a negative number as a typed string
	}
	var names []string // of types, in the order of their placeholders
	ast.Walk(x, func(n ast.Node) bool {
		if c, ok := n.(*ast.FuncCall); ok {
			nameCall(snap, path, c)
		}
		nameOperator(snap, path, n)
		c, ok := n.(*ast.CastExpr)
		if !ok {
			return true
		}
		if t, typmod, err := bind.ResolveType(c.Type, snap, path); err == nil {
			defer func() {
				c.Type = &ast.TypeName{Pos: -1, Names: []string{strings.Trim(placeholder(len(names)), `"`)}}
				names = append(names, snap.FormatType(path, t, typmod))
			}()
		}
		k, isConst := c.X.(*ast.Const)
		if isConst && k.Kind == ast.ConstString && c.Type.Names[len(c.Type.Names)-1] == "regclass" {
			if id, err := strconv.ParseUint(k.Text, 10, 32); err == nil {
				if name, ok := snap.RelationName(path, catalog.ID(id)); ok {
					c.X = &ast.Const{Pos: -1, Kind: ast.ConstString, Text: name}
				}
			}
		}
		if isConst && k.Kind == ast.ConstString {
			if id, ok := catalog.FrozenTextSearch(k.Text); ok {
				if d, ok := snap.TextSearchByID(id); ok {
					c.X = &ast.Const{Pos: -1, Kind: ast.ConstString, Text: snap.TextSearchName(path, d)}
				}
			}
		}
		return true
	})
	out := print(x)
	for i := len(names) - 1; i >= 0; i-- {
		out = strings.ReplaceAll(out, placeholder(i), names[i]) // IN may stand for several comparisons
	}
	return out
}

// nameCall puts the name of a routine of the schema in the place of its number.
func nameCall(snap *catalog.Snapshot, path *catalog.SearchPath, c *ast.FuncCall) {
	id, _, frozen := catalog.Thaw(c.Name.Name)
	if !frozen || c.Name.Schema != "" {
		return
	}
	d, ok := snap.RoutineByID(id)
	if t, isType := snap.Types().ByOID(id); isType && !ok {
		if c.Name.Name = t.Name; path == nil || !snap.TypeVisible(path, t) {
			c.Name.Schema = t.Schema
		}
	}
	if !ok {
		return
	}
	c.Name.Name = d.Name
	if schema, ok := snap.SchemaByID(d.SchemaID); ok && (path == nil || !snap.RoutineVisible(path, d)) {
		c.Name.Schema = schema.Name
	}
}

// placeholder stands for a type in an expression that is printed: no name that
// a user may write begins with U+E000.
func placeholder(i int) string { return "\"T\ue000" + strconv.Itoa(i) + "\"" }

// quoteColumns prints a list of columns.
func quoteColumns(t *catalog.TableDesc, ids []catalog.ColumnID) string {
	parts := make([]string, 0, len(ids))
	for _, id := range ids {
		if c, _, ok := t.ColumnByID(id); ok {
			parts = append(parts, catalog.QuoteIdent(c.Name))
		}
	}
	return strings.Join(parts, ", ")
}

// IndexDef is the statement that makes an index; with column > 0, the definition of
// that column alone. The table is qualified unless path finds it.
func IndexDef(snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc, ix *catalog.IndexDesc, column int, pretty bool) string {
	if column > 0 {
		ids := indexColumns(ix)
		switch {
		case column > len(ids):
			return ""
		case column > len(ix.Columns):
			return quoteColumns(t, ids[column-1:column])
		}
		return indexKey(snap, path, t, &ix.Columns[column-1], pretty)
	}
	var b strings.Builder
	b.WriteString("CREATE ")
	if ix.Unique {
		b.WriteString("UNIQUE ")
	}
	within := path
	if !pretty {
		within = nil // the table's name is whole, those of functions are as the path has them
	}
	name, _ := snap.RelationName(within, t.ID)
	only := ""
	if t.Partitioned() { // those of the partitions are statements of their own
		only = "ONLY "
	}
	b.WriteString("INDEX " + catalog.QuoteIdent(ix.Name) + " ON " + only + name)
	indexBody(&b, snap, path, t, ix, pretty, false)
	if ix.Predicate != "" {
		b.WriteString(" WHERE " + ExprText(snap, path, t, ix.Predicate, pretty))
	}
	return b.String()
}

// exclusionDef is the definition of an exclusion constraint.
func exclusionDef(snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc, ix *catalog.IndexDesc, pretty bool) string {
	var b strings.Builder
	b.WriteString("EXCLUDE")
	indexBody(&b, snap, path, t, ix, pretty, true)
	if ix.Predicate != "" {
		b.WriteString(" WHERE (" + ExprText(snap, path, t, ix.Predicate, pretty) + ")")
	}
	return b.String() + deferrable(ix.Deferrable, ix.InitiallyDeferred)
}

// indexBody prints what the definitions of indexes and of exclusion constraints have in common;
// with tells the operators of the latter.
func indexBody(b *strings.Builder, snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc, ix *catalog.IndexDesc, pretty, with bool) {
	_, method := methodOf(ix)
	b.WriteString(" USING " + method + " (")
	for i, k := range ix.Columns {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(indexKey(snap, path, t, &k, pretty))
		if k.Collation != 0 {
			b.WriteString(" COLLATE " + catalog.QuoteIdent(catalog.CollationName(k.Collation)))
		}
		b.WriteString(columnClassText(snap, path, ix, &k, t) + entryClassText(snap, path, t, ix, i))
		switch {
		case k.Desc && !k.NullsFirst:
			b.WriteString(" DESC NULLS LAST")
		case k.Desc:
			b.WriteString(" DESC")
		case k.NullsFirst:
			b.WriteString(" NULLS FIRST")
		}
		if with {
			b.WriteString(" WITH " + k.Operator())
		}
	}
	b.WriteByte(')')
	if len(ix.Include) > 0 {
		b.WriteString(" INCLUDE (" + quoteColumns(t, ix.Include) + ")")
	}
	if ix.NullsNotDistinct {
		b.WriteString(" NULLS NOT DISTINCT")
	}
	if len(ix.Options) > 0 {
		parts := make([]string, len(ix.Options))
		for i, o := range ix.Options {
			if parts[i] = o.Name + "=" + o.Value; catalog.QuoteIdent(o.Value) != o.Value {
				parts[i] = o.Name + "=" + deparse.QuoteString(o.Value)
			}
		}
		b.WriteString(" WITH (" + strings.Join(parts, ", ") + ")")
	}
}

// indexKey prints what an index is of: a column, or an expression, in parentheses unless it is
// a call.
func indexKey(snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc, k *catalog.IndexColumn, pretty bool) string {
	c, _, ok := t.ColumnByID(k.ID)
	switch {
	case !ok:
		return ""
	case k.Expr == "":
		return catalog.QuoteIdent(c.Name)
	}
	text := ExprText(snap, path, t, k.Expr, pretty)
	if isCall(snap, path, t, k.Expr, c.Default) {
		return text
	}
	return "(" + text + ")"
}

// isCall reports whether an expression is printed as a call: casts around it that change nothing are
// not printed, and a call that is a cast is printed as one.
func isCall(snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc, text string, x ast.Expr) bool {
	_, cast := x.(*ast.CastExpr)
	_, call := x.(*ast.FuncCall)
	if !cast && !call {
		return bind.LooksLikeCall(x)
	}
	own, err := parser.ParseExpr(text)
	if err != nil {
		return bind.LooksLikeCall(x)
	}
	casts := bind.Conversions(own, snap, path, t)
	own = withoutIdle(own, casts)
	if c, ok := own.(*ast.FuncCall); ok && casts.CastCalls[c] != "" {
		return false
	}
	return bind.LooksLikeCall(own)
}

// withoutIdle is x without such casts.
func withoutIdle(x ast.Expr, casts deparse.Conversions) ast.Expr {
	for c, ok := x.(*ast.CastExpr); ok && casts.Idle[c]; c, ok = x.(*ast.CastExpr) {
		x = c.X
	}
	return x
}

// ConstraintDef is the definition of a constraint, by its OID; pretty leaves out
// parentheses that are not needed.
func ConstraintDef(snap *catalog.Snapshot, path *catalog.SearchPath, id catalog.ID, pretty bool) (string, bool) {
	for t := range snap.Tables(0) {
		if d, ok := constraintDef(snap, path, t, id, pretty); ok {
			return d, true
		}
	}
	if d, k, ok := domainCheck(snap, id); ok {
		return "CHECK (" + domainExpr(snap, path, d, k.Text, pretty) + ")" + notValid(k.NotValid), true
	}
	return "", false
}

func constraintDef(snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc, id catalog.ID, pretty bool) (string, bool) {
	for i := range t.Indexes {
		ix := &t.Indexes[i]
		if ix.Constraint != id {
			continue
		}
		if ix.Excludes() {
			return exclusionDef(snap, path, t, ix, pretty), true
		}
		d := "UNIQUE "
		if ix.Primary {
			d = "PRIMARY KEY "
		} else if ix.NullsNotDistinct {
			d = "UNIQUE NULLS NOT DISTINCT "
		}
		d += "(" + quoteColumns(t, indexKeyColumns(ix)) + ")"
		if len(ix.Include) > 0 {
			d += " INCLUDE (" + quoteColumns(t, ix.Include) + ")"
		}
		return d + deferrable(ix.Deferrable, ix.InitiallyDeferred), true
	}
	for i := range t.Checks {
		c := &t.Checks[i]
		if c.OID != id {
			continue
		}
		d := "CHECK (" + ExprText(snap, path, t, c.Text, pretty) + ")"
		if c.NoInherit {
			d += " NO INHERIT"
		}
		return d + notValid(c.NotValid), true
	}
	for i := range t.ForeignKeys {
		if f := &t.ForeignKeys[i]; f.OID == id {
			return foreignDef(snap, path, t, f), true
		}
	}
	for i := range t.Triggers {
		if g := &t.Triggers[i]; g.Constraint == id {
			return "TRIGGER" + deferrable(g.Deferrable, g.InitiallyDeferred), true
		}
	}
	return "", false
}

// refActions are the words of ast.RefAction.
var refActions = [...]string{"NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"}

func deferrable(is, initially bool) string {
	switch {
	case initially:
		return " DEFERRABLE INITIALLY DEFERRED"
	case is:
		return " DEFERRABLE"
	}
	return ""
}

func notValid(v bool) string {
	if v {
		return " NOT VALID"
	}
	return ""
}

func foreignDef(snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc, f *catalog.ForeignKeyDesc) string {
	d := "FOREIGN KEY (" + quoteColumns(t, f.Columns) + ") REFERENCES "
	name, _ := snap.RelationName(path, f.RefTable)
	d += name
	if p, ok := snap.TableByID(f.RefTable); ok {
		d += "(" + quoteColumns(p, f.RefColumns) + ")"
	}
	if f.MatchFull {
		d += " MATCH FULL"
	}
	if f.OnUpdate != ast.RefNoAction {
		d += " ON UPDATE " + refActions[f.OnUpdate]
	}
	if f.OnDelete != ast.RefNoAction {
		d += " ON DELETE " + refActions[f.OnDelete]
	}
	if len(f.SetColumns) > 0 {
		d += " (" + quoteColumns(t, f.SetColumns) + ")"
	}
	return d + deferrable(f.Deferrable, f.InitiallyDeferred) + notValid(f.NotValid)
}
