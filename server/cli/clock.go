package cli

import (
	"context"
	"log/slog"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/server/config"
	"github.com/isochrondb/isochron/server/node"
)

// clock chooses the physical clock, and what its error may be.
func (r *running) clock(o *node.Options) error {
	reached := r.c.AdvertiseAddr
	if reached == "" {
		reached = r.c.ListenAddr
	}
	switch e := r.c.MaxClockError; {
	case e >= 0:
		o.ClockError, o.Source = e, bound.Fixed(max(0, e-hlc.LeadMaxDefault))
	case reached == "" || config.Local(reached):
		o.ClockError, o.Source = 0, bound.Zero()
	default:
		k, err := bound.NewKernel()
		if err != nil && len(r.c.Join) > 0 {
			return &config.Error{Option: "max-clock-error", Why: "is needed, for the nodes' clocks to be compared: " + err.Error()}
		}
		o.ClockError, o.Source = config.ClockErrorDefault, bound.Fixed(2*config.ClockErrorDefault) // alone, it does not matter; others are refused
		if err == nil {
			o.Source = k
		}
	}
	return nil
}

// doubtEvery is how often the operator's word on the clock is held against the kernel's.
const doubtEvery = 10 * time.Minute

// doubt holds the operator's word on the clock against the kernel's, until the returned
// function is called.
func (r *running) doubt(ctx context.Context) (end func()) {
	if r.c.MaxClockError <= 0 {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		doubtClock(ctx, r.log, r.c.MaxClockError, bound.KernelError)
	}()
	return func() {
		cancel()
		<-done
	}
}

// doubtClock warns, until ctx ends, where the kernel contradicts the operator's word: the
// word counts all the same, for the kernel knows nothing of some sources.
func doubtClock(ctx context.Context, log *slog.Logger, told time.Duration, read func() (time.Duration, error)) {
	for {
		switch e, err := read(); {
		case err != nil:
			log.Warn("nothing bears out --max-clock-error: the kernel does not vouch for this machine's clock", "told", told, "kernel", err)
		case e > told:
			log.Warn("the kernel contradicts --max-clock-error: this machine's clock may be further off", "told", told, "kernel", e)
		}
		if stop.Sleep(ctx, doubtEvery) != nil {
			return
		}
	}
}
