package ddl

import (
	"cmp"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// createOperator is CREATE OPERATOR.
func (r *run) createOperator(s *ast.CreateOperator) error {
	if err := r.parted("operators of users"); err != nil {
		return err
	}
	schema, err := r.target(s.Name, ast.PersistencePermanent)
	if err != nil {
		return err
	}
	if schema.Temporary {
		return pgerror.Unsupported("Make it in another schema.", "temporary operators are not supported")
	}
	me, err := r.user()
	if err != nil {
		return err
	}
	d := &catalog.OperatorDesc{Base: catalog.Base{Name: s.Name.Name, Owner: me.ID, Extension: r.maker()}, DatabaseID: schema.DatabaseID, SchemaID: schema.ID}
	if d.Name == "!=" {
		d.Name = "<>"
	}
	function, operands, err := r.operatorParams(d, s)
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	f, err := bind.FindFunction(r.bindEnv(snap, ""), function.QName(), operands)
	if err == nil && !sameArgs(f, operands) {
		err = pgerror.New(pgerror.UndefinedFunction, "function %s(%s) does not exist", catalog.QuoteQName(function.QName()), types.Listed(operands))
	}
	if err != nil {
		return err
	}
	if f.Routine != nil {
		if !snap.HasPrivilege(me.ID, f.Routine, catalog.PrivilegeExecute) {
			return catalog.Denied(f.Routine)
		}
		if err := r.env.State.Share(r.ctx, f.Routine); err != nil {
			return err
		}
	}
	if err := r.mayUseType(f.Result); err != nil {
		return err
	}
	d.ProcID, d.ResultID = f.ID, f.Result.OID
	if err := operatorFits(d, len(operands)); err != nil {
		return err
	}
	own := d.NegatorSchema == "" || d.NegatorSchema == schema.Name
	if own && d.Negator == d.Name {
		return pgerror.New(pgerror.InvalidFunctionDefinition, "operator cannot be its own negator or sort operator")
	}
	if _, taken := snap.OperatorIn(d.SchemaID, d.Name, d.LeftID, d.RightID); taken {
		return pgerror.New(pgerror.DuplicateFunction, "operator %s already exists", d.Name)
	}
	if d.ID, err = r.env.State.NewID(r.ctx); err != nil {
		return err
	}
	return r.env.State.Create(r.ctx, d)
}

// sameArgs reports whether a function takes the operands as they are.
func sameArgs(f *bind.Callee, operands []*types.Type) bool {
	return slices.EqualFunc(f.Args, operands, func(a, b *types.Type) bool { return a == b || a.IsPolymorphic() || b.IsPolymorphic() })
}

// operatorParams reads the parameters.
func (r *run) operatorParams(d *catalog.OperatorDesc, s *ast.CreateOperator) (function *ast.Definition, operands []*types.Type, err error) {
	var left, right *ast.Definition
	for i := range s.Params {
		p := &s.Params[i]
		switch p.Name {
		case "leftarg":
			left = p
		case "rightarg":
			right = p
		case "function", "procedure":
			function = p
		case "commutator":
			n := p.QName()
			d.Commutator, d.CommutatorSchema = n.Name, n.Schema
		case "negator":
			n := p.QName()
			d.Negator, d.NegatorSchema = n.Name, n.Schema
		case "restrict":
			d.Restrict, err = estimator(p)
		case "join":
			d.Join, err = estimator(p)
		case "hashes":
			d.Hashes = true
		case "merges", "sort1", "sort2", "ltcmp", "gtcmp":
			d.Merges = true
		default:
			r.notice(pgerror.New(pgerror.SyntaxError, "operator attribute %q not recognized", p.Name).WithSeverity(pgerror.SeverityWarning))
		}
		if err != nil {
			return nil, nil, err
		}
	}
	switch {
	case function == nil:
		return nil, nil, pgerror.New(pgerror.InvalidFunctionDefinition, "operator function must be specified")
	case left == nil && right == nil:
		return nil, nil, pgerror.New(pgerror.InvalidFunctionDefinition, "operator argument types must be specified")
	case right == nil:
		return nil, nil, pgerror.New(pgerror.InvalidFunctionDefinition, "operator right argument type must be specified").
			WithDetail("Postfix operators are not supported.")
	}
	for _, p := range []*ast.Definition{left, right} {
		if p == nil {
			continue
		}
		t, err := r.operandType(p)
		if err != nil {
			return nil, nil, err
		}
		if operands = append(operands, t); p == left {
			d.LeftID = t.OID
		} else {
			d.RightID = t.OID
		}
	}
	return function, operands, nil
}

func (r *run) operandType(p *ast.Definition) (*types.Type, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	if p.Type == nil {
		return nil, catalog.UndefinedType(p.Word())
	}
	if p.Type.SetOf {
		return nil, pgerror.New(pgerror.InvalidFunctionDefinition, "SETOF type not allowed for operator argument")
	}
	t, _, err := bind.ResolveType(p.Type, snap, r.env.Path)
	if err != nil {
		return nil, r.at(plainTypeError(err), p.Pos)
	}
	if u, ok := snap.TypeByID(t.OID); ok {
		return t, r.useType(u)
	}
	return t, r.useRowType(snap, t)
}

// estimator is the function of the system that RESTRICT or JOIN names.
func estimator(p *ast.Definition) (string, error) {
	name := p.QName()
	switch name.Name {
	case "eqsel", "neqsel", "scalarltsel", "scalarlesel", "scalargtsel", "scalargesel", "contsel", "areasel", "positionsel", "matchingsel",
		"eqjoinsel", "neqjoinsel", "scalarltjoinsel", "scalarlejoinsel", "scalargtjoinsel", "scalargejoinsel", "contjoinsel", "areajoinsel", "positionjoinsel", "matchingjoinsel":
		return name.Name, nil
	}
	return "", pgerror.New(pgerror.UndefinedFunction, "function %s does not exist", name.Name)
}

// operatorFits refuses what only some operators may have.
func operatorFits(d *catalog.OperatorDesc, operands int) error {
	wrong := func(format string) error { return pgerror.New(pgerror.InvalidFunctionDefinition, "%s", format) }
	if operands < 2 {
		switch {
		case d.Commutator != "":
			return wrong("only binary operators can have commutators")
		case d.Join != "":
			return wrong("only binary operators can have join selectivity")
		case d.Merges:
			return wrong("only binary operators can merge join")
		case d.Hashes:
			return wrong("only binary operators can hash")
		}
	}
	if d.ResultID != types.OIDBool {
		switch {
		case d.Negator != "":
			return wrong("only boolean operators can have negators")
		case d.Restrict != "":
			return wrong("only boolean operators can have restriction selectivity")
		case d.Join != "":
			return wrong("only boolean operators can have join selectivity")
		case d.Merges:
			return wrong("only boolean operators can merge join")
		case d.Hashes:
			return wrong("only boolean operators can hash")
		}
	}
	return nil
}

// findOperator finds the operator that a statement names; nil where missingOK and there is none.
func (r *run) findOperator(o *ast.OperatorName, dropped, missingOK bool) (*catalog.OperatorDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	var left, right *types.Type
	for at, n := range []*ast.TypeName{o.Left, o.Right} {
		if n == nil {
			continue
		}
		t, err := r.droppedType(n, missingOK)
		if t == nil || err != nil {
			return nil, err
		}
		if at == 0 {
			left = t
		} else {
			right = t
		}
	}
	name := o.Name
	if name.Name == "!=" {
		name.Name = "<>"
	}
	places, err := snap.OperatorsNamed(r.env.Path, name)
	if err != nil {
		if missingOK && pgerror.Is(err, pgerror.InvalidSchemaName) {
			r.skip(pgerror.InvalidSchemaName, "schema %q does not exist", name.Schema)
			return nil, nil
		}
		return nil, err
	}
	leftID := types.OID(0)
	if left != nil {
		leftID = left.OID
	}
	var found *catalog.OperatorPlace
	for i := range places {
		if p := &places[i]; p.LeftID == leftID && p.RightID == right.OID && (found == nil || p.Depth < found.Depth) {
			found = p
		}
	}
	if found != nil {
		return found.OperatorDesc, nil
	}
	word := name.Name
	if name.Schema != "" {
		word = name.Schema + "." + word
	}
	if missingOK {
		r.skip(pgerror.UndefinedFunction, "operator %s does not exist", word)
		return nil, nil
	}
	system := name.Schema == "" || name.Schema == catalog.SchemaPGCatalog
	if system && systemOperator(name.Name, left, right) {
		if !dropped {
			return nil, pgerror.Unsupported("Only operators that users have made are changed.", "operator %s of the system cannot be changed", word)
		}
		if me, err := r.user(); err != nil || !me.Superuser {
			return nil, cmp.Or(err, error(pgerror.New(pgerror.InsufficientPrivilege, "must be owner of operator %s", word)))
		}
		operands := types.Words{"NONE,", right}
		if left != nil {
			operands = types.Words{left, ",", right}
		}
		return nil, pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop operator %s(%s) because it is required by the database system", word, operands)
	}
	sig := types.Words{word, " ", right}
	if left != nil {
		sig = types.Words{left, " ", sig}
	}
	return nil, pgerror.New(pgerror.UndefinedFunction, "operator does not exist: %s", sig)
}

// systemOperator reports whether the system has an operator of exactly these types.
func systemOperator(name string, left, right *types.Type) bool {
	op, err := builtin.ResolveOperator(name, left, right)
	if err != nil || op.OID == 0 {
		return false
	}
	// What was resolved has the operands' types in the place of polymorphic ones.
	if declared, ok := builtin.Catalog().OperatorByOID(op.OID); ok {
		op = declared
	}
	return op.Left == left && op.Right == right
}

func (r *run) operatorWord(snap *catalog.Snapshot, d *catalog.OperatorDesc) string {
	return "operator " + snap.OperatorSignature(r.env.Path, d)
}

// dropOperators is DROP OPERATOR.
func (r *run) dropOperators(s *ast.DropOperator) error {
	x := routineDrop{typeDrop: typeDrop{r: r, cascade: s.Behavior == ast.BehaviorCascade}}
	for i := range s.Operators {
		d, err := r.findOperator(&s.Operators[i], true, s.IfExists)
		if err != nil {
			return err
		}
		if d == nil || x.hasOperator(d.ID) {
			continue
		}
		snap, err := r.snap()
		if err != nil {
			return err
		}
		if schema, ok := snap.SchemaByID(d.SchemaID); !ok || r.mustOwn("schema", schema) != nil {
			if err := r.mustOwn("operator", d); err != nil {
				return err
			}
		}
		if err := x.addOperator(d); err != nil {
			return err
		}
	}
	snap, err := r.snap()
	if err != nil || len(x.operators) == 0 {
		return err
	}
	title := "desired object(s)"
	if len(x.operators) == 1 {
		title = r.operatorWord(snap, x.operators[0])
	}
	return x.dropAll(snap, title)
}

func (x *routineDrop) hasOperator(id catalog.ID) bool {
	return slices.ContainsFunc(x.operators, func(d *catalog.OperatorDesc) bool { return d.ID == id })
}

// addOperator takes an operator into the set.
func (x *routineDrop) addOperator(d *catalog.OperatorDesc) error {
	if err := x.r.mayGo(d); err != nil {
		return err
	}
	if err := x.r.env.State.LockForDrop(x.r.ctx, d); err != nil {
		return err
	}
	x.operators = append(x.operators, d)
	return nil
}

// operatorsOver takes the operators down for which uses holds.
func (x *routineDrop) operatorsOver(snap *catalog.Snapshot, database catalog.ID, word string, uses func(*catalog.OperatorDesc) bool) error {
	for o := range snap.Operators(database) {
		if !uses(o) || x.hasOperator(o.ID) {
			continue
		}
		x.note(x.r.operatorWord(snap, o), word)
		if err := x.addOperator(o); err != nil {
			return err
		}
	}
	return nil
}

// operatorDependents takes down what names an operator.
func (x *routineDrop) operatorDependents(snap *catalog.Snapshot, d *catalog.OperatorDesc) error {
	word := x.r.operatorWord(snap, d)
	x.expressionsNaming(snap, d.DatabaseID, d.ID, word)
	views := len(x.views)
	x.viewsNaming(snap, d.DatabaseID, d.ID, word)
	if err := x.bodiesOverViews(snap, views); err != nil {
		return err
	}
	return x.bodiesNaming(snap, d.DatabaseID, word, d.ID, 0)
}

// alterOperator is ALTER OPERATOR … OWNER TO and SET SCHEMA.
func (r *run) alterOperator(s *ast.AlterOperator) error {
	d, err := r.findOperator(&s.Op, false, false)
	if err != nil {
		return err
	}
	if err := r.mustOwn("operator", d); err != nil {
		return err
	}
	if s.Owner != nil {
		owner, err := r.newOwner(s.Owner)
		if err != nil || owner.ID == d.Owner {
			return err
		}
		if err := r.ownerMayCreate(owner, d.SchemaID); err != nil {
			return err
		}
		return r.giveTo(d, owner.ID)
	}
	schema, err := r.target(ast.QName{Pos: -1, Schema: s.Schema, Name: d.Name}, ast.PersistencePermanent)
	if err != nil {
		return err
	}
	if err := r.staysInKind(d.SchemaID, schema); err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if o, taken := snap.OperatorIn(schema.ID, d.Name, d.LeftID, d.RightID); taken && o.ID != d.ID {
		return pgerror.New(pgerror.DuplicateFunction, "operator %s already exists in schema %q", strings.TrimPrefix(r.operatorWord(snap, o), "operator "), schema.Name)
	}
	return edit(r, d, func(d *catalog.OperatorDesc) error { d.SchemaID = schema.ID; return nil })
}

// commentOperator is COMMENT ON OPERATOR.
func (r *run) commentOperator(s *ast.CommentOn) error {
	d, err := r.findOperator(s.Operator, false, false)
	if err != nil {
		return err
	}
	if err := r.mustOwn("operator", d); err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.OperatorDesc) error { d.Comment = s.Comment; return nil })
}
