package pgcatalog

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// estimators are the functions by which Postgres estimates what conditions let pass. Operators
// name them; nobody calls them here.
var estimators = map[string]types.OID{
	"eqsel": 101, "neqsel": 102, "scalarltsel": 103, "scalargtsel": 104, "scalarlesel": 336, "scalargesel": 337,
	"eqjoinsel": 105, "neqjoinsel": 106, "scalarltjoinsel": 107, "scalargtjoinsel": 108, "scalarlejoinsel": 386, "scalargejoinsel": 398,
	"areasel": 139, "areajoinsel": 140, "positionsel": 1300, "positionjoinsel": 1301, "contsel": 1302, "contjoinsel": 1303,
	"matchingsel": 5040, "matchingjoinsel": 5041,
}

// estimatorName is the name of one of them.
func estimatorName(oid types.OID) (string, bool) {
	for name, id := range estimators {
		if id == oid {
			return name, true
		}
	}
	return "", false
}

// userOperators are the rows of pg_operator of users' operators.
func (m *making) userOperators() error {
	for d := range m.snap.Operators(m.db) {
		if !m.wants(d.ID) {
			continue
		}
		kind := byte('b')
		if d.LeftID == 0 {
			kind = 'l'
		}
		// What pairs it may be one of the system, too, or not be there.
		paired := func(schema, name string, left, right types.OID) types.OID {
			if id := m.snap.Paired(d, schema, name, left, right); id != 0 || name == "" {
				return id
			}
			l, _ := m.snap.Types().ByOID(left)
			r, ok := m.snap.Types().ByOID(right)
			if !ok || left != 0 && l == nil {
				return 0
			}
			if op, err := builtin.ResolveOperator(name, l, r); err == nil && op.Left == l && op.Right == r {
				return op.OID
			}
			return 0
		}
		if err := m.row(d.ID, d.Name, d.SchemaID, d.Owner, kind, d.Merges, d.Hashes, d.LeftID, d.RightID, d.ResultID,
			paired(d.CommutatorSchema, d.Commutator, d.RightID, d.LeftID), paired(d.NegatorSchema, d.Negator, d.LeftID, d.RightID),
			d.ProcID, estimators[d.Restrict], estimators[d.Join]); err != nil {
			return err
		}
	}
	return nil
}

// dependOperators has operators depend on their functions and the types of their operands.
func (m *making) dependOperators() error {
	for d := range m.snap.Operators(m.db) {
		if _, ok := m.snap.RoutineByID(d.ProcID); ok {
			if err := m.row(classOperator, d.ID, 0, classProc, d.ProcID, 0, byte('n')); err != nil {
				return err
			}
		}
		on := []types.OID{d.LeftID, d.RightID, d.ResultID}
		for i, t := range on {
			if _, ok := m.snap.TypeByID(t); !ok || t == 0 || slices.Contains(on[:i], t) {
				continue
			}
			if err := m.row(classOperator, d.ID, 0, classType, t, 0, byte('n')); err != nil {
				return err
			}
		}
	}
	return nil
}

// dependCasts has casts depend on their types and functions.
func (m *making) dependCasts() error {
	for d := range m.snap.Casts(m.db) {
		if _, ok := m.snap.RoutineByID(d.ProcID); ok {
			if err := m.row(classCast, d.ID, 0, classProc, d.ProcID, 0, byte('n')); err != nil {
				return err
			}
		}
		for _, t := range []types.OID{d.FromID, d.ToID} {
			if !m.isUsers(t) {
				continue
			}
			if err := m.row(classCast, d.ID, 0, classType, t, 0, byte('n')); err != nil {
				return err
			}
		}
	}
	return nil
}

// operatorsIn are the operators of the schema that a stored expression names.
func operatorsIn(text string) []catalog.ID {
	x, err := parser.ParseExpr(text)
	if err != nil {
		return nil
	}
	var out []catalog.ID
	ast.Walk(x, func(n ast.Node) bool {
		if id, ok := bind.OperatorOf(n); ok {
			out = append(out, id)
		}
		return true
	})
	return out
}

// nameOperator puts the name of an operator's schema in the place of its number, where it is not
// found without.
func nameOperator(snap *catalog.Snapshot, path *catalog.SearchPath, n ast.Node) {
	id, ok := bind.OperatorOf(n)
	if !ok {
		return
	}
	schema := ""
	if d, ok := snap.OperatorByID(id); ok && (path == nil || !snap.OperatorVisible(path, d)) {
		if in, ok := snap.SchemaByID(d.SchemaID); ok {
			schema = in.Name
		}
	}
	*ast.OperatorSchema(n) = schema
}
