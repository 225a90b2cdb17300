package bound

import (
	"errors"
	"fmt"
	"time"
)

// Timex is what the kernel says of its wall clock (adjtimex(2)).
type Timex struct {
	// MaxError is what the time daemon told it, growing by 500 ppm since then.
	MaxError time.Duration
	// Offset is by how much the kernel is still to slew the clock: it is no part of MaxError.
	Offset time.Duration
	// Unsynchronised: the kernel's state is TIME_ERROR. Nothing keeps the clock right.
	Unsynchronised bool
	// TAI is TAI less UTC; 0: it was not told.
	TAI time.Duration
}

// Kernel is the meter that asks the kernel. What it says is as good as what the time daemon
// told it: of a slew that the daemon does by frequency, as chrony does, it does not know.
type Kernel struct {
	timex func() (Timex, error)
	mono  func() time.Duration

	last     Timex
	lastAt   time.Duration
	doubtful bool // not told anything since it was distrusted
}

// kernelGrain is what the kernel's bound may be behind by: it grows once a second, and is told
// in microseconds.
const kernelGrain = 500*time.Microsecond + time.Microsecond

// NewKernel is the meter of a kernel. mono is elapsed time.
func NewKernel(timex func() (Timex, error), mono func() time.Duration) *Kernel {
	return &Kernel{timex: timex, mono: mono}
}

// Name implements Meter.
func (k *Kernel) Name() string { return "kernel" }

// Distrust implements Meter.
func (k *Kernel) Distrust() {
	k.doubtful = true
	if t, err := k.timex(); err == nil { // what it says until it is told anew
		k.last, k.lastAt = t, k.mono()
	}
}

// Measure implements Meter.
func (k *Kernel) Measure() (Statement, error) {
	t, err := k.timex()
	if err != nil {
		return Statement{}, err
	}
	now := k.mono()
	if k.doubtful && k.toldAnew(t, now) {
		k.doubtful = false
	}
	k.last, k.lastAt = t, now
	switch {
	case t.Unsynchronised:
		return Statement{}, errors.New("nothing synchronises this machine's clock")
	case k.doubtful:
		return Statement{}, errors.New("the machine's clocks were disrupted, and no time daemon has told the kernel of them since")
	case t.MaxError < 0:
		return Statement{}, fmt.Errorf("the kernel says that its clock is wrong by %v", t.MaxError)
	}
	return Statement{Error: t.MaxError + kernelGrain + t.Offset.Abs(), DriftPPB: wallDriftPPB}, nil
}

// toldAnew reports whether the kernel's bound is not what its last one has grown to: it adds
// 500 µs with each second, not all the time.
func (k *Kernel) toldAnew(t Timex, now time.Duration) bool {
	return t.MaxError < k.last.MaxError || t.MaxError > k.last.MaxError+grown(now-k.lastAt, wallDriftPPB)+time.Millisecond
}
