package node

import (
	"context"

	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/types"
)

// addFunctions registers the functions that act on the node's sessions.
func (n *Node) addFunctions(f *plan.Functions) {
	signal := func(name string, terminate bool) {
		f.Add(&plan.SessionFunc{
			Name: name, Args: []*types.Type{types.TInt4}, Result: types.TBool, Strict: true, Volatility: types.Volatile,
			Fn: func(_ context.Context, _ plan.Session, _ *types.Env, args []types.Datum) (types.Datum, error) {
				return types.Bool(n.wire.Cancel(uint32(args[0].Int()), terminate)), nil
			},
		})
	}
	signal("pg_cancel_backend", false)
	signal("pg_terminate_backend", true)
	n.addAdmin(f)
}
