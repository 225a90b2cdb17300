package ddl

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// routineBodyMax is how long a body may be.
const routineBodyMax = 1 << 20

// createRoutine is CREATE [OR REPLACE] FUNCTION and PROCEDURE.
func (r *run) createRoutine(s *ast.CreateRoutine) error {
	if err := r.coded("functions and procedures of users"); err != nil {
		return err
	}
	schema, err := r.target(s.Name, ast.PersistencePermanent)
	if err != nil {
		return err
	}
	if schema.Temporary {
		if err := r.parted("temporary functions"); err != nil {
			return err
		}
	}
	me, err := r.user()
	if err != nil {
		return err
	}
	d := &catalog.RoutineDesc{Base: catalog.Base{Name: clip(s.Name.Name, nameBytesMax), Owner: me.ID}, DatabaseID: schema.DatabaseID, SchemaID: schema.ID,
		Kind: 'f', Volatility: 'v', Parallel: 'u'}
	if s.Procedure {
		d.Kind = 'p'
	}
	if err := r.routineOptions(d, s.Options, s.Procedure); err != nil {
		return err
	}
	if err := r.routineSignature(d, s); err != nil {
		return err
	}
	if err := bodyGiven(d, s, r.making != nil); err != nil {
		return err
	}
	if r.making == nil {
		if err := r.mayUseLanguage(d.Language); err != nil {
			return err
		}
	}
	if err := r.routineBody(d, s); err != nil {
		return err
	}
	return r.putRoutine(d, s.OrReplace)
}

// bodyGiven checks language and body, which CREATE must tell.
func bodyGiven(d *catalog.RoutineDesc, s *ast.CreateRoutine, making bool) error {
	as, body := routineOption(s, "as"), routineOption(s, "body")
	switch {
	case body != nil && d.Language == "":
		d.Language = catalog.LanguageSQL
	case d.Language == "":
		return pgerror.New(pgerror.InvalidFunctionDefinition, "no language specified")
	}
	switch d.Language {
	case catalog.LanguageSQL, catalog.LanguagePLpgSQL:
	case catalog.LanguageC:
		if !making || as == nil || !as.HasLink {
			return pgerror.Unsupported("Write it in SQL or PL/pgSQL.", "functions of language %q are not supported", d.Language)
		}
		d.Library, d.Body = as.Text, as.Link
		return nil
	case "internal":
		return pgerror.Unsupported("Write it in SQL or PL/pgSQL.", "functions of language %q are not supported", d.Language)
	default:
		e := pgerror.New(pgerror.UndefinedObject, "language %q does not exist", d.Language)
		if slices.Contains([]string{"plperl", "plperlu", "plpython3u", "pltcl", "pltclu"}, d.Language) {
			e = e.WithHint("Use LANGUAGE sql or plpgsql.")
		}
		return e
	}
	switch {
	case body != nil && as != nil:
		return pgerror.New(pgerror.InvalidFunctionDefinition, "duplicate function body specified")
	case body != nil && d.Language != catalog.LanguageSQL:
		return pgerror.New(pgerror.InvalidFunctionDefinition, "inline SQL function body only valid for language SQL")
	case body != nil:
	case as == nil:
		return pgerror.New(pgerror.InvalidFunctionDefinition, "no function body specified")
	case as.HasLink:
		return pgerror.New(pgerror.InvalidFunctionDefinition, "only one AS item needed for language %q", d.Language)
	case len(as.Text) > routineBodyMax:
		return pgerror.New(pgerror.ProgramLimitExceeded, "a function body can have at most %d bytes", routineBodyMax)
	}
	if w := routineOption(s, "window"); w != nil {
		return pgerror.Unsupported("Aggregates and window functions are the system's own.", "window functions of users are not supported")
	}
	if as != nil {
		d.Body = as.Text
	}
	return nil
}

// routineOptions applies options of CREATE and ALTER.
func (r *run) routineOptions(d *catalog.RoutineDesc, list []ast.RoutineOption, procedure bool) error {
	seen := map[string]bool{}
	for i := range list {
		o := &list[i]
		if o.Name != "set" && seen[o.Name] {
			return r.at(pgerror.New(pgerror.SyntaxError, "conflicting or redundant options"), o.Pos)
		}
		seen[o.Name] = true
		switch o.Name {
		case "volatility", "strict", "leakproof", "window", "cost", "rows", "support", "parallel":
			if procedure {
				return r.at(pgerror.New(pgerror.InvalidFunctionDefinition, "invalid attribute in procedure definition"), o.Pos)
			}
		}
		if err := r.routineOption(d, o); err != nil {
			return err
		}
	}
	if d.Rows != "" && !d.Set && seen["rows"] && d.ID != 0 {
		return pgerror.New(pgerror.InvalidParameterValue, "ROWS is not applicable when function does not return a set")
	}
	return nil
}

func (r *run) routineOption(d *catalog.RoutineDesc, o *ast.RoutineOption) error {
	switch o.Name {
	case "language":
		d.Language = strings.ToLower(o.Text)
	case "volatility":
		d.Volatility = o.Text[0]
	case "strict":
		d.Strict = o.On
	case "security":
		d.Definer = o.On
	case "leakproof":
		me, err := r.user()
		if err != nil {
			return err
		}
		if o.On && !me.Superuser {
			return pgerror.New(pgerror.InsufficientPrivilege, "only superuser can define a leakproof function")
		}
		d.Leakproof = o.On
	case "cost", "rows":
		v, err := strconv.ParseFloat(o.Text, 32)
		if err != nil || v <= 0 {
			return pgerror.New(pgerror.InvalidParameterValue, "%s must be positive", strings.ToUpper(o.Name))
		}
		text := strconv.FormatFloat(v, 'g', -1, 32)
		if o.Name == "cost" {
			d.Cost = text
		} else {
			d.Rows = text
		}
	case "parallel":
		switch o.Text {
		case "safe", "restricted", "unsafe":
			d.Parallel = o.Text[0]
		default:
			return pgerror.New(pgerror.SyntaxError, "parameter \"parallel\" must be SAFE, RESTRICTED, or UNSAFE")
		}
	case "set":
		return r.routineSetting(d, o.Set)
	}
	return nil
}

func (r *run) routineSetting(d *catalog.RoutineDesc, set ast.Statement) error {
	if err := r.checkSettings(set); err != nil {
		return err
	}
	list, err := changeSettings(d.Settings, set)
	if err == nil {
		d.Settings = list
	}
	return err
}

// routineSignature reads arguments and result.
func (r *run) routineSignature(d *catalog.RoutineDesc, s *ast.CreateRoutine) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	for i := range s.Args {
		if err := r.routineArg(snap, d, s, i); err != nil {
			return err
		}
	}
	if n := len(d.Inputs()); n > catalog.RoutineArgsMax {
		word := "functions"
		if s.Procedure {
			word = "procedures"
		}
		return pgerror.New(pgerror.TooManyArguments, "%s cannot have more than %d arguments", word, catalog.RoutineArgsMax)
	}
	if err := r.routineResult(snap, d, s); err != nil {
		return err
	}
	if d.Rows != "" && !d.Set {
		return pgerror.New(pgerror.InvalidParameterValue, "ROWS is not applicable when function does not return a set")
	}
	return r.routineDefaults(d, s)
}

func (r *run) routineArg(snap *catalog.Snapshot, d *catalog.RoutineDesc, s *ast.CreateRoutine, i int) error {
	a := &s.Args[i]
	word := "function"
	if s.Procedure {
		word = "procedure"
	}
	if a.Type.SetOf {
		return pgerror.New(pgerror.InvalidFunctionDefinition, "%ss cannot accept set arguments", word)
	}
	t, err := r.signatureType(snap, a.Type)
	if err != nil {
		if a.Type.OfColumn {
			return err
		}
		return plainTypeError(err)
	}
	switch {
	case d.Kind == 'a' && t == types.TAny: // an aggregate of whatever is counted
	case r.making != nil && (t == types.TRecord || t == types.TCString || t == types.TInternal):
	case d.Language == catalog.LanguagePLpgSQL && t.IsPseudo() && !t.IsPolymorphic() && t != types.TRecord:
		return pgerror.New(pgerror.FeatureNotSupported, "PL/pgSQL functions cannot accept type %s", t)
	case d.Language != catalog.LanguagePLpgSQL && t.IsPseudo() && !t.IsPolymorphic() && (t != types.TRecord || a.Mode == ast.ArgIn):
		return pgerror.New(pgerror.InvalidFunctionDefinition, "SQL functions cannot have arguments of type %s", t)
	case s.Procedure && a.Mode == ast.ArgTable:
		return pgerror.Internal("a procedure returns a table")
	}
	if err := r.mayUseType(t); err != nil {
		return err
	}
	if err := r.useRowType(snap, t); err != nil {
		return err
	}
	d.Refs = refType(snap, d.Refs, t)
	for j := range d.Args {
		o := &d.Args[j]
		if a.Mode != ast.ArgOut && a.Mode != ast.ArgTable && o.Mode == 'v' {
			return pgerror.New(pgerror.InvalidFunctionDefinition, "VARIADIC parameter must be the last input parameter")
		}
		if s.Procedure && a.Mode == ast.ArgOut && o.Mode == 'v' {
			return pgerror.New(pgerror.InvalidFunctionDefinition, "VARIADIC parameter must be the last parameter")
		}
		if a.Name != "" && o.Name == a.Name && (!apart(o, ast.ArgMode(a.Mode)) || d.Language == catalog.LanguagePLpgSQL) {
			return pgerror.New(pgerror.InvalidFunctionDefinition, "parameter name %q used more than once", a.Name)
		}
	}
	if a.Mode == ast.ArgVariadic && t.Elem() == nil && t != types.TAnyArray && t != types.TAnyCompatibleArray && t != types.TAny {
		return pgerror.New(pgerror.InvalidFunctionDefinition, "VARIADIC parameter must be an array")
	}
	d.Args = append(d.Args, catalog.RoutineArg{Name: a.Name, Mode: byte(a.Mode), TypeID: t.OID})
	return nil
}

// signatureType is a type in the signature of a routine: name%TYPE is the type that the column
// has now.
func (r *run) signatureType(snap *catalog.Snapshot, n *ast.TypeName) (*types.Type, error) {
	if !n.OfColumn {
		t, _, err := bind.ResolveType(n, snap, r.env.Path)
		return t, err
	}
	if len(n.Names) < 2 || len(n.Names) > 4 {
		return nil, r.at(pgerror.New(pgerror.SyntaxError, "improper %%TYPE reference (too few dotted names): %s", strings.Join(n.Names, ".")), n.Pos)
	}
	last := len(n.Names) - 1
	name := ast.QName{Pos: -1, Name: n.Names[last-1]}
	if last > 1 {
		name.Schema = n.Names[last-2]
	}
	t, err := r.table(name)
	if err != nil {
		return nil, err
	}
	c, _, ok := t.ColumnNamed(n.Names[last])
	if !ok {
		return nil, pgerror.New(pgerror.UndefinedColumn, "column %q of relation %q does not exist", n.Names[last], t.Name)
	}
	r.notice(pgerror.NewNotice("type reference %s%%TYPE converted to %s", strings.Join(n.Names, "."), snap.FormatType(r.env.Path, c.Type, types.NoTypmod)))
	return c.Type, nil
}

// plainTypeError words the error of a missing type as that of routines' signatures.
func plainTypeError(err error) error {
	e, ok := err.(*pgerror.Error)
	if !ok || e.Code != pgerror.UndefinedObject {
		return err
	}
	n := *e
	n.Message = strings.ReplaceAll(n.Message, "\"", "")
	return &n
}

// apart reports whether an argument may have the same name as another: inputs and outputs are
// names of their own.
func apart(o *catalog.RoutineArg, mode ast.ArgMode) bool {
	in := func(m byte) bool { return m == 'i' || m == 'v' }
	out := func(m byte) bool { return m == 'o' || m == 't' }
	return in(o.Mode) && out(byte(mode)) || out(o.Mode) && in(byte(mode))
}

// refType notes that a routine's signature names a type of the schema: a row type by its
// relation.
func refType(snap *catalog.Snapshot, refs []catalog.Ref, t *types.Type) []catalog.Ref {
	if t.Elem() != nil && t.Schema != "" {
		t = t.Elem()
	}
	if snap.IsSystemRow(t.OID) {
		return refs
	}
	if rel, ok := snap.RowTypeOf(t.OID); ok {
		if ref := (catalog.Ref{Object: rel.ID, Kind: catalog.RefNormal}); !slices.Contains(refs, ref) {
			refs = append(refs, ref)
		}
		return refs
	}
	if ref := (catalog.Ref{Object: t.OID, Kind: catalog.RefNormal}); t.Schema != "" && !slices.Contains(refs, ref) {
		refs = append(refs, ref)
	}
	return refs
}

// routineResult finds what a call gives.
func (r *run) routineResult(snap *catalog.Snapshot, d *catalog.RoutineDesc, s *ast.CreateRoutine) error {
	outs := d.Outputs()
	for _, o := range outs {
		if t, ok := r.typeByID(o.TypeID); ok {
			if err := r.polymorphicFits(d, t, "result"); err != nil {
				return err
			}
		}
	}
	implied := types.OIDVoid
	switch {
	case s.Procedure && len(outs) > 0:
		implied = types.TRecord.OID
	case len(outs) > 1:
		implied = types.TRecord.OID
	case len(outs) == 1:
		implied = outs[0].TypeID
	}
	if s.Procedure || s.Table {
		d.ResultID, d.Set = implied, s.Table
		return nil
	}
	if s.Returns == nil {
		if len(outs) == 0 {
			return pgerror.New(pgerror.InvalidFunctionDefinition, "function result type must be specified")
		}
		d.ResultID = implied
		return nil
	}
	named := *s.Returns
	d.Set, named.SetOf = s.Returns.SetOf, false
	t, err := r.signatureType(snap, &named)
	if err != nil {
		if named.OfColumn {
			return err
		}
		return err
	}
	if err := r.mayUseType(t); err != nil {
		return err
	}
	if rel, ok := snap.RowTypeOf(t.OID); ok { // as older nodes of the cluster know it, too
		if err := r.env.State.Share(r.ctx, rel); err != nil {
			return err
		}
	} else if err := r.useRowType(snap, t); err != nil {
		return err
	}
	d.Refs = refType(snap, d.Refs, t)
	d.ResultID = t.OID
	if len(outs) > 0 && t.OID != implied {
		return r.outMismatch(snap, implied)
	}
	return r.resultFits(d, t)
}

func (r *run) outMismatch(snap *catalog.Snapshot, implied types.OID) error {
	t, _ := snap.Types().ByOID(implied)
	return pgerror.New(pgerror.InvalidFunctionDefinition, "function result type must be %s because of OUT parameters", t)
}

// resultFits checks a pseudo-type as a result.
func (r *run) resultFits(d *catalog.RoutineDesc, t *types.Type) error {
	switch {
	case t == types.TCString && r.making != nil:
	case (t == types.TTrigger || t == types.TEventTrigger) && d.Language == catalog.LanguageSQL:
		return pgerror.New(pgerror.InvalidFunctionDefinition, "SQL functions cannot return type %s", t)
	case t == types.TEventTrigger && len(d.Inputs()) > 0:
		return pgerror.New(pgerror.InvalidFunctionDefinition, "event trigger functions cannot have declared arguments")
	case t == types.TEventTrigger:
		return r.since(version.Watching, "functions of event triggers")
	case t == types.TTrigger && len(d.Inputs()) > 0:
		return pgerror.New(pgerror.InvalidFunctionDefinition, "trigger functions cannot have declared arguments").
			WithHint("The arguments of the trigger can be accessed through TG_NARGS and TG_ARGV instead.")
	case t.IsPolymorphic():
		return r.polymorphicFits(d, t, "result")
	case t.IsPseudo() && t != types.TVoid && t != types.TRecord && t != types.TTrigger:
		lang := "SQL"
		if d.Language != catalog.LanguageSQL {
			return pgerror.New(pgerror.FeatureNotSupported, "PL/pgSQL functions cannot return type %s", t)
		}
		return pgerror.New(pgerror.InvalidFunctionDefinition, "%s functions cannot return type %s", lang, t)
	}
	return nil
}

// polymorphicFamilies are the types whose arguments tell what a polymorphic type is, and how
// Postgres lists them.
var polymorphicFamilies = []struct {
	given, by []*types.Type
	text      string
}{
	{[]*types.Type{types.TAnyRange, types.TAnyMultirange}, []*types.Type{types.TAnyRange, types.TAnyMultirange}, "anyrange or anymultirange"},
	{[]*types.Type{types.TAnyCompatibleRange, types.TAnyCompatibleMultirange}, []*types.Type{types.TAnyCompatibleRange, types.TAnyCompatibleMultirange},
		"anycompatiblerange or anycompatiblemultirange"},
	{[]*types.Type{types.TAnyElement, types.TAnyArray, types.TAnyNonArray, types.TAnyEnum},
		[]*types.Type{types.TAnyElement, types.TAnyArray, types.TAnyNonArray, types.TAnyEnum, types.TAnyRange, types.TAnyMultirange},
		"anyelement, anyarray, anynonarray, anyenum, anyrange, or anymultirange"},
	{[]*types.Type{types.TAnyCompatible, types.TAnyCompatibleArray, types.TAnyCompatibleNonArray},
		[]*types.Type{types.TAnyCompatible, types.TAnyCompatibleArray, types.TAnyCompatibleNonArray, types.TAnyCompatibleRange, types.TAnyCompatibleMultirange},
		"anycompatible, anycompatiblearray, anycompatiblenonarray, anycompatiblerange, or anycompatiblemultirange"},
}

// polymorphicFits checks that the inputs tell what a polymorphic type is that the routine gives
// (what: "result") or keeps.
func (r *run) polymorphicFits(d *catalog.RoutineDesc, t *types.Type, what string) error {
	for _, f := range polymorphicFamilies {
		if !slices.Contains(f.given, t) || slices.ContainsFunc(r.inputTypes(d), func(in *types.Type) bool { return slices.Contains(f.by, in) }) {
			continue
		}
		return pgerror.New(pgerror.InvalidFunctionDefinition, "cannot determine %s data type", what).
			WithDetail("A result of type %s requires at least one input of type %s.", t, f.text)
	}
	return nil
}

// routineDefaults reads the defaults of inputs.
func (r *run) routineDefaults(d *catalog.RoutineDesc, s *ast.CreateRoutine) error {
	some := false
	for i := range s.Args {
		a := &s.Args[i]
		if a.Default == nil {
			if some && (a.Mode == ast.ArgIn || a.Mode == ast.ArgInOut) {
				return pgerror.New(pgerror.InvalidFunctionDefinition, "input parameters after one with a default value must also have defaults")
			}
			if some && s.Procedure {
				return pgerror.New(pgerror.InvalidFunctionDefinition, "procedure OUT parameters cannot appear after one with a default value")
			}
			continue
		}
		if !d.Args[i].Reads() {
			return pgerror.New(pgerror.InvalidFunctionDefinition, "only input parameters can have default values")
		}
		some = true
		t, _ := r.typeByID(d.Args[i].TypeID)
		o := bind.ScalarOptions{Use: bind.ScalarInput, Column: a.Name, Type: t, Typmod: types.NoTypmod}
		if t.IsPolymorphic() {
			if err := r.declared("defaults of polymorphic arguments"); err != nil {
				return err
			}
		}
		if _, err := r.compile(a.Default, o); err != nil {
			return err
		}
		text, err := r.stored(a.Default, o)
		if err != nil {
			return err
		}
		d.Args[i].Default = text
		d.Refs = refRoutines(d.Refs, text)
	}
	return nil
}

func (r *run) typeByID(oid types.OID) (*types.Type, bool) {
	snap, err := r.snap()
	if err != nil {
		return types.TUnknown, false
	}
	return snap.Types().ByOID(oid)
}

// refRoutines notes the routines that a stored expression calls.
func refRoutines(refs []catalog.Ref, text string) []catalog.Ref {
	if !strings.Contains(text, `"#`) {
		return refs
	}
	x, err := parseExpr(text)
	if err != nil {
		return refs
	}
	add := func(id catalog.ID) {
		if ref := (catalog.Ref{Object: id, Kind: catalog.RefNormal}); !slices.Contains(refs, ref) {
			refs = append(refs, ref)
		}
	}
	ast.Walk(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncCall:
			if id, _, frozen := catalog.Thaw(n.Name.Name); frozen {
				add(id)
			}
		case *ast.Const:
			if id, ok := catalog.FrozenTextSearch(n.Text); ok && n.Kind == ast.ConstString {
				add(id)
			}
		}
		return true
	})
	return refs
}

// putRoutine makes a routine, or replaces the one of the same name and arguments.
func (r *run) putRoutine(d *catalog.RoutineDesc, replace bool) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	old, ok := snap.RoutineLike(d)
	if !ok {
		if d.ID, err = r.env.State.NewID(r.ctx); err != nil {
			return err
		}
		if err := r.startGrants(d, d.SchemaID); err != nil {
			return err
		}
		d.Extension = r.maker()
		if err := r.env.State.Create(r.ctx, d); err != nil {
			return err
		}
		if err := r.useInBody(d); err != nil {
			return err
		}
		return r.checkBody(d)
	}
	if !replace {
		return pgerror.New(pgerror.DuplicateFunction, "function %q already exists with same argument types", d.Name)
	}
	if err := r.mustOwnRoutine(old); err != nil {
		return err
	}
	if err := replaceable(snap, r.env.Path, old, d); err != nil {
		return err
	}
	if err := edit(r, old, func(n *catalog.RoutineDesc) error {
		base := n.Base
		*n = *d
		n.Base = base
		return nil
	}); err != nil {
		return err
	}
	d.Base = old.Base
	if err := r.useInBody(d); err != nil {
		return err
	}
	return r.checkBody(d)
}

// replaceable checks that a new definition means the same to who uses the old one.
func replaceable(snap *catalog.Snapshot, path *catalog.SearchPath, old, d *catalog.RoutineDesc) error {
	hint := "DROP FUNCTION"
	if old.Kind == 'p' {
		hint = "DROP PROCEDURE"
	}
	drop := func(e *pgerror.Error) error {
		return e.WithHint("Use %s %s first.", hint, snap.RoutineSignature(path, old))
	}
	if old.Kind != d.Kind {
		return pgerror.New(pgerror.WrongObjectType, "cannot change routine kind").WithDetail("%q is a %s.", old.Name, catalog.ObjectWord(old))
	}
	if old.ResultID != d.ResultID || old.Set != d.Set {
		return drop(pgerror.New(pgerror.InvalidFunctionDefinition, "cannot change return type of existing function"))
	}
	sameOut := func(a, b *catalog.RoutineArg) bool { return a.TypeID == b.TypeID && a.Name == b.Name }
	outs, news := old.Outputs(), d.Outputs()
	if d.ResultID == types.TRecord.OID && !slices.EqualFunc(outs, news, sameOut) {
		return drop(pgerror.New(pgerror.InvalidFunctionDefinition, "cannot change return type of existing function").
			WithDetail("Row type defined by OUT parameters is different."))
	}
	in := d.Inputs()
	for i, a := range old.Inputs() {
		if a.Name != "" && in[i].Name != a.Name {
			return drop(pgerror.New(pgerror.InvalidFunctionDefinition, "cannot change name of input parameter %q", a.Name))
		}
	}
	if old.Defaults() > d.Defaults() {
		return drop(pgerror.New(pgerror.InvalidFunctionDefinition, "cannot remove parameter defaults from existing function"))
	}
	return nil
}

// checkBody has the language read the body.
func (r *run) checkBody(d *catalog.RoutineDesc) error {
	if r.env.CheckRoutine == nil || d.Kind == 'a' {
		return nil
	}
	return r.env.CheckRoutine(r.ctx, d)
}

func (r *run) mustOwnRoutine(d *catalog.RoutineDesc) error {
	return r.mustOwn(catalog.ObjectWord(d), d)
}

// routineWord is what messages call a routine, with its arguments.
func (r *run) routineWord(snap *catalog.Snapshot, d *catalog.RoutineDesc) string {
	return "function " + snap.RoutineSignature(r.env.Path, d) // procedures, too
}

// findRoutine finds the routine that a statement names; nil, without an error, where missingOK
// and there is none.
func (r *run) findRoutine(kind ast.ObjectKind, f *ast.FunctionName, missingOK bool) (*catalog.RoutineDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	word := map[ast.ObjectKind]string{ast.ObjectProcedure: "procedure", ast.ObjectRoutine: "routine", ast.ObjectAggregate: "aggregate"}[kind]
	if word == "" {
		word = "function"
	}
	name := catalog.QuoteQName(f.Name)
	places, err := snap.RoutinesNamed(r.env.Path, f.Name)
	if err != nil {
		if missingOK && pgerror.Is(err, pgerror.InvalidSchemaName) {
			r.skip(pgerror.InvalidSchemaName, "schema %q does not exist", f.Name.Schema)
			return nil, nil
		}
		return nil, err
	}
	var args []*types.Type
	for _, a := range f.Args {
		t, _, err := bind.ResolveType(a, snap, r.env.Path)
		if err != nil {
			if missingOK && r.skipType(a, err) {
				return nil, nil
			}
			return nil, err
		}
		args = append(args, t)
	}
	same := func(a *catalog.RoutineArg, t *types.Type) bool { return a.TypeID == t.OID }
	// As the standard has it, procedures are named by all their arguments.
	all := (kind == ast.ObjectProcedure || kind == ast.ObjectRoutine) && !f.Modes
	fits := func(d *catalog.RoutineDesc) bool {
		return slices.EqualFunc(d.Inputs(), args, same) || all && d.Kind == 'p' && slices.EqualFunc(d.Called(true), args, same)
	}
	var found []*catalog.RoutineDesc
	slices.SortStableFunc(places, func(a, b catalog.RoutinePlace) int { return cmp.Compare(a.Depth, b.Depth) })
	for _, p := range places {
		kindOK := !f.Bare || kind == ast.ObjectRoutine || (kind == ast.ObjectProcedure) == (p.Kind == 'p')
		hidden := slices.ContainsFunc(found, func(o *catalog.RoutineDesc) bool { return snap.SameInputs(o, p.RoutineDesc) })
		if kindOK && !hidden && (f.Bare || fits(p.RoutineDesc)) {
			found = append(found, p.RoutineDesc)
		}
	}
	switch {
	case len(found) > 1:
		return nil, pgerror.New(pgerror.AmbiguousFunction, "%s name %q is not unique", word, name).
			WithHint("Specify the argument list to select the %s unambiguously.", word)
	case len(found) == 1:
		d := found[0]
		if kind == ast.ObjectAggregate && d.Kind != 'a' {
			return nil, pgerror.New(pgerror.WrongObjectType, "function %s(%s) is not an aggregate", name, types.Listed(args))
		}
		if kind == ast.ObjectFunction && d.Kind == 'p' || kind == ast.ObjectProcedure && d.Kind == 'f' {
			return nil, pgerror.New(pgerror.WrongObjectType, "%s(%s) is not a %s", name, types.Listed(args), word)
		}
		return d, nil
	case missingOK && f.Bare:
		r.notice(pgerror.NewNotice("%s %s() does not exist, skipping", word, name))
		return nil, nil
	case missingOK:
		r.notice(pgerror.NewNotice("%s %s(%s) does not exist, skipping", word, name, typesAsWritten(f.Args)))
		return nil, nil
	case f.Bare:
		return nil, pgerror.New(pgerror.UndefinedFunction, "could not find a %s named %q", word, name)
	}
	called := types.Listed(args)
	system := f.Name.Schema == "" || f.Name.Schema == catalog.SchemaPGCatalog
	if kind == ast.ObjectAggregate && system && slices.ContainsFunc(builtin.Catalog().Functions(), func(b *builtin.Function) bool {
		return b.Name == f.Name.Name && slices.Equal(b.Args, args)
	}) {
		return nil, pgerror.New(pgerror.WrongObjectType, "function %s(%s) is not an aggregate", name, called)
	}
	if kind == ast.ObjectAggregate && len(called) == 0 {
		called = types.Words{"*"}
	}
	return nil, pgerror.New(pgerror.UndefinedFunction, "%s %s(%s) does not exist", word, name, called)
}

// typesAsWritten lists types by the names that the grammar gives them, as Postgres's
// TypeNameListToString does.
func typesAsWritten(list []*ast.TypeName) string {
	var out []string
	for _, t := range list {
		out = append(out, strings.Join(t.Names, ".")+strings.Repeat("[]", len(t.ArrayBounds)))
	}
	return strings.Join(out, ",")
}

// alterRoutine is ALTER FUNCTION, PROCEDURE and ROUTINE.
func (r *run) alterRoutine(s *ast.AlterRoutine) error {
	if err := r.coded("functions and procedures of users"); err != nil {
		return err
	}
	d, err := r.findRoutine(s.Kind, &s.Func, false)
	if err != nil {
		return err
	}
	switch {
	case s.Owner != nil:
		return r.ownRoutine(d, s.Owner)
	case s.New != "":
		return r.moveRoutine(d, s.New, d.SchemaID)
	case s.Schema != "":
		schema, err := r.target(ast.QName{Pos: -1, Schema: s.Schema, Name: d.Name}, ast.PersistencePermanent)
		if err != nil {
			return err
		}
		return r.moveRoutine(d, d.Name, schema.ID)
	}
	if err := r.mustOwnRoutine(d); err != nil {
		return err
	}
	if d.Kind == 'a' {
		return pgerror.New(pgerror.WrongObjectType, "%q is an aggregate function", d.Name)
	}
	return edit(r, d, func(d *catalog.RoutineDesc) error { return r.routineOptions(d, s.Options, d.Kind == 'p') })
}

// moveRoutine gives a routine another name, or schema.
func (r *run) moveRoutine(d *catalog.RoutineDesc, name string, schema catalog.ID) error {
	if err := r.mustOwnRoutine(d); err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	in, ok := snap.SchemaByID(schema)
	if !ok {
		return pgerror.Internal("routine %d has no schema", d.ID)
	}
	if err := r.staysInKind(d.SchemaID, in); err != nil {
		return err
	}
	if err := r.mustCreateIn(in); err != nil {
		return err
	}
	like := *d
	like.Name, like.SchemaID = name, schema
	if o, taken := snap.RoutineLike(&like); taken && o.ID != d.ID {
		return pgerror.New(pgerror.DuplicateFunction, "function %s(%s) already exists in schema %q", name, strings.ReplaceAll(snap.RoutineTypes(r.env.Path, d), ",", ", "), in.Name)
	}
	return edit(r, d, func(d *catalog.RoutineDesc) error { d.Name, d.SchemaID = name, schema; return nil })
}

func (r *run) ownRoutine(d *catalog.RoutineDesc, to *ast.RoleSpec) error {
	owner, err := r.role(to)
	if err != nil || owner.ID == d.Owner {
		return err
	}
	if err := r.mustOwnRoutine(d); err != nil {
		return err
	}
	if owner, err = r.newOwner(to); err != nil {
		return err
	}
	if err := r.ownerMayCreate(owner, d.SchemaID); err != nil {
		return err
	}
	return r.giveTo(d, owner.ID)
}

// dropRoutines is DROP FUNCTION, PROCEDURE and ROUTINE.
func (r *run) dropRoutines(s *ast.DropRoutine) error {
	x := routineDrop{typeDrop: typeDrop{r: r, cascade: s.Behavior == ast.BehaviorCascade}}
	for i := range s.Functions {
		d, err := r.findRoutine(s.Kind, &s.Functions[i], s.IfExists)
		if err != nil {
			return err
		}
		if d == nil || x.has(d.ID) {
			continue
		}
		if s.Kind == ast.ObjectFunction && d.Kind == 'a' {
			return pgerror.New(pgerror.WrongObjectType, "%q is an aggregate function", d.Name).WithHint("Use DROP AGGREGATE to drop aggregate functions.")
		}
		snap, err := r.snap()
		if err != nil {
			return err
		}
		if schema, ok := snap.SchemaByID(d.SchemaID); !ok || r.mustOwn("schema", schema) != nil {
			if err := r.mustOwnRoutine(d); err != nil {
				return err
			}
		}
		if err := x.add(d); err != nil {
			return err
		}
	}
	return x.drop()
}

// routineDrop is a set of routines that a statement drops, with what depends on them.
type routineDrop struct {
	typeDrop
	routines  []*catalog.RoutineDesc
	operators []*catalog.OperatorDesc
	searches  []*catalog.TextSearchDesc
	watchers  []*catalog.EventTriggerDesc
	triggers  []partName
	// bodied tells that there are some whose bodies name what goes.
	bodied bool
}

func (x *routineDrop) dropTrigger(g partName) error {
	snap, err := x.r.snap()
	if err != nil {
		return err
	}
	t, ok := snap.TableByID(g.of)
	if !ok {
		return nil // gone with another
	}
	sh, err := x.r.change(t)
	if err != nil {
		return err
	}
	sh.t.DropTriggers(g.name)
	return sh.apply()
}

// add takes a routine into the set. It is locked first: whoever comes to use it commits
// before, or sees that it is gone.
func (x *routineDrop) add(d *catalog.RoutineDesc) error {
	if err := x.r.env.State.LockForDrop(x.r.ctx, d); err != nil {
		return err
	}
	if err := x.r.mayGo(d); err != nil {
		return err
	}
	x.routines = append(x.routines, d)
	return nil
}

func (x *routineDrop) has(id catalog.ID) bool {
	return x.goes(id) || slices.ContainsFunc(x.routines, func(d *catalog.RoutineDesc) bool { return d.ID == id })
}

// drop drops the set.
func (x *routineDrop) drop() error {
	snap, err := x.r.snap()
	if err != nil || len(x.routines) == 0 && len(x.operators) == 0 && len(x.searches) == 0 {
		return err
	}
	title := "desired object(s)"
	if len(x.routines) == 1 {
		title = x.r.routineWord(snap, x.routines[0])
	}
	return x.dropAll(snap, title)
}

// dependents takes down what uses a routine: views, defaults, constraints, policies, triggers
// and other routines' defaults.
func (x *routineDrop) dependents(snap *catalog.Snapshot, d *catalog.RoutineDesc) error {
	word := x.r.routineWord(snap, d)
	x.castsOver(snap, d.DatabaseID, word, func(c *catalog.CastDesc) bool { return c.ProcID == d.ID })
	if err := x.watchersOver(snap, d, word); err != nil {
		return err
	}
	x.expressionsNaming(snap, d.DatabaseID, d.ID, word)
	views := len(x.views)
	x.viewsNaming(snap, d.DatabaseID, d.ID, word)
	if err := x.bodiesOverViews(snap, views); err != nil {
		return err
	}
	if err := x.operatorsOver(snap, d.DatabaseID, word, func(o *catalog.OperatorDesc) bool { return o.ProcID == d.ID }); err != nil {
		return err
	}
	var tables []*catalog.TableDesc
	for t := range snap.Relations(d.DatabaseID) {
		if !x.goes(t.ID) {
			tables = append(tables, t)
		}
	}
	sortByID(tables)
	for _, t := range tables {
		for i := range t.Triggers {
			g := &t.Triggers[i]
			if g.Function != d.ID && !slices.Contains(refRoutines(nil, g.CondText), catalog.Ref{Object: d.ID, Kind: catalog.RefNormal}) {
				continue
			}
			name, _ := snap.RelationName(x.r.env.Path, t.ID)
			x.note("trigger "+catalog.QuoteIdent(g.Name)+" on "+relationWord(t)+" "+name, word)
			x.triggers = append(x.triggers, partName{t.ID, g.Name})
		}
	}
	var others []*catalog.RoutineDesc
	for o := range snap.Routines(d.DatabaseID) {
		if o.ID != d.ID && (slices.ContainsFunc(o.Refs, func(r catalog.Ref) bool { return r.Object == d.ID }) || o.Reads(d.ID, 0)) && !x.has(o.ID) {
			others = append(others, o)
		}
	}
	sortByID(others)
	for _, o := range others {
		x.note(x.r.routineWord(snap, o), word)
		if err := x.add(o); err != nil {
			return err
		}
	}
	return nil
}

// viewsNaming takes down the views that name an object.
func (x *routineDrop) viewsNaming(snap *catalog.Snapshot, database, id catalog.ID, word string) {
	var views []*catalog.TableDesc
	for v := range snap.Views(database) {
		if v.Refers(id, 0) {
			views = append(views, v)
		}
	}
	sortByID(views)
	for _, v := range views {
		x.view(snap, v, word)
	}
}

// commentRoutine is COMMENT ON FUNCTION, PROCEDURE and ROUTINE.
func (r *run) commentRoutine(s *ast.CommentOn) error {
	d, err := r.findRoutine(s.Kind, s.Func, false)
	if err != nil {
		return err
	}
	if err := r.mustOwnRoutine(d); err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.RoutineDesc) error { d.Comment = s.Comment; return nil })
}
