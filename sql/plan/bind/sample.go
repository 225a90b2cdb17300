package bind

import (
	"context"
	"math"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// TABLESAMPLE is a condition on each row of the table, above its policies: a number drawn
// for the row, or with REPEATABLE made of its key and the seed, is below the percentage.
// Rows do not lie in blocks, so SYSTEM draws them one by one as BERNOULLI does.

// sampleMethods are those of Postgres itself; extensions may add others there.
var sampleMethods = map[string]bool{"bernoulli": true, "system": true}

// sampleName names the condition in EXPLAIN.
const sampleName = "tablesample"

// sampled keeps the sampled rows of a table.
// it.rel becomes the sample of it. Without REPEATABLE each reading draws anew; with it, the same
// rows come as long as their keys stay.
// A view is no table: it is refused before (notSampled).
// Above the policies, so that rows that are hidden are no part of the sample either.
func (s *scope) sampled(ref *ast.TableName, it *fromItem, sc *rel.Scan) error {
	sample := ref.Sample
	if sample == nil {
		return nil
	}
	// Before the method is looked at: what is stored may not sample, however it does.
	if s.b.defining {
		return s.b.unsupported(sample, "Sample where the view is read.", "TABLESAMPLE in what is stored is not supported")
	}
	method := sample.Method.Name
	if !sampleMethods[method] {
		return s.b.Fail(&sample.Method, pgerror.UndefinedObject, "tablesample method %s does not exist", method)
	}
	if len(sample.Args) != 1 {
		return s.b.Fail(&sample.Method, pgerror.InvalidTablesampleArgument, "tablesample method %s requires %d argument, not %d", method, 1, len(sample.Args))
	}
	// A float4 and a float8, as the methods of Postgres have them.
	percent, err := s.sampleArgument(sample.Args[0], types.TFloat4, "TABLESAMPLE")
	if err != nil {
		return err
	}
	args := []scalar.Expr{percent}
	// Volatile keeps the planner from moving it below or sharing it; a repeatable one is made of
	// the row alone.
	drawn := &scalar.HostCall{Name: sampleName, T: types.TBool, Volatile: sample.Repeatable == nil, Args: args}
	fn := &host.Function{Name: sampleName, Result: types.TBool, Volatility: builtin.Volatile, Fn: drawRow}
	if sample.Repeatable != nil {
		seed, err := s.sampleArgument(sample.Repeatable, types.TFloat8, "REPEATABLE")
		if err != nil {
			return err
		}
		key, of := sampleKey(sc)
		drawn.Args = append(append(args, seed), key...)
		fn.Volatility = builtin.Stable
		fn.Fn = func(_ context.Context, _ host.Session, _ *types.Env, args []types.Datum) (types.Datum, error) {
			return repeatRow(of, args)
		}
	}
	drawn.Fn = fn
	if err := checkSample(drawn.Args); err != nil {
		return err
	}
	it.rel = &rel.Select{In: it.rel, Conds: []scalar.Expr{drawn}}
	return nil
}

// sampleArgument binds the percentage or the seed. It may read the queries around, not the items beside it.
func (s *scope) sampleArgument(n ast.Expr, t *types.Type, of string) (scalar.Expr, error) {
	// TABLESAMPLE is bound as what stands in FROM is, for its errors on aggregates and windows.
	at := s.sibling()
	at.kind = kindFunctionInFrom
	x, err := at.expr(n)
	if err != nil {
		return nil, err
	}
	// Postgres: coerce_to_specific_type, in transformRangeTableSample.
	y, err := s.b.Coerce(n, x, t, builtin.Assignment)
	if err == nil && y == nil {
		err = s.b.failLeft(n, pgerror.DatatypeMismatch, "argument of %s must be type %s, not type %s", of, t, x.Type())
	}
	return y, err
}

// checkSample refuses constants that can't be, also where the table has no row.
// NULL and numbers out of bounds are told once here, and for parameters by each row.
func checkSample(args []scalar.Expr) error {
	var known [2]types.Datum
	for i := range known {
		// A number that is no constant is taken for a good one here; each row looks at it again.
		known[i] = types.Float(1)
		if i < len(args) {
			if c, ok := args[i].(*scalar.Const); ok {
				known[i] = c.D
			}
		}
	}
	_, err := percentage(known[0], known[1])
	return err
}

// percentage is a number from 0 to 100; NULL, NaN and others are 2202H. That a seed is NULL is told
// before that the number is out of bounds, as in Postgres.
func percentage(percent, seed types.Datum) (float64, error) {
	if percent.IsNull() {
		return 0, pgerror.New(pgerror.InvalidTablesampleArgument, "TABLESAMPLE parameter cannot be null")
	}
	if seed.IsNull() {
		return 0, pgerror.New(pgerror.InvalidTablesampleRepeat, "TABLESAMPLE REPEATABLE parameter cannot be null")
	}
	p := percent.Float()
	// Written so that NaN, of which every comparison is false, is refused as well.
	if !(p >= 0 && p <= 100) {
		return 0, pgerror.New(pgerror.InvalidTablesampleArgument, "sample percentage must be between 0 and 100")
	}
	return p, nil
}

// sampleKey are the columns that tell rows apart, and their types: of the primary key, or
// all, where there is none.
// A table without a declared key has a hidden row ID as its primary one, which a repeated sample goes by.
func sampleKey(sc *rel.Scan) (key []scalar.Expr, of []*types.Type) {
	add := func(i int) {
		c := &sc.Table.Columns[i]
		key = append(key, &scalar.Var{ID: sc.Vars[i], T: c.Type, Name: c.Name})
		of = append(of, c.Type)
	}
	if len(sc.Table.Indexes) == 0 {
		for i := range sc.Table.Columns {
			add(i)
		}
		return key, of
	}
	for _, c := range sc.Table.Primary().Columns {
		if i := columnAt(sc.Table, c.ID); i >= 0 {
			add(i)
		}
	}
	return key, of
}

// columnAt is the slot of a column, -1 for none.
func columnAt(t *catalog.TableDesc, id catalog.ColumnID) int {
	for i := range t.Columns {
		if t.Columns[i].ID == id {
			return i
		}
	}
	return -1
}

// drawRow draws a row by chance.
// env.Random is the statement's source; a test gives its own.
// Each row is drawn by itself: how many come varies, as with BERNOULLI in Postgres.
func drawRow(_ context.Context, _ host.Session, env *types.Env, args []types.Datum) (types.Datum, error) {
	p, err := percentage(args[0], types.Float(0))
	if err != nil {
		return types.Null, err
	}
	if env == nil || env.Random == nil {
		return types.Null, pgerror.Internal("no source of randomness to sample a table")
	}
	return types.Bool(env.Random.Float64()*100 < p), nil
}

// repeatRow draws by a percentage, a seed and the values of the row's key.
// The hash is taken as a fraction of one: of 53 bits, as many as a float has.
// The same seed and key give the same draw on each node.
// A row that is updated keeps its draw as long as its key stays.
func repeatRow(of []*types.Type, args []types.Datum) (types.Datum, error) {
	p, err := percentage(args[0], args[1])
	if err != nil {
		return types.Null, err
	}
	h := math.Float64bits(args[1].Float())
	for i, t := range of {
		h = types.Spread(t, args[2+i], h)
	}
	h = finalized(h)    // keys that follow each other have hashes that do, nearly
	const fraction = 53 // bits of a float
	return types.Bool(math.Ldexp(float64(h>>(64-fraction)), -fraction)*100 < p), nil
}

// finalized has each bit of h depend on all of them (the finalizer of MurmurHash3).
func finalized(h uint64) uint64 {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
