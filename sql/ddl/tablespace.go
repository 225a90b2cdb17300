package ddl

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// What follows is how Postgres's tools write placement policies: pg_dumpall makes each without
// options, and sets them then.

// createTablespace is CREATE TABLESPACE.
func (r *run) createTablespace(s *ast.CreateTablespace) error {
	owner, err := r.policyCreator(s.Name)
	if err != nil {
		return err
	}
	if s.Owner != nil {
		if owner, err = r.role(s.Owner); err != nil {
			return err
		}
	}
	if s.Location != "" {
		return pgerror.Unsupported("A tablespace is a placement policy: it has options, such as WITH (primary_region = '…'), and LOCATION ''.",
			"directories of tablespaces are not supported")
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if _, dup := snap.PlacementPolicy(s.Name); dup {
		return pgerror.New(pgerror.DuplicateObject, "tablespace %q already exists", s.Name)
	}
	options, err := tablespaceOptions(s.Options)
	if err != nil {
		return err
	}
	return r.addPolicy(s.Name, owner, options)
}

// alterTablespace is ALTER TABLESPACE … SET and RESET: what they don't name stays.
func (r *run) alterTablespace(s *ast.AlterTablespace) error {
	d, err := r.policy("tablespace", s.Name, false)
	if err != nil {
		return err
	}
	given, err := tablespaceOptions(s.Options)
	if err != nil {
		return err
	}
	var list []ast.PlacementOption
	for _, o := range d.Options {
		if !slices.ContainsFunc(given, func(g ast.PlacementOption) bool { return g.Name == o.Name }) {
			list = append(list, ast.PlacementOption{Name: o.Name, Value: o.Value})
		}
	}
	if !s.Reset {
		list = append(list, given...)
	} else if slices.ContainsFunc(s.Options, func(o ast.Option) bool { return o.Value != nil }) {
		return pgerror.New(pgerror.SyntaxError, "RESET must not include values for parameters")
	}
	return r.changePolicy(d, list)
}

// tablespaceOptions are those of a policy as they stand in parentheses.
func tablespaceOptions(list []ast.Option) ([]ast.PlacementOption, error) {
	out := make([]ast.PlacementOption, len(list))
	for i, o := range list {
		if o.Namespace != "" {
			return nil, pgerror.New(pgerror.InvalidParameterValue, "unrecognized parameter namespace %q", o.Namespace)
		}
		out[i] = ast.PlacementOption{Pos: o.Pos, Name: strings.ToLower(o.Name), Value: optionText(o.Value)}
	}
	return out, nil
}
