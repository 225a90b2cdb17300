package tpch

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Load creates the tables in the current database, fills them by COPY, each in one
// transaction, and then makes the indexes and statistics.
func Load(ctx context.Context, c *pgx.Conn, scale float64) error {
	if err := script(ctx, c, Schema); err != nil {
		return err
	}
	for _, table := range Tables() {
		if err := fill(ctx, c, table, scale); err != nil {
			return fmt.Errorf("%s: %w", table, err)
		}
	}
	if err := script(ctx, c, Indexes); err != nil {
		return err
	}
	for _, table := range Tables() {
		if _, err := c.Exec(ctx, "ANALYZE "+table); err != nil {
			return fmt.Errorf("ANALYZE %s: %w", table, err)
		}
	}
	return nil
}

// script runs statements one by one, each a transaction of its own.
func script(ctx context.Context, c *pgx.Conn, text string) error {
	for st := range strings.SplitSeq(text, ";\n") {
		if _, err := c.Exec(ctx, st); err != nil {
			return fmt.Errorf("%s: %w", strings.TrimSpace(st), err)
		}
	}
	return nil
}

func fill(ctx context.Context, c *pgx.Conn, table string, scale float64) error {
	r, w := io.Pipe()
	go func() { w.CloseWithError(Generate(w, table, scale)) }()
	_, err := c.PgConn().CopyFrom(ctx, r, "COPY "+table+" FROM STDIN")
	r.CloseWithError(io.ErrClosedPipe) // ends the generator where the COPY failed
	return err
}
