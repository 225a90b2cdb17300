package pgcatalog

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

// The OIDs of languages, as pg_language has them. That of plpgsql is any in Postgres.
const (
	languageSQL     = catalog.LanguageIDSQL
	languagePLpgSQL = catalog.LanguageIDPLpgSQL
	languageC       = catalog.LanguageIDC

	languageInternal = 12
)

// userRoutines lists the routines of the database, by OID.
func (m *making) userRoutines() []*catalog.RoutineDesc {
	var out []*catalog.RoutineDesc
	for d := range m.snap.Routines(m.db) {
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b *catalog.RoutineDesc) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// routineRows are the rows of pg_proc of users' routines.
func (m *making) routineRows() error {
	for _, d := range m.userRoutines() {
		if !m.wants(d.ID) || !m.calls(d.Name) {
			continue
		}
		if err := m.routineRow(d); err != nil {
			return err
		}
	}
	return nil
}

func (m *making) routineRow(d *catalog.RoutineDesc) error {
	in := d.Inputs()
	args := make(vector, len(in))
	for i, a := range in {
		args[i] = int64(a.TypeID)
	}
	var variadic types.OID
	if d.Variadic() {
		switch t, ok := m.snap.Types().ByOID(in[len(in)-1].TypeID); {
		case ok && t.Elem() != nil:
			variadic = t.Elem().OID
		case ok && t.OID == types.OIDAnyArray:
			variadic = types.OIDAnyElement
		case ok && t.OID == types.OIDAnyCompatibleArray:
			variadic = types.OIDAnyCompatible
		default:
			variadic = types.TAny.OID
		}
	}
	var all, modes, names, config, defaults, body any
	if d.BodyForm != 0 {
		body = "(BODY)" // its text is that of pg_get_function_sqlbody
	}
	if len(in) != len(d.Args) || slices.ContainsFunc(d.Args, func(a catalog.RoutineArg) bool { return a.Mode != 'i' }) {
		v, l := make(vector, len(d.Args)), make(texts, len(d.Args))
		for i := range d.Args {
			v[i], l[i] = int64(d.Args[i].TypeID), string(rune(d.Args[i].Mode))
		}
		all, modes = v, l
	}
	if slices.ContainsFunc(d.Args, func(a catalog.RoutineArg) bool { return a.Name != "" }) {
		l := make(texts, len(d.Args))
		for i := range d.Args {
			l[i] = d.Args[i].Name
		}
		names = l
	}
	config = settings(d.Settings)
	if d.Defaults() > 0 {
		defaults = defaultsTree(d)
	}
	cost, rows := 100.0, 0.0
	if d.Cost != "" {
		cost, _ = strconv.ParseFloat(d.Cost, 64)
	}
	if d.Set {
		if rows = 1000; d.Rows != "" {
			rows, _ = strconv.ParseFloat(d.Rows, 64)
		}
	}
	language, library := languageSQL, any(nil)
	switch d.Language {
	case catalog.LanguagePLpgSQL:
		language = languagePLpgSQL
	case catalog.LanguageC:
		language, library = languageC, d.Library
	}
	if d.Kind == 'a' {
		language, cost = languageInternal, 1
	}
	return m.row(d.ID, d.Name, d.SchemaID, d.Owner, language, cost, rows, variadic, 0, d.Kind, d.Definer, d.Leakproof, d.Strict, d.Set,
		d.Volatility, d.Parallel, len(in), d.Defaults(), d.ResultID, args, all, modes, names, defaults, nil, d.Body, library, body, config, m.aclOf(d, false))
}

// defaultsTree are the defaults of a routine's arguments as pg_get_expr takes them.
func defaultsTree(d *catalog.RoutineDesc) string {
	var list []string
	for i := range d.Args {
		if a := d.Args[i].Default; a != "" {
			list = append(list, a)
		}
	}
	if len(list) == 1 {
		return list[0]
	}
	return exprList + "(" + strings.Join(list, ", ") + ")"
}

// dependRoutines has routines depend on the types that they name.
func (m *making) dependRoutines() error {
	for _, d := range m.userRoutines() {
		for _, r := range d.Refs {
			if d.Kind == 'a' && r.Object == d.Aggregate.StateID && !inSignature(d, r.Object) {
				continue // its functions depend on the type of its state
			}
			class, id := classType, r.Object
			if t, ok := m.snap.TableByID(r.Object); ok {
				id = t.TypeOID
			} else if _, ok := m.snap.RoutineByID(r.Object); ok {
				class = classProc
			} else if o, ok := m.snap.TextSearchByID(r.Object); ok {
				class = textSearchClass(o)
			}
			if err := m.row(classProc, d.ID, 0, class, id, 0, r.Kind); err != nil {
				return err
			}
		}
		if err := m.dependBody(classProc, d.ID, d.BodyRefs); err != nil {
			return err
		}
	}
	return nil
}

// inSignature reports whether a routine takes or gives values of a type.
func inSignature(d *catalog.RoutineDesc, id types.OID) bool {
	return d.ResultID == id || slices.ContainsFunc(d.Args, func(a catalog.RoutineArg) bool { return a.TypeID == id })
}

// dependCalls has an object depend on the routines that a stored expression calls.
func (m *making) dependCalls(class, id catalog.ID, text string) error {
	if !strings.Contains(text, `"#`) {
		return nil
	}
	for _, f := range routinesIn(text) {
		if err := m.row(class, id, 0, classProc, f, 0, byte('n')); err != nil {
			return err
		}
	}
	for _, d := range m.textSearchIn(text) {
		if err := m.row(class, id, 0, textSearchClass(d), d.ID, 0, byte('n')); err != nil {
			return err
		}
	}
	for _, o := range operatorsIn(text) {
		if err := m.row(class, id, 0, classOperator, o, 0, byte('n')); err != nil {
			return err
		}
	}
	return nil
}

// routinesIn are the routines that a stored expression calls.
func routinesIn(text string) []catalog.ID {
	if !strings.Contains(text, `"#`) {
		return nil
	}
	x, err := parser.ParseExpr(text)
	if err != nil {
		return nil
	}
	var out []catalog.ID
	ast.Walk(x, func(n ast.Node) bool {
		if c, ok := n.(*ast.FuncCall); ok && c.Name.Schema == "" {
			if id, _, frozen := catalog.Thaw(c.Name.Name); frozen && !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
		return true
	})
	return out
}

// routineArguments prints the arguments of a routine, those of RETURNS TABLE left out.
func routineArguments(snap *catalog.Snapshot, path *catalog.SearchPath, d *catalog.RoutineDesc, defaults bool) string {
	var out []string
	for i := range d.Args {
		a := &d.Args[i]
		s := ""
		switch a.Mode {
		case 't':
			continue
		case 'i':
			if d.Kind == 'p' {
				s = "IN "
			}
		case 'o':
			s = "OUT "
		case 'b':
			s = "INOUT "
		case 'v':
			s = "VARIADIC "
		}
		if a.Name != "" {
			s += catalog.QuoteIdent(a.Name) + " "
		}
		typ := FormatType(snap, path, a.TypeID, types.NoTypmod, false)
		s += typ
		if text := a.Default; defaults && text != "" {
			if text = ExprText(snap, path, nil, text, false); text == "NULL" {
				if t, ok := snap.Types().ByOID(a.TypeID); ok && t.IsPolymorphic() && builtin.MayBe(types.TUnknown, t) {
					text += "::unknown"
				} else {
					text += "::" + typ
				}
			}
			s += " DEFAULT " + text
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

// routineResult prints what a routine returns.
func routineResult(snap *catalog.Snapshot, path *catalog.SearchPath, d *catalog.RoutineDesc) string {
	var cols []string
	for i := range d.Args {
		if a := &d.Args[i]; a.Mode == 't' {
			s := FormatType(snap, path, a.TypeID, types.NoTypmod, false)
			if a.Name != "" {
				s = catalog.QuoteIdent(a.Name) + " " + s
			}
			cols = append(cols, s)
		}
	}
	if len(cols) > 0 {
		return "TABLE(" + strings.Join(cols, ", ") + ")"
	}
	s := FormatType(snap, path, d.ResultID, types.NoTypmod, false)
	if d.Set {
		s = "SETOF " + s
	}
	return s
}

// RoutineDef is the statement that makes a routine, as pg_get_functiondef prints it.
func RoutineDef(snap *catalog.Snapshot, path *catalog.SearchPath, functions *host.Functions, d *catalog.RoutineDesc) string {
	var b strings.Builder
	word := "function"
	if d.Kind == 'p' {
		word = "procedure"
	}
	schema := ""
	if s, ok := snap.SchemaByID(d.SchemaID); ok {
		schema = catalog.QuoteIdent(s.Name) + "."
	}
	b.WriteString("CREATE OR REPLACE " + strings.ToUpper(word) + " " + schema + catalog.QuoteIdent(d.Name) + "(" + routineArguments(snap, path, d, true) + ")\n")
	if d.Kind != 'p' {
		b.WriteString(" RETURNS " + routineResult(snap, path, d) + "\n")
	}
	b.WriteString(" LANGUAGE " + catalog.QuoteIdent(d.Language) + "\n")
	if opts := routineOptions(d); opts != "" {
		b.WriteString(opts + "\n")
	}
	for _, s := range d.Settings {
		b.WriteString(" SET " + catalog.QuoteIdent(catalog.SettingName(s.Name)) + " TO " + settingText(s) + "\n")
	}
	if d.BodyForm != 0 {
		return b.String() + RoutineBody(snap, path, functions, d) + "\n"
	}
	tag := "$" + word
	for strings.Contains(d.Body, tag) {
		tag += "x"
	}
	tag += "$"
	b.WriteString("AS " + tag + d.Body + tag + "\n")
	return b.String()
}

func routineOptions(d *catalog.RoutineDesc) string {
	s := map[byte]string{'i': " IMMUTABLE", 's': " STABLE"}[d.Volatility] + map[byte]string{'s': " PARALLEL SAFE", 'r': " PARALLEL RESTRICTED"}[d.Parallel]
	if d.Strict {
		s += " STRICT"
	}
	if d.Definer {
		s += " SECURITY DEFINER"
	}
	if d.Leakproof {
		s += " LEAKPROOF"
	}
	if d.Cost != "" && d.Cost != "100" {
		s += " COST " + d.Cost
	}
	if d.Set && d.Rows != "" && d.Rows != "1000" {
		s += " ROWS " + d.Rows
	}
	return s
}

// settingText is a setting's value as SET takes it.
func settingText(s catalog.Setting) string {
	if !catalog.ListsNames(s.Name) {
		return deparse.QuoteString(s.Value)
	}
	var out []string
	var name strings.Builder
	quoted := false
	for _, c := range s.Value + "," {
		switch {
		case c == '"': // a doubled one goes out and in again
			if quoted = !quoted; quoted && strings.HasSuffix(name.String(), `"`) {
				continue
			}
			name.WriteRune(c)
		case c == ',' && !quoted:
			out = append(out, deparse.QuoteString(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(name.String()), `"`), `"`)))
			name.Reset()
		default:
			name.WriteRune(c)
		}
	}
	return strings.Join(out, ", ")
}

// functionDef is pg_get_functiondef.
func functionDef(c *call) (types.Datum, error) {
	if d, ok := c.snap.RoutineByID(c.oid(0)); ok {
		if d.Kind == 'a' {
			return types.Null, pgerror.New(pgerror.WrongObjectType, "\"%s\" is an aggregate function", d.Name)
		}
		if d.BodyErr != nil {
			return types.Null, d.BodyErr
		}
		return types.Text(RoutineDef(c.snap, c.path, c.functions, d)), nil
	}
	if f, ok := builtin.Catalog().FunctionByOID(c.oid(0)); ok {
		if f.Kind == builtin.KindAggregate {
			return types.Null, pgerror.New(pgerror.WrongObjectType, "\"%s\" is an aggregate function", f.Name)
		}
		return types.Null, pgerror.Unsupported("Functions of the system are built in.", "the definition of function %s is not supported", f.Name)
	}
	return types.Null, nil
}
