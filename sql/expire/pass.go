package expire

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/session"
	"github.com/isochrondb/isochron/sql/types"
)

// worker is what pg_stat_activity calls the sessions that delete.
const worker = "expiry worker"

// How much of the time a pass works, and how long it pauses at most between two steps.
const (
	busyShare = 0.25
	pauseMax  = time.Second
)

// A pass that took long is followed by a pause that is as much longer.
const restShare = 19

// What a statement of a pass may take: rows that somebody holds for longer are left to the next.
const workerSettings = "SET lock_timeout = '5s'; SET statement_timeout = '60s'; SET TimeZone = 'UTC'; SET DateStyle = 'ISO'"

// sizes are how many rows a step deletes: prepared statements of each.
var sizes = [...]int{1, 10, 100, stepRows}

// pass deletes the rows of one table that have expired by now.
type pass struct {
	r      *Runner
	t      *catalog.TableDesc
	g      *target
	s      *session.Session
	until  []byte // in text
	rec    Record
	began  time.Time
	claims time.Time // until when the table is this node's
	made   map[string]bool
}

// run begins a pass of a table, if one is due and no other node is at it.
func (r *Runner) run(ctx context.Context, snap *catalog.Snapshot, t *catalog.TableDesc, e *catalog.Expiry) error {
	schema, ok := snap.SchemaByID(t.SchemaID)
	owner, ok2 := snap.RoleByID(t.Owner)
	db, ok3 := snap.DatabaseByID(t.DatabaseID)
	if !ok || !ok2 || !ok3 {
		return nil // on its way out
	}
	g, ok := targetOf(schema, t, e)
	if !ok {
		return nil // the statement that asked for it has warned
	}
	until, ok := g.until(e, types.TimestampFromTime(time.Now()))
	if !ok {
		return nil
	}
	p := &pass{r: r, t: t, g: g, began: time.Now(), made: map[string]bool{}}
	if mine, err := p.claim(ctx); err != nil || !mine {
		return err
	}
	r.passes.Add(1)
	err := p.work(ctx, session.Params{User: owner.Name, Database: db.Name, PID: r.o.PID, Worker: worker}, until)
	if ctx.Err() != nil {
		return nil // the claim runs out, and another node goes on
	}
	if err != nil {
		p.rec.Error = err.Error()
	}
	return errors.Join(err, p.finish(ctx))
}

// claim takes the table for this node.
func (p *pass) claim(ctx context.Context) (mine bool, err error) {
	err = p.r.change(ctx, p.t.ID, func(now hlc.Timestamp, rec *Record) bool {
		if mine = int64(now) >= rec.Due; !mine {
			return false
		}
		p.rec = Record{Table: p.t.ID, Started: int64(now), Finished: rec.Finished, Total: rec.Total, Node: p.r.o.NodeID, Due: int64(now) + int64(claimFor)}
		*rec = p.rec
		return true
	})
	p.claims = time.Now().Add(claimFor)
	return mine && err == nil, err
}

var errLost = errors.New("expire: another node has the table")

// keep renews the claim, and tells how far the pass is.
func (p *pass) keep(ctx context.Context) error {
	if time.Until(p.claims) > claimFor/2 {
		return nil
	}
	lost := false
	err := p.r.change(ctx, p.t.ID, func(now hlc.Timestamp, rec *Record) bool {
		if lost = rec.Started != p.rec.Started || rec.Node != p.rec.Node; lost {
			return false
		}
		p.rec.Due = int64(now) + int64(claimFor)
		*rec = p.rec
		return true
	})
	if lost {
		return errLost
	}
	p.claims = time.Now().Add(claimFor)
	return err
}

// finish stores what the pass did, and when the next may begin.
func (p *pass) finish(ctx context.Context) error {
	rest := max(p.r.o.Every, restShare*time.Since(p.began))
	return p.r.change(ctx, p.t.ID, func(now hlc.Timestamp, rec *Record) bool {
		if rec.Started != p.rec.Started || rec.Node != p.rec.Node {
			return false
		}
		p.rec.Finished, p.rec.Due = int64(now), int64(now)+int64(rest)
		*rec = p.rec
		return true
	})
}

func (p *pass) work(ctx context.Context, params session.Params, until types.Datum) (err error) {
	if p.s, err = p.r.o.Sessions.NewSession(ctx, params); err != nil {
		return err
	}
	defer p.s.Close()
	defer context.AfterFunc(ctx, func() { p.s.Cancel(pgerror.New(pgerror.AdminShutdown, "the node stops")) })()
	if err := p.s.Simple(workerSettings, &rows{env: p.s.Env()}); err != nil {
		return err
	}
	p.until = types.AppendText([]byte{}, p.g.kind, until, p.s.Env())
	var last [][]byte
	for {
		began := time.Now()
		list, err := p.next(ctx, last)
		if err != nil || len(list) == 0 {
			return err
		}
		if err := p.remove(ctx, list); err != nil {
			return err
		}
		if len(list) < stepRows {
			return nil
		}
		last = list[len(list)-1]
		if err := p.keep(ctx); err != nil {
			return err
		}
		if err := stop.Sleep(ctx, min(time.Duration(float64(time.Since(began))*(1-busyShare)/busyShare), pauseMax)); err != nil {
			return err
		}
	}
}

// next lists the rows behind last.
func (p *pass) next(ctx context.Context, last [][]byte) ([][][]byte, error) {
	name, text := "first", p.g.list(false, stepRows)
	if last != nil {
		name, text = "next", p.g.list(true, stepRows)
	}
	out, err := p.execute(ctx, name, text, append([][]byte{p.until}, last...))
	if err != nil {
		return nil, err
	}
	return out.list, nil
}

// remove deletes rows in as few statements as there are sizes for. Where one fails, each of its
// rows is tried by itself: what others refer to or hold is left for the next pass.
func (p *pass) remove(ctx context.Context, list [][][]byte) error {
	for len(list) > 0 {
		n := sizes[0]
		for _, size := range sizes {
			if size <= len(list) {
				n = size
			}
		}
		if err := p.removeSome(ctx, list[:n]); err != nil {
			return err
		}
		list = list[n:]
	}
	return nil
}

func (p *pass) removeSome(ctx context.Context, list [][][]byte) error {
	args := [][]byte{p.until}
	for _, row := range list {
		for _, i := range p.g.at {
			args = append(args, row[i])
		}
	}
	out, err := p.execute(ctx, strconv.Itoa(len(list)), p.g.remove(len(list)), args)
	switch {
	case err == nil:
		p.rec.Deleted += uint64(out.count)
		p.rec.Total += uint64(out.count)
		p.r.deleted.Add(out.count)
	case ctx.Err() != nil:
		return ctx.Err()
	case len(list) == 1:
		p.rec.Skipped++
		p.rec.Error = err.Error()
		p.r.skipped.Add(1)
	default:
		for i := range list {
			if err := p.removeSome(ctx, list[i:i+1]); err != nil {
				return err
			}
		}
	}
	return nil
}

// execute runs a statement, prepared once under a name, in a transaction of its own.
func (p *pass) execute(ctx context.Context, name, text string, args [][]byte) (*rows, error) {
	out := &rows{env: p.s.Env()}
	err := func() error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !p.made[name] {
			if err := p.s.Parse(name, text, nil); err != nil {
				return err
			}
			p.made[name] = true
		}
		if err := p.s.Bind("", name, nil, args, nil); err != nil {
			return err
		}
		return p.s.Execute("", 0, true, out)
	}()
	if failed := p.s.Sync(out); err == nil {
		err = failed
	}
	return out, err
}
