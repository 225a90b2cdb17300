package pebbleengine

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/cockroachdb/pebble/v2"
)

// logger passes Pebble's own words on, at the debug level, and takes its fatal
// errors for what they are: the end of writing.
type logger struct {
	log    *slog.Logger
	health *health
}

func (l logger) Infof(format string, args ...any) {
	if l.log.Enabled(context.Background(), slog.LevelDebug) {
		l.log.Debug("pebble: " + fmt.Sprintf(format, args...))
	}
}

func (l logger) Errorf(format string, args ...any) {
	l.log.Error("pebble: " + fmt.Sprintf(format, args...))
}

// Fatalf must not end the process: the owner of the node does that in order.
func (l logger) Fatalf(format string, args ...any) {
	err := fmt.Errorf(format, args...)
	for _, a := range args {
		if cause, ok := a.(error); ok {
			err = fmt.Errorf("pebble: %w", cause)
		}
	}
	l.health.fail(err)
	l.log.Error("storage engine failed", "error", err)
}

// nothingToFlush is Pebble's word for a flush that wrote no table, and is no error.
const nothingToFlush = "pebble: empty table"

// listener logs what an operator may want to know.
func (e *pebbleEngine) listener(log *slog.Logger, c *compactions) *pebble.EventListener {
	return &pebble.EventListener{
		BackgroundError: func(err error) {
			e.health.rotten(err)
			log.Error("storage engine: background work failed", "error", err)
			e.failures.pause()
		},
		DataCorruption: func(i pebble.DataCorruptionInfo) { // met by a read or a compaction
			e.health.fail(damaged(i))
			log.Error("storage engine: corrupt file", "path", i.Path, "error", i.Details)
		},
		DiskSlow: func(i pebble.DiskSlowInfo) {
			log.Warn("storage engine: slow disk", "path", i.Path, "op", i.OpType.String(), "duration", i.Duration)
		},
		WriteStallBegin: func(i pebble.WriteStallBeginInfo) {
			e.stalls.Add(1)
			log.Warn("storage engine: writes stall", "reason", i.Reason)
		},
		WriteStallEnd: func() { log.Info("storage engine: writes go on") },
		CompactionEnd: func(i pebble.CompactionInfo) {
			c.ended(i.Err)
			e.health.rotten(i.Err)
			log.Debug("storage engine: compaction", "job", i.JobID, "reason", i.Reason, "duration", i.Duration, "error", i.Err)
		},
		FlushEnd: func(i pebble.FlushInfo) {
			if i.Err != nil && i.Err.Error() != nothingToFlush {
				// Pebble would try for ever, and its writers wait as long.
				e.health.fail(i.Err)
			}
			log.Debug("storage engine: flush", "job", i.JobID, "bytes", i.InputBytes, "duration", i.Duration, "error", i.Err)
		},
	}
}
