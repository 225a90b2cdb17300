package ddl

import (
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// rangeParams are the parameters of CREATE TYPE … AS RANGE, by name.
type rangeParams map[string]*ast.RangeParam

// createRange is CREATE TYPE … AS RANGE: the type, that of its multiranges, and those of the
// arrays of both.
func (r *run) createRange(s *ast.CreateRange) error {
	if !r.x.o.Version.Active(version.Parted) {
		return pgerror.Unsupported("Upgrade all nodes of the cluster first.", "types of ranges are not supported by older nodes of the cluster")
	}
	params, err := r.rangeParams(s)
	if err != nil {
		return err
	}
	d, err := r.newType(s.Name, catalog.ClassRange)
	if err != nil {
		return err
	}
	sub, err := r.rangeSubtype(&d.Range, params)
	if err != nil {
		return err
	}
	if err := r.rangeDiff(&d.Range, params["subtype_diff"], sub); err != nil {
		return err
	}
	if err := r.rangeMulti(d, params["multirange_type_name"]); err != nil {
		return err
	}
	return r.env.State.Create(r.ctx, d)
}

func (r *run) rangeParams(s *ast.CreateRange) (rangeParams, error) {
	params := rangeParams{}
	for i := range s.Params {
		p := &s.Params[i]
		switch p.Name {
		case "subtype", "subtype_opclass", "collation", "canonical", "subtype_diff", "multirange_type_name":
		default:
			return nil, pgerror.New(pgerror.SyntaxError, "type attribute %q not recognized", p.Name)
		}
		if params[p.Name] != nil {
			return nil, r.at(pgerror.New(pgerror.SyntaxError, "conflicting or redundant options"), p.Pos)
		}
		params[p.Name] = p
	}
	switch c := params["canonical"]; {
	case params["subtype"] == nil:
		return nil, pgerror.New(pgerror.SyntaxError, "type attribute \"subtype\" is required")
	case c != nil:
		return nil, r.at(pgerror.Unsupported("Leave it out: bounds are then kept as they are written.", "canonical functions of range types are not supported"), c.Pos)
	}
	return params, nil
}

// rangeSubtype finds what the bounds are, and how they are ordered.
func (r *run) rangeSubtype(d *catalog.RangeDesc, params rangeParams) (*types.Type, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	p := params["subtype"]
	t, _, err := bind.ResolveType(p.Type, snap, r.env.Path)
	if err != nil {
		return nil, r.at(err, p.Type.Pos)
	}
	switch {
	case t.IsPseudo():
		return nil, pgerror.New(pgerror.DatatypeMismatch, "range subtype cannot be %s", t)
	case !types.Comparable(t):
		return nil, pgerror.New(pgerror.UndefinedObject, "data type %s has no default operator class for access method \"btree\"", t).
			WithHint("You must specify an operator class for the range type or define a default operator class for the subtype.")
	case !types.CanBeBound(t) || checked(t):
		return nil, r.at(pgerror.Unsupported("Take another type.", "ranges of type %s are not supported", t), p.Type.Pos)
	}
	if u, ok := snap.TypeByID(t.OID); ok { // Postgres asks nobody for USAGE of it
		if err := r.env.State.Share(r.ctx, u); err != nil {
			return nil, err
		}
	}
	d.SubtypeID, d.Collation = t.OID, t.Collation()
	if c := params["collation"]; c != nil {
		name := c.Type.Names[len(c.Type.Names)-1]
		if t.Collation() == 0 {
			return nil, pgerror.New(pgerror.WrongObjectType, "range collation specified but subtype does not support collation")
		}
		if err := r.collation(ast.QName{Pos: c.Type.Pos, Name: name}, t); err != nil {
			return nil, err
		}
		if d.Collation = collationC; name == "default" {
			d.Collation = t.Collation()
		}
	}
	if c := params["subtype_opclass"]; c != nil {
		elem := &ast.IndexElem{OpClass: ast.QName{Pos: c.Type.Pos, Name: c.Type.Names[len(c.Type.Names)-1]}}
		if _, err := operatorClass(elem, t); err != nil {
			return nil, r.at(err, c.Type.Pos)
		}
	}
	return t, nil
}

// checked reports whether a domain has conditions of its values, which bounds are not asked.
func checked(t *types.Type) bool {
	if t.Elem() != nil {
		t = t.Elem()
	}
	for d := t.Domain(); d != nil; d = d.Base.Domain() {
		if d.NotNull || len(d.Checks) > 0 {
			return true
		}
	}
	return false
}

// collationC is the OID of "C".
const collationC = 950

// rangeDiff finds the function that tells how far two bounds are apart. No index of here asks
// it; it is kept, and shown.
func (r *run) rangeDiff(d *catalog.RangeDesc, p *ast.RangeParam, sub *types.Type) error {
	if p == nil {
		return nil
	}
	name := p.Type.Names[len(p.Type.Names)-1]
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if len(p.Type.Names) > 1 && p.Type.Names[0] != catalog.SchemaPGCatalog || len(p.Type.Names) == 1 && snap.HasRoutines(name) {
		return r.at(pgerror.Unsupported("Leave it out: it has no effect on what ranges mean.", "functions of users as subtype_diff are not supported"), p.Type.Pos)
	}
	oid := builtin.Catalog().FunctionNamed(name, []*types.Type{sub, sub})
	if oid == 0 {
		return pgerror.New(pgerror.UndefinedFunction, "function %s(%s, %s) does not exist", strings.Join(p.Type.Names, "."), sub, sub)
	}
	if f, ok := builtin.Catalog().Function(oid); ok && f.Result != types.TFloat8 {
		return pgerror.New(pgerror.InvalidObjectDefinition, "range subtype diff function %s must return type double precision", catalog.QuoteIdent(name)+"("+sub.String()+", "+sub.String()+")")
	}
	d.Diff = oid
	return nil
}

// rangeMulti names the type of the multiranges, and makes the OIDs.
func (r *run) rangeMulti(d *catalog.TypeDesc, p *ast.RangeParam) error {
	name := ast.QName{Pos: -1}
	if p != nil {
		if name.Name = p.Type.Names[len(p.Type.Names)-1]; len(p.Type.Names) > 1 {
			name.Schema = p.Type.Names[len(p.Type.Names)-2]
		}
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	schema, ok := snap.SchemaByID(d.SchemaID)
	if !ok {
		return pgerror.Internal("type %d has no schema", d.ID)
	}
	switch {
	case p == nil:
		name.Name = multirangeName(d.Name)
	case name.Schema != "" && name.Schema != schema.Name && !(schema.Temporary && name.Schema == catalog.SchemaTemp):
		return r.at(pgerror.Unsupported("Leave the schema out.", "multirange types in another schema than their range's are not supported"), p.Type.Pos)
	}
	if err := r.freeTypeName(schema, name.Name); err != nil || name.Name == d.Name {
		if err == nil {
			err = pgerror.New(pgerror.DuplicateObject, "type %q already exists", name.Name)
		}
		if p == nil && pgerror.Is(err, pgerror.DuplicateObject) {
			return pgerror.New(pgerror.DuplicateObject, "type %q already exists", name.Name).
				WithDetail("Failed while creating a multirange type for type %q.", d.Name).
				WithHint("You can manually specify a multirange type name using the \"multirange_type_name\" attribute.")
		}
		return err
	}
	d.Range.MultiName = name.Name
	if d.Range.MultiArrayName, err = r.arrayName(schema, name.Name); err != nil {
		return err
	}
	for _, id := range []*catalog.ID{&d.Range.MultiID, &d.Range.MultiArrayID} {
		if *id, err = r.env.State.NewID(r.ctx); err != nil {
			return err
		}
	}
	return nil
}

// multirangeName is what Postgres calls the multiranges of a type: with "multirange" for the
// first "range" in its name, or behind it.
func multirangeName(name string) string {
	if before, after, ok := strings.Cut(name, "range"); ok {
		return clip(before+"multirange"+after, nameBytesMax)
	}
	return clip(name, nameBytesMax-len("_multirange")) + "_multirange"
}
