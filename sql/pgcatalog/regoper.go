package pgcatalog

import (
	"cmp"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// namedOperator is an operator that a name may mean.
type namedOperator struct{ oid, left, right types.OID }

// operatorsNamed are those of a name on the path, users' and the system's: of several with the same
// operands the first.
func (r *Reg) operatorsNamed(n ast.QName) (out []namedOperator) {
	add := func(o namedOperator) {
		if !slices.ContainsFunc(out, func(p namedOperator) bool { return p.left == o.left && p.right == o.right }) {
			out = append(out, o)
		}
	}
	users, err := r.snap().OperatorsNamed(r.path(), n)
	if err != nil {
		return nil
	}
	slices.SortStableFunc(users, func(a, b catalog.OperatorPlace) int { return cmp.Compare(a.Depth, b.Depth) })
	behind := users[len(users):]
	for i, d := range users {
		if n.Schema == "" && d.Depth > d.System {
			behind = users[i:]
			break
		}
		add(namedOperator{d.ID, d.LeftID, d.RightID})
	}
	if n.Schema == "" || n.Schema == catalog.SchemaPGCatalog {
		for _, o := range builtin.Catalog().OperatorSignatures(n.Name) {
			add(namedOperator{o.OID, o.Left, o.Right})
		}
	}
	for _, d := range behind {
		add(namedOperator{d.ID, d.LeftID, d.RightID})
	}
	return out
}

// operatorOID finds the only operator of a name; several says that there are more.
func (r *Reg) operatorOID(text string) (oid types.OID, several bool) {
	n, err := qualifiedName(text)
	if err != nil {
		return 0, false
	}
	found := r.operatorsNamed(n)
	if len(found) != 1 {
		return 0, len(found) > 1
	}
	return found[0].oid, false
}

// operatorByText finds "name(left, right)", where left may be NONE.
func (r *Reg) operatorByText(text string) (types.OID, bool) {
	head, args, err := callText(text)
	if err != nil || len(args) != 2 {
		return 0, false
	}
	left, right, ok := args[0], args[1], true
	var want namedOperator
	if want.right, ok = r.typeOID(r.snap(), right); !ok {
		return 0, false
	}
	if !strings.EqualFold(left, "none") {
		if want.left, ok = r.typeOID(r.snap(), left); !ok {
			return 0, false
		}
	}
	n, err := qualifiedName(head)
	if err != nil {
		return 0, false
	}
	for _, o := range r.operatorsNamed(n) {
		if o.left == want.left && o.right == want.right {
			return o.oid, true
		}
	}
	return 0, false
}

// operatorSchema is an operator's schema and name; ok is false where there is no such operator.
func (r *Reg) operatorSchema(oid types.OID) (schema, name string, ok bool) {
	if d, ok := r.snap().OperatorByID(oid); ok {
		if s, ok := r.snap().SchemaByID(d.SchemaID); ok {
			schema = s.Name
		}
		return schema, d.Name, true
	}
	o, ok := builtin.Catalog().OperatorByOID(oid)
	if !ok {
		return "", "", false
	}
	return catalog.SchemaPGCatalog, o.Name, true
}

// operatorWord is an operator as regoper prints it: its schema is said where its name alone would not
// be read as this one, for it is hidden or one of several.
func (r *Reg) operatorWord(oid types.OID) (string, bool) {
	schema, name, ok := r.operatorSchema(oid)
	if !ok {
		return "", false
	}
	if found := r.operatorsNamed(ast.QName{Name: name}); len(found) == 1 && found[0].oid == oid {
		return name, true
	}
	return catalog.QuoteIdent(schema) + "." + name, true
}

// operatorText is an operator as regoperator prints it: its schema is said where it is hidden.
func (r *Reg) operatorText(oid types.OID) (string, bool) {
	if d, ok := r.snap().OperatorByID(oid); ok {
		return r.snap().OperatorSignature(r.path(), d), true
	}
	o, ok := builtin.Catalog().OperatorByOID(oid)
	if !ok {
		return "", false
	}
	name, left := o.Name, "NONE"
	if !slices.ContainsFunc(r.operatorsNamed(ast.QName{Name: name}), func(f namedOperator) bool { return f.oid == oid }) {
		name = catalog.SchemaPGCatalog + "." + name
	}
	if o.Left != nil {
		left = o.Left.String()
	}
	return name + "(" + left + "," + o.Right.String() + ")", true
}

// regRefused tells why a name that was not found can't be any: it is no name, its schema is
// not there, or there are several of it.
func (r *Reg) regRefused(t *types.Type, name string) error {
	switch t.OID {
	case types.OIDRegOper, types.OIDRegOperator:
		return r.operatorRefused(t, name)
	case types.OIDRegProc, types.OIDRegProcedure:
		return r.functionRefused(t, name)
	}
	bare, _, _ := strings.Cut(name, "(")
	n, err := catalog.ParseName(strings.TrimSuffix(bare, "[]"))
	if err != nil {
		return err
	}
	switch t.OID {
	case types.OIDRegConfig, types.OIDRegDictionary:
		if n.Schema == "" {
			return nil
		}
		_, err := r.snap().Qualify(r.path(), n)
		return err
	case types.OIDRegRole, types.OIDRegNamespace:
		if n.Schema != "" {
			return pgerror.New(pgerror.InvalidName, "invalid name syntax")
		}
		if t.OID == types.OIDRegRole {
			return pgerror.New(pgerror.UndefinedObject, "role %q does not exist", n.Name)
		}
		return pgerror.New(pgerror.InvalidSchemaName, "schema %q does not exist", n.Name)
	case types.OIDRegCollation:
		if err := r.unknownSchema(n.Schema); err != nil {
			return err
		}
		if n.Schema != "" {
			n.Name = n.Schema + "." + n.Name
		}
		return pgerror.New(pgerror.UndefinedObject, "collation %q for encoding \"UTF8\" does not exist", n.Name)
	}
	return r.unknownSchema(n.Schema)
}

// unknownSchema is the error of a schema that is named and not there.
func (r *Reg) unknownSchema(schema string) error {
	if schema == "" || strings.HasPrefix(schema, catalog.SchemaTemp) {
		return nil
	}
	if _, ok := r.snap().Schema(r.path().Database, schema); !ok {
		return pgerror.New(pgerror.InvalidSchemaName, "schema %q does not exist", schema)
	}
	return nil
}

func (r *Reg) operatorRefused(t *types.Type, text string) error {
	// Where its arguments are said as well, an operator is looked for by them, wherever it is.
	if t.OID == types.OIDRegOper {
		n, err := qualifiedName(text)
		if err != nil {
			return err
		}
		if err := r.unknownSchema(n.Schema); err != nil {
			return err
		}
	}
	if t.OID == types.OIDRegOperator {
		return r.argumentsRefused(text, true)
	}
	if _, several := r.operatorOID(text); several && t.OID == types.OIDRegOper {
		return pgerror.New(pgerror.AmbiguousFunction, "more than one operator named %s", text)
	}
	return nil
}

// callText takes "name(type, …)" apart, as Postgres's parseNameAndArgTypes does.
func callText(text string) (name string, args []string, err error) {
	quoted, open := false, -1
	for i := 0; i < len(text) && open < 0; i++ {
		switch {
		case text[i] == '"':
			quoted = !quoted
		case text[i] == '(' && !quoted:
			open = i
		}
	}
	if open < 0 {
		return "", nil, pgerror.New(pgerror.InvalidTextRepresentation, "expected a left parenthesis")
	}
	name, rest := text[:open], text[open+1:]
	inner, ok := strings.CutSuffix(strings.TrimSpace(rest), ")")
	if !ok {
		return "", nil, pgerror.New(pgerror.InvalidTextRepresentation, "expected a right parenthesis")
	}
	if strings.TrimSpace(inner) == "" {
		return name, nil, nil
	}
	depth, from := 0, 0
	for i := 0; i <= len(inner); i++ {
		switch {
		case i == len(inner) || inner[i] == ',' && depth == 0 && !quoted:
			args = append(args, strings.TrimSpace(inner[from:i]))
			from = i + 1
		case inner[i] == '"':
			quoted = !quoted
		case quoted:
		case inner[i] == '(' || inner[i] == '[':
			depth++
		case inner[i] == ')' || inner[i] == ']':
			depth--
		}
	}
	if slices.Contains(args, "") {
		return "", nil, pgerror.New(pgerror.InvalidTextRepresentation, "expected a type name")
	}
	return name, args, nil
}

// argumentsRefused tells what is wrong with the types that a function or an operator is named with.
func (r *Reg) argumentsRefused(text string, operator bool) error {
	_, args, err := callText(text)
	if err != nil {
		return err
	}
	for _, a := range args {
		if operator && strings.EqualFold(a, "none") {
			continue
		}
		if _, ok := r.typeOID(r.snap(), a); ok {
			continue
		}
		bare, array := strings.CutSuffix(a, "[]")
		n, err := catalog.ParseName(bare)
		if err != nil {
			return err
		}
		if err := r.unknownSchema(n.Schema); err != nil {
			return err
		}
		if n.Schema != "" {
			n.Name = n.Schema + "." + n.Name
		}
		if array {
			n.Name += "[]"
		}
		return pgerror.New(pgerror.UndefinedObject, "type %q does not exist", n.Name)
	}
	switch {
	case operator && len(args) == 1:
		return pgerror.New(pgerror.UndefinedParameter, "missing argument").WithHint("Use NONE to denote the missing argument of a unary operator.")
	case operator && len(args) != 2:
		return pgerror.New(pgerror.TooManyArguments, "too many arguments").WithHint("Provide two argument types for operator.")
	}
	return nil
}

// toReg is what to_regclass and its like say of a refusal: only what is no name is one, and mistakes in
// the types of arguments.
func toReg(t *types.Type, err error) error {
	codes := []string{pgerror.InvalidName, pgerror.InsufficientPrivilege, pgerror.SyntaxError, pgerror.FeatureNotSupported}
	if t.OID == types.OIDRegProcedure || t.OID == types.OIDRegOperator {
		codes = append(codes, pgerror.InvalidTextRepresentation, pgerror.UndefinedObject, pgerror.UndefinedParameter, pgerror.TooManyArguments)
	}
	if e := pgerror.From(err); err != nil && slices.Contains(codes, e.Code) {
		return err
	}
	return nil
}
