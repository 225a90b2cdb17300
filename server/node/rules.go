package node

import (
	"context"
	"net"
	"net/netip"

	"github.com/isochrondb/isochron/sql/auth/hba"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

// networks are the addresses of this machine with the networks that they are of.
func networks() (out []netip.Prefix, err error) {
	all, err := net.InterfaceAddrs()
	for _, a := range all {
		if p, err := netip.ParsePrefix(a.String()); err == nil {
			out = append(out, p)
		}
	}
	return out, err
}

// Reload reads again what may change while the node runs: the rules of who may connect.
// It reports whether what was read counts; else the log says why not.
func (n *Node) Reload() bool { return n.wire.Rules().Reload() }

// addReload registers pg_reload_conf.
func (n *Node) addReload(f *host.Functions) {
	f.Add(&host.Function{
		Name: "pg_reload_conf", Result: types.TBool, Strict: true, Volatility: builtin.Volatile,
		// Who may call it is checked as for any function.
		Fn: func(context.Context, host.Session, *types.Env, []types.Datum) (types.Datum, error) {
			return types.Bool(n.Reload()), nil
		},
	})
}

func (n *Node) ruleRows() ([]hba.Row, error) {
	rows, err := n.wire.Rules().Rows()
	if err != nil {
		return nil, pgerror.Wrap(err, pgerror.IOError, "could not read the rules of who may connect: %v", err)
	}
	return rows, nil
}
