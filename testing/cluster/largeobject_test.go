package cluster_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
)

// TestLargeObjects: two nodes write one object, and a node that was down reads it.
func TestLargeObjects(t *testing.T) { synctest.Test(t, largeObjects) }

func largeObjects(t *testing.T) {
	ctx := t.Context()
	c := threeNodes(t, &lockedLog{})
	one, two := c.Conn(ctx, "n1"), c.Conn(ctx, "n2")

	data := bytes.Repeat([]byte("0123456789abcdef"), 1<<14)
	var id uint32
	inTx(ctx, t, one, func(tx pgx.Tx) error {
		los := tx.LargeObjects()
		var err error
		if id, err = los.Create(ctx, 0); err != nil {
			return err
		}
		o, err := los.Open(ctx, id, pgx.LargeObjectModeWrite)
		if err != nil {
			return err
		}
		_, err = o.Write(data)
		return err
	})

	// Both write to the first page: who comes second waits, and neither's is lost.
	for _, level := range []string{"read committed", "serializable"} {
		mustExec(ctx, t, one, "BEGIN ISOLATION LEVEL "+level)
		mustExec(ctx, t, one, fmt.Sprintf("SELECT lo_put(%d, 0, 'one')", id))
		done := make(chan struct{})
		go func() {
			defer close(done)
			mustExec(ctx, t, two, fmt.Sprintf("SELECT lo_put(%d, 8, 'two')", id))
		}()
		time.Sleep(time.Second)
		mustExec(ctx, t, one, "COMMIT")
		<-done
		copy(data, "one")
		copy(data[8:], "two")
	}

	// Who writes keeps the object from going; nothing is left of what goes.
	mustExec(ctx, t, one, "BEGIN")
	mustExec(ctx, t, one, fmt.Sprintf("SELECT lo_put(%d, 1000000, 'end')", id))
	gone := make(chan error, 1)
	go func() {
		_, err := two.Exec(ctx, "SELECT lo_unlink($1)", id)
		gone <- err
	}()
	time.Sleep(time.Second)
	select {
	case err := <-gone:
		t.Errorf("an object was removed while another wrote to it: %v", err)
	default:
	}
	mustExec(ctx, t, one, "ROLLBACK")
	if err := <-gone; err != nil {
		t.Fatal(err)
	}
	if got := lines(ctx, t, one, "SELECT count(*) FROM pg_largeobject"); got[0] != "0|" {
		t.Errorf("%s pages of no object", got[0])
	}

	if _, err := one.Exec(ctx, "SELECT lo_from_bytea(900001, $1)", data); err != nil {
		t.Fatal(err)
	}
	c.Crash("n3")
	c.Restart("n3")
	three := c.Conn(ctx, "n3")
	inTx(ctx, t, three, func(tx pgx.Tx) error {
		los := tx.LargeObjects()
		o, err := los.Open(ctx, 900001, pgx.LargeObjectModeRead)
		if err != nil {
			return err
		}
		got, err := io.ReadAll(o)
		if !bytes.Equal(got, data) {
			t.Errorf("%d bytes were read, not the %d that were written", len(got), len(data))
		}
		return err
	})
}

func inTx(ctx context.Context, t *testing.T, c *pgx.Conn, f func(pgx.Tx) error) {
	t.Helper()
	if err := pgx.BeginFunc(ctx, c, f); err != nil {
		t.Fatal(err)
	}
}
