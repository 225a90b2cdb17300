package ddl

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// missing tells that what a DROP names is not there: an error, or with IF EXISTS a notice.
func (r *run) missing(ifExists bool, format string, args ...any) error {
	if !ifExists {
		return pgerror.New(pgerror.UndefinedObject, format, args...)
	}
	r.skip(pgerror.UndefinedObject, format, args...)
	return nil
}

// schemaGone reports whether the schema that a DROP names is missing and that is fine.
func (r *run) schemaGone(snap *catalog.Snapshot, n ast.QName, ifExists bool) (bool, error) {
	if n.Schema == "" {
		return false, nil
	}
	if _, ok := snap.Schema(r.env.Path.Database, n.Schema); ok {
		return false, nil
	}
	if !ifExists {
		return false, pgerror.New(pgerror.InvalidSchemaName, "schema %q does not exist", n.Schema)
	}
	r.skip(pgerror.InvalidSchemaName, "schema %q does not exist", n.Schema)
	return true, nil
}

// dropOf is DROP of kinds of which only the system has objects, if any.
func (r *run) dropOf(s *ast.DropOf) error {
	switch s.What {
	case "rule":
		return r.dropRule(s)
	case "transform":
		return r.dropTransform(s)
	case "user mapping":
		return r.dropUserMapping(s)
	}
	return r.dropOpClass(s)
}

// dropRule is DROP RULE. A view has one, which makes it a view.
func (r *run) dropRule(s *ast.DropOf) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	rel, ok, err := snap.Lookup(r.env.Path, s.Of)
	switch {
	case err != nil && s.IfExists && pgerror.Is(err, pgerror.InvalidSchemaName):
		r.skip(pgerror.InvalidSchemaName, "schema %q does not exist", s.Of.Schema)
		return nil
	case err != nil:
		return err
	case !ok && s.IfExists:
		r.skip(pgerror.UndefinedTable, "relation %q does not exist", catalog.QuoteQName(s.Of))
		return nil
	case !ok:
		_, err := snap.Table(r.env.Path, s.Of)
		return err
	}
	if t := rel.Table; t != nil && rel.Index == nil && s.Name.Name == "_RETURN" && t.IsView() {
		if err := r.mustOwn("relation", t); err != nil {
			return err
		}
		return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop rule _RETURN on view %s because view %s requires it", t.Name, t.Name).
			WithHint("You can drop view %s instead.", t.Name)
	}
	return r.missing(s.IfExists, "rule %q for relation %q does not exist", s.Name.Name, s.Of.Name)
}

// dropTransform is DROP TRANSFORM.
func (r *run) dropTransform(s *ast.DropOf) error {
	t, err := r.droppedType(s.Type, s.IfExists)
	if t == nil || err != nil {
		return err
	}
	name := t.String()
	if s.IfExists {
		name = typesAsWritten([]*ast.TypeName{s.Type})
	}
	return r.missing(s.IfExists, "transform for type %s language %q does not exist", name, s.Of.Name)
}

// droppedType resolves a type that a DROP names; nil where it is missing and that is fine.
func (r *run) droppedType(n *ast.TypeName, ifExists bool) (*types.Type, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	t, _, err := bind.ResolveType(n, snap, r.env.Path)
	if err == nil {
		return t, nil
	}
	if ifExists && r.skipType(n, err) {
		return nil, nil
	}
	return nil, r.at(err, n.Pos)
}

// skipType is the notice of IF EXISTS where a type, or its schema, is what does not exist; false: err
// says something else.
func (r *run) skipType(n *ast.TypeName, err error) bool {
	switch {
	case pgerror.Is(err, pgerror.UndefinedObject):
		r.notice(pgerror.NewNotice("type %q does not exist, skipping", deparse.Print(n)))
	case pgerror.Is(err, pgerror.InvalidSchemaName) && len(n.Names) > 1:
		r.skip(pgerror.InvalidSchemaName, "schema %q does not exist", n.Names[len(n.Names)-2])
	default:
		return false
	}
	return true
}

// dropUserMapping is DROP USER MAPPING.
func (r *run) dropUserMapping(s *ast.DropOf) error {
	if s.Role.Kind != ast.RolePublic {
		if _, err := r.role(s.Role); err != nil {
			if s.IfExists && pgerror.Is(err, pgerror.UndefinedObject) {
				r.skip(pgerror.UndefinedObject, "role %q does not exist", s.Role.Name)
				return nil
			}
			return err
		}
	}
	return r.missing(s.IfExists, "server %q does not exist", s.Of.Name)
}

// dropOpClass is DROP OPERATOR CLASS and FAMILY.
func (r *run) dropOpClass(s *ast.DropOf) error {
	method := s.Of.Name
	if !slices.Contains([]string{"btree", "hash", "gin", "gist", "spgist", "brin"}, method) {
		return pgerror.New(pgerror.UndefinedObject, "access method %q does not exist", method)
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if gone, err := r.schemaGone(snap, s.Name, s.IfExists); gone || err != nil {
		return err
	}
	classes := catalog.MethodClasses(method)
	if s.Name.Schema == "" || s.Name.Schema == "pg_catalog" {
		for i := range classes {
			name := classes[i].Name
			if s.What == "operator family" {
				name = classes[i].FamilyName
			}
			if name == s.Name.Name && classes[i].Extension == "" {
				return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop %s %s for access method %s because it is required by the database system", s.What, name, method)
			}
		}
	}
	return r.missing(s.IfExists, "%s %q does not exist for access method %q", s.What, catalog.QuoteQName(s.Name), method)
}

// dropCast is DROP CAST.
func (r *run) dropCast(s *ast.DropCast) error {
	from, err := r.droppedType(s.From, s.IfExists)
	if from == nil || err != nil {
		return err
	}
	to, err := r.droppedType(s.To, s.IfExists)
	if to == nil || err != nil {
		return err
	}
	if systemCast(from, to) {
		snap, err := r.snap()
		if err != nil {
			return err
		}
		if err := r.mustOwnCast(snap, from, to); err != nil {
			return err
		}
		return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop cast from %s to %s because it is required by the database system", from, to)
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if d, ok := snap.CastBetween(r.env.Path.Database, from.OID, to.OID); ok {
		if err := r.mustOwnCast(snap, from, to); err != nil {
			return err
		}
		return r.dropOwnCast(d)
	}
	if s.IfExists {
		return r.missing(true, "cast from type %s to type %s does not exist", typesAsWritten([]*ast.TypeName{s.From}), typesAsWritten([]*ast.TypeName{s.To}))
	}
	return r.missing(false, "cast from type %s to type %s does not exist", from, to)
}
