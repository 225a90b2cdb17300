package pgcatalog

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// namedFunction is a function that a name may mean, of users or the system's.
type namedFunction struct {
	oid  types.OID
	args []types.OID
}

// qualifiedName reads the name of a function or an operator: identifiers with dots between them, folded
// unless quoted, with blanks where they do no harm.
// Postgres: stringToQualifiedNameList, DeconstructQualifiedName.
func qualifiedName(text string) (ast.QName, error) {
	n, err := catalog.ParseName(text)
	if pgerror.Is(err, pgerror.SyntaxError) {
		return n, pgerror.New(pgerror.SyntaxError, "improper qualified name (too many dotted names): %s", text)
	}
	return n, err
}

// functionsNamed are the functions of a name: of the schema that it says, or of those of the path, and
// of several with the same arguments the first. The errors are those of RoutinesNamed.
// Postgres: FuncnameGetCandidates without a number of arguments.
func (r *Reg) functionsNamed(n ast.QName) ([]namedFunction, error) {
	users, err := r.snap().RoutinesNamed(r.path(), n)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(users, func(a, b catalog.RoutinePlace) int { return a.Depth - b.Depth })
	var out []namedFunction
	add := func(f namedFunction) {
		if !slices.ContainsFunc(out, func(g namedFunction) bool { return slices.Equal(f.args, g.args) }) {
			out = append(out, f)
		}
	}
	i := 0
	for ; i < len(users) && (n.Schema != "" || users[i].Depth < users[i].System); i++ {
		add(userFunction(users[i].RoutineDesc))
	}
	for _, f := range r.systemFunctions(n) {
		add(f)
	}
	for ; i < len(users); i++ {
		add(userFunction(users[i].RoutineDesc))
	}
	return out, nil
}

func userFunction(d *catalog.RoutineDesc) namedFunction {
	f := namedFunction{oid: d.ID}
	for _, a := range d.Inputs() {
		f.args = append(f.args, a.TypeID)
	}
	return f
}

// systemFunctions are the system's of a name; those of information_schema where it is named or in the path.
func (r *Reg) systemFunctions(n ast.QName) (out []namedFunction) {
	add := func(name string) {
		for _, s := range builtin.Catalog().Signatures(name) {
			out = append(out, namedFunction{s.OID, s.Args})
		}
	}
	if n.Schema == "" || n.Schema == catalog.SchemaPGCatalog {
		add(n.Name)
	}
	own := builtin.InformationPrefix + n.Name
	switch {
	case n.Schema == catalog.SchemaInformation, n.Schema == "" && builtin.Catalog().FunctionExists(own) && r.informationInPath():
		add(own)
	}
	return out
}

func (r *Reg) informationInPath() bool {
	return slices.ContainsFunc(r.snap().EffectiveSchemas(r.path()), func(d *catalog.SchemaDesc) bool { return d.Name == catalog.SchemaInformation })
}

// functionOID finds the only function of a name; several says that there are more.
func (r *Reg) functionOID(text string) (oid types.OID, several bool, err error) {
	n, err := qualifiedName(text)
	if err != nil {
		return 0, false, err
	}
	found, err := r.functionsNamed(n)
	switch {
	case err != nil:
		return 0, false, err
	case len(found) == 1:
		return found[0].oid, false, nil
	}
	return uncalledFunction(n), len(found) > 1, nil
}

// uncalledFunction is one of those that the catalog names and nobody calls.
func uncalledFunction(n ast.QName) types.OID {
	if n.Schema != "" && n.Schema != catalog.SchemaPGCatalog {
		return 0
	}
	return max(estimators[n.Name], textFunctions[n.Name])
}

// functionByText finds "name(type, …)".
func (r *Reg) functionByText(text string) (types.OID, bool) {
	name, args, err := callText(text)
	if err != nil {
		return 0, false
	}
	n, err := qualifiedName(name)
	if err != nil {
		return 0, false
	}
	want := make([]types.OID, len(args))
	for i, a := range args {
		var ok bool
		if want[i], ok = r.typeOID(r.snap(), a); !ok {
			return 0, false
		}
	}
	found, err := r.functionsNamed(n)
	if err != nil {
		return 0, false
	}
	for _, f := range found {
		if slices.Equal(f.args, want) {
			return f.oid, true
		}
	}
	if oid := estimators[n.Name]; oid != 0 && text == n.Name+estimatorTypes(n.Name) {
		return oid, true
	}
	return 0, false
}

// functionSchema is a function's schema and name; ok is false where there is no such function.
func (r *Reg) functionSchema(oid types.OID) (schema, name string, ok bool) {
	if d, ok := r.snap().RoutineByID(oid); ok {
		if s, ok := r.snap().SchemaByID(d.SchemaID); ok {
			schema = s.Name
		}
		return schema, d.Name, true
	}
	f, ok := builtin.Catalog().FunctionByOID(oid)
	if !ok {
		return "", "", false
	}
	if own, ok := strings.CutPrefix(f.Name, builtin.InformationPrefix); ok {
		return catalog.SchemaInformation, own, true
	}
	return catalog.SchemaPGCatalog, f.Name, true
}

// functionName is a function as regproc prints it: its schema is said where its name alone would not
// be read as this one, for it is hidden or one of several.
func (r *Reg) functionName(oid types.OID) (string, bool) {
	schema, name, ok := r.functionSchema(oid)
	if !ok {
		if name, ok := textFunctionName(oid); ok {
			return name, true
		}
		return estimatorName(oid)
	}
	if found, err := r.functionsNamed(ast.QName{Name: name}); err == nil && len(found) == 1 && found[0].oid == oid {
		return catalog.QuoteIdent(name), true
	}
	return qualified(schema, name), true
}

// functionText is a function as regprocedure prints it: its schema is said where it is hidden.
func (r *Reg) functionText(oid types.OID) (string, bool) {
	schema, name, ok := r.functionSchema(oid)
	if !ok {
		name, ok = estimatorName(oid)
		return name + estimatorTypes(name), ok
	}
	shown := qualified(schema, name)
	found, err := r.functionsNamed(ast.QName{Name: name})
	if err == nil && slices.ContainsFunc(found, func(f namedFunction) bool { return f.oid == oid }) {
		shown = catalog.QuoteIdent(name)
	}
	if d, ok := r.snap().RoutineByID(oid); ok {
		return shown + "(" + r.snap().RoutineTypes(r.path(), d) + ")", true
	}
	f, _ := builtin.Catalog().FunctionByOID(oid)
	return shown + "(" + typeList(f.Args) + ")", true
}

// estimatorTypes are the arguments of an estimator.
func estimatorTypes(name string) string {
	if strings.HasSuffix(name, "joinsel") {
		return "(internal,oid,internal,smallint,internal)"
	}
	return "(internal,oid,internal,integer)"
}

// functionRefused tells why a function was not found: its name is none, its types are not there, its
// schema is not, or there are several of the name.
func (r *Reg) functionRefused(t *types.Type, text string) error {
	name := text
	if t.OID == types.OIDRegProcedure {
		var err error
		if name, _, err = callText(text); err != nil {
			return err
		}
	}
	n, err := qualifiedName(name)
	if err != nil {
		return err
	}
	if t.OID == types.OIDRegProcedure {
		if err := r.argumentsRefused(text, false); err != nil {
			return err
		}
	}
	if _, err := r.functionsNamed(n); err != nil {
		return err
	}
	if _, several, _ := r.functionOID(name); several && t.OID == types.OIDRegProc {
		return pgerror.New(pgerror.AmbiguousFunction, "more than one function named \"%s\"", text)
	}
	return nil
}
