package differential

import (
	"bytes"
	"context"
	"encoding/hex"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// What statements say that give or take more than rows: COPY's data and notifications.

// copyIn runs COPY FROM STDIN.
func copyIn(ctx context.Context, c *pgx.Conn, text, data string) *outcome {
	if h, ok := strings.CutPrefix(data, binaryPrefix); ok {
		b, err := hex.DecodeString(strings.TrimSpace(h))
		if err != nil {
			return &outcome{code: "lost", message: err.Error()}
		}
		data = string(b)
	}
	tag, err := c.PgConn().CopyFrom(ctx, strings.NewReader(data), text)
	if err != nil {
		return failed(err)
	}
	return &outcome{tag: tag.String()}
}

// binaryPrefix is before data that is written in hexadecimal digits.
const binaryPrefix = "\\x"

// copyOut runs COPY TO STDOUT: its rows are lines, or digits where it is binary.
func copyOut(ctx context.Context, c *pgx.Conn, text string, ordered bool) *outcome {
	var b bytes.Buffer
	tag, err := c.PgConn().CopyTo(ctx, &b, text)
	if err != nil {
		return failed(err)
	}
	o := &outcome{tag: tag.String()}
	if bytes.HasPrefix(b.Bytes(), []byte("PGCOPY")) {
		o.rows = []string{hex.EncodeToString(b.Bytes())}
		return o
	}
	o.rows = strings.SplitAfter(b.String(), "\n")
	if !ordered {
		sort.Strings(o.rows)
	}
	return o
}

// hearTimeout bounds how long a notification may be on its way.
const hearTimeout = 10 * time.Second

// lastChannel is that of the notification after all others.
const lastChannel = "differential_last"

// hear runs a statement, and gives all that the session was notified of until then: rows of a
// channel and what came by it, in the order in which they came.
func (p *place) hear(ctx context.Context, c *pgx.Conn, text string) *outcome {
	if c.PgConn().TxStatus() != 'I' {
		return &outcome{code: "lost", message: "nothing is told within a transaction"}
	}
	p.marks++
	mark := strconv.Itoa(p.marks)
	if o := query(ctx, c, text, true); o.code != "" {
		return o
	}
	o := query(ctx, c, "LISTEN "+lastChannel, true)
	if o.code != "" {
		return o
	}
	if err := p.exec(ctx, p.super, "NOTIFY "+lastChannel+", '"+mark+"'"); err != nil {
		return failed(err)
	}
	ctx, cancel := context.WithTimeout(ctx, hearTimeout)
	defer cancel()
	for {
		n, err := c.WaitForNotification(ctx)
		if err != nil {
			return failed(err)
		}
		if n.Channel != lastChannel {
			o.rows = append(o.rows, n.Channel+"|"+n.Payload)
		} else if n.Payload == mark {
			return o
		}
	}
}

// forget drops notifications that nobody asked for.
func forget(c *pgx.Conn) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel() // so that nothing is waited for
	for {
		if _, err := c.WaitForNotification(ctx); err != nil {
			return
		}
	}
}
