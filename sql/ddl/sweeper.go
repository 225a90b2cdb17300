package ddl

import (
	"context"
	"log/slog"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/sql/catalog"
)

// SweeperOptions are what a Sweeper is made of.
type SweeperOptions struct {
	Executor *Executor
	// Alive reports whether another process is, as jobs.Options.Alive does; nil: there is one node.
	Alive func(ctx context.Context, node uint32, epoch uint64) (bool, error)
	// Owned reports whether a temporary schema is that of an open session of this process.
	Owned  func(schema catalog.ID) bool
	Logger *slog.Logger
	// Every is the pause between two looks; 0: 10 s.
	Every time.Duration
}

// Sweeper removes the temporary schemas whose sessions are gone and that were not dropped by
// them: their process has ended, or the cluster did not answer it. Every node has one;
// two that meet at a schema lose nothing but time.
type Sweeper struct {
	o     SweeperOptions
	group *stop.Group
}

// NewSweeper returns a Sweeper at work. Close it.
func NewSweeper(o SweeperOptions) *Sweeper {
	if o.Every == 0 {
		o.Every = 10 * time.Second
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	s := &Sweeper{o: o, group: stop.New()}
	s.group.Go(s.Sweep)
	s.group.Every(o.Every, s.Sweep)
	return s
}

// Close ends the work that is under way, and waits for it.
func (s *Sweeper) Close() { s.group.Stop() }

// Sweep looks once.
func (s *Sweeper) Sweep(ctx context.Context) {
	x := s.o.Executor
	snap, err := x.o.Catalog.Snapshot(ctx, x.o.Catalog.DB().Now())
	if err != nil {
		return // the next look finds it
	}
	for _, d := range snap.TempSchemas() {
		if !s.leftOver(ctx, d) {
			continue
		}
		if err := x.DropTemporary(ctx, d.ID, true); err != nil {
			if ctx.Err() == nil {
				s.o.Logger.Warn("the temporary tables of a session that is gone are not removed yet", "schema", d.Name, "error", err)
			}
			continue
		}
		s.o.Logger.Info("the temporary tables of a session that is gone are removed", "schema", d.Name, "node", d.TempNode)
	}
}

// leftOver reports whether a schema's session is certainly gone.
func (s *Sweeper) leftOver(ctx context.Context, d *catalog.SchemaDesc) bool {
	o := &s.o.Executor.o
	switch {
	case d.TempNode == uint64(o.NodeID) && d.TempEpoch == o.Epoch:
		return !s.o.Owned(d.ID)
	case d.TempNode == uint64(o.NodeID) || s.o.Alive == nil:
		return true // of this node, before it was started anew
	}
	alive, err := s.o.Alive(ctx, uint32(d.TempNode), d.TempEpoch)
	return err == nil && !alive
}
