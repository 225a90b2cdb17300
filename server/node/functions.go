package node

import (
	"context"
	"strconv"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/pgwire"
	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/session"
	"github.com/isochrondb/isochron/sql/types"
)

// settings are what sessions see of the node's options.
func (n *Node) settings() map[string]string {
	o := pgwire.Options{ConnectionsMax: n.o.ConnectionsMax, ReservedConnections: n.o.ReservedConnections, AuthenticationWithin: n.o.AuthenticationWithin}
	o.Defaults()
	m := map[string]string{
		"max_connections":                strconv.Itoa(o.ConnectionsMax),
		"superuser_reserved_connections": strconv.Itoa(o.ReservedConnections),
		"authentication_timeout":         strconv.Itoa(int(o.AuthenticationWithin.Seconds())),
		"ssl":                            "off",
	}
	if n.o.TLS != nil {
		m["ssl"] = "on"
	}
	return m
}

// addFunctions registers the functions that act on the node's sessions.
func (n *Node) addFunctions(f *plan.Functions) {
	signal := func(name string, terminate bool) {
		f.Add(&plan.SessionFunc{
			Name: name, Args: []*types.Type{types.TInt4}, Result: types.TBool, Strict: true, Volatility: types.Volatile,
			Fn: func(ctx context.Context, s plan.Session, _ *types.Env, args []types.Datum) (types.Datum, error) {
				by, ok := s.(interface {
					Signal(ctx context.Context, pid int32, terminate bool, by session.Signals) (bool, error)
				})
				if !ok {
					return types.Null, pgerror.Internal("%T has no role", s)
				}
				done, err := by.Signal(ctx, int32(args[0].Int()), terminate, signals{n})
				return types.Bool(done), err
			},
		})
	}
	signal("pg_cancel_backend", false)
	signal("pg_terminate_backend", true)
	n.addAdmin(f)
	n.addReload(f)
}
