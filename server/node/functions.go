package node

import (
	"context"
	"math"
	"net"
	"slices"
	"strconv"
	"time"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/pgwire"
	"github.com/isochrondb/isochron/sql/plan/host"
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
	if !n.o.InMemory {
		m["data_directory"] = n.o.Dir
	}
	if host, port, err := net.SplitHostPort(n.o.SQLAddress); err == nil {
		m["port"], m["listen_addresses"] = port, host
	}
	return m
}

// signaller is a session that may cancel and end others.
type signaller interface {
	Signal(ctx context.Context, pid int32, terminate bool, by session.Signals) (bool, error)
	Warn(format string, args ...any)
}

// awaitEnd waits, for so many milliseconds, for a process that was told to end: left tells
// of its end.
func awaitEnd(ctx context.Context, s signaller, pid int32, left func(context.Context) <-chan struct{}, within int64) (types.Datum, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	timer := time.NewTimer(time.Duration(min(within, math.MaxInt64/int64(time.Millisecond))) * time.Millisecond)
	defer timer.Stop()
	select {
	case <-left(ctx):
		return types.Bool(true), nil
	case <-ctx.Done():
		return types.Null, pgerror.New(pgerror.QueryCanceled, "canceling statement due to user request")
	case <-timer.C:
		unit := "milliseconds"
		if within == 1 {
			unit = "millisecond"
		}
		s.Warn("backend with PID %d did not terminate within %d %s", pid, within, unit)
		return types.Bool(false), nil
	}
}

// addFunctions registers the functions that act on the node's sessions.
func (n *Node) addFunctions(f *host.Functions) {
	signal := func(name string, terminate bool, more ...*types.Type) {
		f.Add(&host.Function{
			Name: name, Args: append([]*types.Type{types.TInt4}, more...), Result: types.TBool, Strict: true, Volatility: builtin.Volatile,
			Fn: func(ctx context.Context, s host.Session, _ *types.Env, args []types.Datum) (types.Datum, error) {
				by, ok := s.(signaller)
				if !ok {
					return types.Null, pgerror.Internal("%T has no role", s)
				}
				var within int64
				if len(args) > 1 {
					if within = args[1].Int(); within < 0 {
						return types.Null, pgerror.New(pgerror.NumericValueOutOfRange, "\"timeout\" must not be negative")
					}
				}
				pid := int32(args[0].Int())
				left := n.leaves(uint32(pid))
				if done, err := by.Signal(ctx, pid, terminate, signals{n}); err != nil || !done || within == 0 {
					return types.Bool(done), err
				}
				return awaitEnd(ctx, by, pid, left, within)
			},
		})
	}
	signal("pg_cancel_backend", false)
	signal("pg_terminate_backend", true)
	signal("pg_terminate_backend", true, types.TInt8)
	n.addBlocking(f)
	n.addAdmin(f)
	n.addReload(f)
}

// addBlocking registers the functions that tell which sessions others wait for.
func (n *Node) addBlocking(f *host.Functions) {
	add := func(name string, args []*types.Type, result *types.Type, fn func(context.Context, []types.Datum) types.Datum) {
		f.Add(&host.Function{Name: name, Args: args, Result: result, Strict: true, Volatility: builtin.Volatile,
			Fn: func(ctx context.Context, _ host.Session, _ *types.Env, args []types.Datum) (types.Datum, error) {
				return fn(ctx, args), nil
			}})
	}
	int4s := types.TInt4.ArrayType()
	add("pg_blocking_pids", []*types.Type{types.TInt4}, int4s, func(ctx context.Context, args []types.Datum) types.Datum {
		var out []types.Datum
		for _, pid := range n.locks(ctx).blocking(int32(args[0].Int())) {
			out = append(out, types.Int(int64(pid)))
		}
		return types.NewArray(types.ArrayOf(types.TInt4, out))
	})
	// Nobody waits for a snapshot: readers never do.
	add("pg_safe_snapshot_blocking_pids", []*types.Type{types.TInt4}, int4s, func(context.Context, []types.Datum) types.Datum {
		return types.NewArray(types.ArrayOf(types.TInt4, nil))
	})
	add("pg_isolation_test_session_is_blocked", []*types.Type{types.TInt4, int4s}, types.TBool, func(ctx context.Context, args []types.Datum) types.Datum {
		blocking := n.locks(ctx).blocking(int32(args[0].Int()))
		return types.Bool(slices.ContainsFunc(args[1].Array().Items, func(d types.Datum) bool { return !d.IsNull() && slices.Contains(blocking, int32(d.Int())) }))
	})
}
