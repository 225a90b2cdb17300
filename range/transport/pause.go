package transport

import (
	"context"
	"time"

	"google.golang.org/grpc/stats"

	"github.com/isochrondb/isochron/base/stop"
)

// retryPause is how long gRPC waits before it looks again for a connection, where the one
// that it was given has just ended.
const retryPause = time.Millisecond

// pauser is a stats.Handler that keeps gRPC's transparent retries from spinning: while a
// connection ends, its picker may go on giving it, and each attempt fails at once.
// A millisecond is short beside any round trip, and long enough for the picker to hear of the connection's end.
// No option of gRPC turns these retries off: WithDisableRetry is for those of its own configuration.
type pauser struct{}

// HandleRPC implements stats.Handler.
func (pauser) HandleRPC(_ context.Context, s stats.RPCStats) {
	if b, ok := s.(*stats.Begin); ok && b.IsTransparentRetryAttempt {
		time.Sleep(retryPause)
	}
}

// TagRPC implements stats.Handler.
func (pauser) TagRPC(ctx context.Context, _ *stats.RPCTagInfo) context.Context { return ctx }

// TagConn implements stats.Handler.
func (pauser) TagConn(ctx context.Context, _ *stats.ConnTagInfo) context.Context { return ctx }

// HandleConn implements stats.Handler.
func (pauser) HandleConn(context.Context, stats.ConnStats) {}

// No time at all is no look at the context either: who does not wait does not end early.
func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	return stop.Sleep(ctx, d)
}
