package session

import (
	"context"
	"net/netip"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

// sessionFn is the body of a function that asks its session.
type sessionFn func(ctx context.Context, s host.Session, args []types.Datum) (types.Datum, error)

// AddFunctions registers the functions that ask or change the session itself,
// and those of sequences.
func (m *Manager) AddFunctions(to *host.Functions) {
	add := func(name string, v builtin.Volatility, result *types.Type, fn sessionFn, args ...*types.Type) {
		to.Add(&host.Function{Name: name, Args: args, Result: result, Strict: true, Volatility: v,
			Fn: func(ctx context.Context, s host.Session, _ *types.Env, args []types.Datum) (types.Datum, error) {
				return fn(ctx, s, args)
			}})
	}
	text := func(f func(s host.Session) string) sessionFn {
		return func(_ context.Context, s host.Session, _ []types.Datum) (types.Datum, error) {
			return types.Text(f(s)), nil
		}
	}
	addXMLFunctions(to)
	add("current_user", builtin.Stable, types.TName, text(host.Session.User))
	add("session_user", builtin.Stable, types.TName, text(host.Session.SessionUser))
	add("getpgusername", builtin.Stable, types.TName, text(host.Session.User))
	add("current_database", builtin.Stable, types.TName, text(host.Session.Database))
	add("pg_client_encoding", builtin.Stable, types.TName, func(_ context.Context, s host.Session, _ []types.Datum) (types.Datum, error) {
		return types.Text(s.(*Session).value("client_encoding")), nil
	})
	add("version", builtin.Stable, types.TText, text(func(host.Session) string {
		return "PostgreSQL " + serverVersion + " (Isochron) on " + runtime.GOOS + "/" + runtime.GOARCH + ", compiled by " + runtime.Version()
	}))
	add("gateway_region", builtin.Stable, types.TText, func(_ context.Context, s host.Session, _ []types.Datum) (types.Datum, error) {
		return s.(*Session).gatewayRegion()
	})
	add("current_schema", builtin.Stable, types.TName, currentSchema)
	add("current_schemas", builtin.Stable, types.TNameArray, currentSchemas, types.TBool)
	add("pg_backend_pid", builtin.Stable, types.TInt4, func(_ context.Context, s host.Session, _ []types.Datum) (types.Datum, error) {
		return types.Int(int64(s.BackendPID())), nil
	})
	add("current_query", builtin.Volatile, types.TText, func(_ context.Context, s host.Session, _ []types.Datum) (types.Datum, error) {
		if text := s.(*Session).heard; text != "" {
			return types.Text(strings.Clone(text)), nil
		}
		return types.Null, nil // of a job
	})
	add("pg_jit_available", builtin.Volatile, types.TBool, func(context.Context, host.Session, []types.Datum) (types.Datum, error) { return types.Bool(false), nil })
	add("pg_trigger_depth", builtin.Stable, types.TInt4, func(_ context.Context, s host.Session, _ []types.Datum) (types.Datum, error) {
		return types.Int(int64(s.(*Session).inner.triggers)), nil
	})
	for name, end := range map[string]func(*Params) string{
		"client": func(p *Params) string { return p.Remote },
		"server": func(p *Params) string { return p.Local },
	} {
		add("inet_"+name+"_addr", builtin.Stable, types.TInet, func(_ context.Context, s host.Session, _ []types.Datum) (types.Datum, error) {
			a, ok := endOf(s, end)
			if !ok {
				return types.Null, nil
			}
			return types.DecodeText(types.TInet, types.NoTypmod, a.Addr().WithZone("").String(), nil)
		})
		add("inet_"+name+"_port", builtin.Stable, types.TInt4, func(_ context.Context, s host.Session, _ []types.Datum) (types.Datum, error) {
			a, ok := endOf(s, end)
			if !ok {
				return types.Null, nil
			}
			return types.Int(int64(a.Port())), nil
		})
	}
	started := types.Timestamp(types.TimestampFromTime(time.Now()))
	since := func(context.Context, host.Session, []types.Datum) (types.Datum, error) { return started, nil }
	add("pg_postmaster_start_time", builtin.Stable, types.TTimestampTZ, since)
	add("pg_conf_load_time", builtin.Stable, types.TTimestampTZ, since)

	add("pg_stat_statements_reset", builtin.Volatile, types.TVoid, m.resetShapes)
	add("pg_stat_statements_reset", builtin.Volatile, types.TVoid, m.resetShapes, types.TOID, types.TOID, types.TInt8)
	m.addCounts(to, add)

	add("current_setting", builtin.Stable, types.TText, currentSetting, types.TText)
	add("current_setting", builtin.Stable, types.TText, currentSetting, types.TText, types.TBool)
	to.Add(&host.Function{Name: "set_config", Args: []*types.Type{types.TText, types.TText, types.TBool}, Result: types.TText, Volatility: builtin.Volatile,
		Fn: func(ctx context.Context, s host.Session, _ *types.Env, args []types.Datum) (types.Datum, error) {
			return setConfig(ctx, s, args)
		}})

	add("nextval", builtin.Volatile, types.TInt8, nextval, types.TRegClass)
	add("currval", builtin.Volatile, types.TInt8, currval, types.TRegClass)
	add("lastval", builtin.Volatile, types.TInt8, lastval)
	add("setval", builtin.Volatile, types.TInt8, setval, types.TRegClass, types.TInt8)
	add("setval", builtin.Volatile, types.TInt8, setval, types.TRegClass, types.TInt8, types.TBool)

	add("txid_current", builtin.Stable, types.TInt8, transactionNumber)
	add("txid_current_if_assigned", builtin.Stable, types.TInt8, transactionNumberIfAny)
	add("pg_current_xact_id", builtin.Stable, types.TXID8, asXID8(transactionNumber))
	add("pg_current_xact_id_if_assigned", builtin.Stable, types.TXID8, asXID8(transactionNumberIfAny))

	add("pg_export_snapshot", builtin.Volatile, types.TText, exportSnapshot)

	addAdvisory(add)
	addLargeObjects(to)
	to.Add(&host.Function{Name: "pg_notify", Args: []*types.Type{types.TText, types.TText}, Result: types.TVoid, Volatility: builtin.Volatile,
		Fn: func(ctx context.Context, s host.Session, _ *types.Env, args []types.Datum) (types.Datum, error) {
			return pgNotify(ctx, s, args)
		}})
	add("pg_notification_queue_usage", builtin.Volatile, types.TFloat8, queueUsage)
	add("pg_sleep", builtin.Volatile, types.TVoid, pgSleep, types.TFloat8)
	add("pg_sleep_for", builtin.Volatile, types.TVoid, pgSleepFor, types.TInterval)
	add("pg_sleep_until", builtin.Volatile, types.TVoid, pgSleepUntil, types.TTimestampTZ)
}

// schemaOf are the catalog's eyes of a session.
type schemaOf interface {
	Snapshot(ctx context.Context) (*catalog.Snapshot, error)
	Path() *catalog.SearchPath
}

func currentSchema(ctx context.Context, s host.Session, _ []types.Datum) (types.Datum, error) {
	e := s.(schemaOf)
	snap, err := e.Snapshot(ctx)
	if err != nil {
		return types.Null, err
	}
	d, err := snap.CreationSchema(e.Path())
	if err != nil { // none of the path exists
		return types.Null, nil
	}
	return types.Text(d.Name), nil
}

// currentSchemas serves current_schemas(with the implicit ones).
func currentSchemas(ctx context.Context, s host.Session, args []types.Datum) (types.Datum, error) {
	e := s.(schemaOf)
	snap, err := e.Snapshot(ctx)
	if err != nil {
		return types.Null, err
	}
	var names []types.Datum
	for _, d := range snap.EffectiveSchemas(e.Path()) {
		name := d.Name
		if d.Temporary && d.ID == e.Path().Temp {
			name = catalog.SchemaTemp
		}
		implicit := name == catalog.SchemaPGCatalog || name == catalog.SchemaTemp
		if implicit && !args[0].Bool() && !slices.Contains(e.Path().Schemas, name) {
			continue
		}
		names = append(names, types.Text(d.Name))
	}
	return types.NewArray(types.ArrayOf(types.TName, names)), nil
}

func currentSetting(_ context.Context, s host.Session, args []types.Datum) (types.Datum, error) {
	if own, ok := s.(*Session); ok {
		if err := own.mayExamine(args[0].Text()); err != nil {
			return types.Null, err
		}
	}
	v, ok := s.Setting(args[0].Text())
	switch {
	case ok:
		return types.Text(v), nil
	case len(args) == 2 && args[1].Bool():
		return types.Null, nil
	}
	return types.Null, pgerror.New(pgerror.UndefinedObject, "unrecognized configuration parameter %q", args[0].Text())
}

// setConfig sets, or, where the value is NULL, resets.
func setConfig(_ context.Context, s host.Session, args []types.Datum) (types.Datum, error) {
	if args[0].IsNull() {
		return types.Null, pgerror.New(pgerror.NullValueNotAllowed, "SET requires parameter name")
	}
	local := !args[2].IsNull() && args[2].Bool()
	var err error
	if args[1].IsNull() {
		err = s.(*Session).resetSetting(args[0].Text(), local)
	} else {
		err = s.SetSetting(args[0].Text(), args[1].Text(), local)
	}
	if err != nil {
		return types.Null, err
	}
	v, _ := s.Setting(strings.ToLower(args[0].Text()))
	return types.Text(v), nil
}

func nextval(ctx context.Context, s host.Session, args []types.Datum) (types.Datum, error) {
	v, err := s.NextVal(ctx, uint64(args[0].Int()))
	return types.Int(v), err
}

func currval(_ context.Context, s host.Session, args []types.Datum) (types.Datum, error) {
	v, err := s.CurrVal(uint64(args[0].Int()))
	return types.Int(v), err
}

func lastval(_ context.Context, s host.Session, _ []types.Datum) (types.Datum, error) {
	v, err := s.LastVal()
	return types.Int(v), err
}

func setval(ctx context.Context, s host.Session, args []types.Datum) (types.Datum, error) {
	called := len(args) < 3 || args[2].Bool()
	return args[1], s.SetVal(ctx, uint64(args[0].Int()), args[1].Int(), called)
}

// sleepMax keeps pg_sleep within what a timer can count.
const sleepMax = 100 * 365 * 24 * time.Hour

func pgSleep(ctx context.Context, _ host.Session, args []types.Datum) (types.Datum, error) {
	d := sleepMax
	if s := args[0].Float(); s < sleepMax.Seconds() {
		d = time.Duration(s * float64(time.Second))
	}
	return types.Void(), stop.Sleep(ctx, d)
}

func pgSleepFor(ctx context.Context, _ host.Session, args []types.Datum) (types.Datum, error) {
	i := args[0].Interval()
	days := int64(i.Months)*30 + int64(i.Days)
	return types.Void(), stop.Sleep(ctx, time.Duration(days)*24*time.Hour+time.Duration(i.Micros)*time.Microsecond)
}

func pgSleepUntil(ctx context.Context, _ host.Session, args []types.Datum) (types.Datum, error) {
	d := args[0].Int() - types.TimestampFromTime(time.Now())
	return types.Void(), stop.Sleep(ctx, time.Duration(d)*time.Microsecond)
}

// endOf is the address of one end of a session's connection; false: it is none of a network's
// (a socket of Unix, a connection within the process).
func endOf(s host.Session, end func(*Params) string) (netip.AddrPort, bool) {
	x, ok := s.(*Session)
	if !ok {
		return netip.AddrPort{}, false
	}
	a, err := netip.ParseAddrPort(end(&x.params))
	return a, err == nil
}
