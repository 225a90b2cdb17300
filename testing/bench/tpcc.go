package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/bench/tpcc"
)

// tpccTerminals is how many connections row 29 uses.
const tpccTerminals = 8

// tpcc runs TPC-C's mix on both sides in turn: at their defaults and at READ COMMITTED,
// and looks at the consistency conditions after each.
func (b *bench) tpcc() error {
	size := tpcc.Full(b.o.warehouses)
	pg, err := b.startPostgres()
	if err != nil {
		return err
	}
	s, err := b.server("tpcc")
	if err != nil {
		return err
	}
	defer s.Kill()
	// TPC-H has tables of the same names.
	peer, err := b.database(pg, "tpcc")
	if err != nil {
		return err
	}
	for _, url := range []string{peer, s.URL} {
		if err := b.onConnection(url, func(c *pgx.Conn) error { return tpcc.Load(b.ctx, c, size) }); err != nil {
			return err
		}
	}
	defaults := entry{row: "29", what: fmt.Sprintf("TPC-C, %d warehouses, %d connections: tpmC at the defaults", b.o.warehouses, tpccTerminals), unit: " tpmC", goal: "≥ 0.7 ×"}
	equal := entry{row: "29", what: "TPC-C: tpmC, both at READ COMMITTED", unit: " tpmC", goal: "≥ 1.0 ×"}
	var notes []string
	for range b.o.rounds {
		for _, side := range []struct {
			name, url, isolation string
			into                 *samples
		}{
			{"Postgres", peer, "read committed", &defaults.peer}, {"Isochron at SERIALIZABLE", s.URL, "serializable", &defaults.ours},
			{"Isochron at READ COMMITTED", s.URL, "read committed", &equal.ours},
		} {
			done := b.profiled(s, "29", side.url == s.URL && side.isolation == "serializable")
			r, err := b.tpccRun(side.url, side.isolation, size)
			done()
			if err != nil {
				return fmt.Errorf("%s: %w", side.name, err)
			}
			fmt.Fprintf(os.Stderr, "  %s: %v\n", side.name, r)
			notes = append(notes, fmt.Sprintf("%s: %v", side.name, r))
			*side.into = append(*side.into, r.TpmC())
		}
	}
	equal.peer = defaults.peer // Postgres's default is READ COMMITTED
	defaults.note = "the consistency conditions held after each run. Last round: " + strings.Join(notes[len(notes)-3:], ". ") + "."
	b.table = append(b.table, defaults, equal)
	return nil
}

func (b *bench) tpccRun(url, isolation string, size tpcc.Size) (*tpcc.Result, error) {
	r, err := tpcc.Run(b.ctx, tpcc.Options{Size: size, Terminals: tpccTerminals, For: time.Duration(b.o.seconds) * time.Second, Seed: uint64(time.Now().UnixNano()),
		Connect: func(ctx context.Context, _ int) (*pgx.Conn, error) {
			conf, err := pgx.ParseConfig(url)
			if err != nil {
				return nil, err
			}
			conf.RuntimeParams["default_transaction_isolation"] = isolation
			return pgx.ConnectConfig(ctx, conf)
		}})
	if err != nil {
		return nil, err
	}
	if len(r.Errors) > 0 {
		return nil, fmt.Errorf("TPC-C: %v", r.Errors)
	}
	return r, b.onConnection(url, func(c *pgx.Conn) error {
		broken, err := tpcc.Check(b.ctx, c, size, false)
		if err == nil && len(broken) > 0 {
			err = fmt.Errorf("TPC-C: %s", strings.Join(broken, ", "))
		}
		return err
	})
}

func (b *bench) onConnection(url string, f func(*pgx.Conn) error) error {
	c, err := pgx.Connect(b.ctx, url)
	if err != nil {
		return err
	}
	defer c.Close(context.WithoutCancel(b.ctx))
	return f(c)
}
