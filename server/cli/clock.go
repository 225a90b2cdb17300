package cli

import (
	"cmp"
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
func (r *running) clock(o *node.Options, m bound.Machine) error {
	o.AgreeClocks, o.AgreeAlong = r.c.Agrees()
	source, err := r.clockSource(o, m)
	if err != nil {
		return err
	}
	o.Source = source
	if r.c.ClockOffset != 0 || r.c.ClockDriftPPM != 0 {
		r.log.Warn("this node's clock is made wrong, for a test", "offset", r.c.ClockOffset, "drift_ppm", r.c.ClockDriftPPM)
		o.Source = bound.NewShifted(source, r.c.ClockOffset, r.c.ClockDriftPPM)
	}
	return nil
}

// physical is what a machine's clock is.
type physical interface {
	bound.Source
	bound.Elapser
}

// clockSource is the clock as it is. It says what its error may be.
func (r *running) clockSource(o *node.Options, m bound.Machine) (physical, error) {
	reached := r.c.AdvertiseAddr
	if reached == "" {
		reached = r.c.ListenAddr
	}
	e := r.c.MaxClockError
	switch {
	case e >= 0 && r.c.ClockSource == "":
		o.ClockError = e
		return bound.Fixed(max(0, e-hlc.LeadMaxDefault)), nil
	case e < 0 && r.c.ClockSource == "" && (reached == "" || config.Local(reached)):
		o.ClockError = 0
		return bound.Zero(), nil
	case e >= 0:
		o.ClockError = e
	default:
		o.ClockError = config.ClockErrorDefault
	}
	choice, err := bound.ParseChoice(cmp.Or(r.c.ClockSource, "auto"))
	if err != nil {
		return nil, err
	}
	measured, err := m.Source(choice, bound.Zero())
	switch {
	case err == nil:
		return measured, nil
	case r.c.ClockSource != "":
		return nil, &config.Error{Option: "clock-source", Why: err.Error()}
	case o.AgreeClocks: // they need no source; one that comes counts
		return measured, nil
	case len(r.c.Join) > 0:
		return nil, &config.Error{Option: "max-clock-error", Why: "is needed, for the nodes' clocks to be compared (or no --agree-clocks=false, on all nodes): " + err.Error()}
	}
	return bound.Fixed(2 * config.ClockErrorDefault), nil // alone, it does not matter; others are refused
}

// doubtEvery is how often the operator's word on the clock is held against its sources'.
const doubtEvery = 10 * time.Minute

// doubt holds the operator's word on the clock against what sources say, until the returned
// function is called.
func (r *running) doubt(ctx context.Context) (end func()) {
	if r.c.MaxClockError <= 0 || r.c.ClockSource != "" {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		m := bound.ThisMachine()
		doubtClock(ctx, r.log, r.c.MaxClockError, func() (string, time.Duration, error) { return m.Ask(bound.Choice{}) })
	}()
	return func() {
		cancel()
		<-done
	}
}

// doubtClock warns, until ctx ends, where what the machine has to ask contradicts the
// operator's word: the word counts all the same, for there are sources that it can't ask.
func doubtClock(ctx context.Context, log *slog.Logger, told time.Duration, ask func() (source string, e time.Duration, err error)) {
	for {
		switch source, e, err := ask(); {
		case err != nil:
			log.Warn("nothing bears out --max-clock-error: no source vouches for this machine's clock", "told", told, "sources", err)
		case e > told:
			log.Warn("a source contradicts --max-clock-error: this machine's clock may be further off", "told", told, "source", source, "error", e)
		}
		if stop.Sleep(ctx, doubtEvery) != nil {
			return
		}
	}
}
