package bound

import (
	"fmt"
	"math"
	"sync/atomic"
	"time"
)

// Kernel is this machine's clock with the error that the kernel states (adjtimex(2),
// maxerror). A clock that loses its synchronisation is as wrong as can be: the node is
// degraded until it has it back (T16). Safe for concurrent use.
type Kernel struct {
	*System
	read    func() (time.Duration, error)
	began   time.Time
	checked atomic.Int64 // nanoseconds after began
	last    atomic.Int64 // the error, in nanoseconds
}

// kernelEvery is how often the kernel is asked; kernelDriftPPM what its statement may
// grow by meanwhile.
const (
	kernelEvery    = 250 * time.Millisecond
	kernelDriftPPM = 500
)

// NewKernel fails where the kernel does not vouch for its clock.
func NewKernel() (*Kernel, error) { return newKernel(kernelError) }

// KernelError is how wrong the kernel says that this machine's clock may be at most; it
// fails where it does not vouch for it.
func KernelError() (time.Duration, error) { return kernelError() }

func newKernel(read func() (time.Duration, error)) (*Kernel, error) {
	e, err := read()
	if err != nil {
		return nil, fmt.Errorf("bound: how wrong this machine's clock may be is not known: %w", err)
	}
	k := &Kernel{System: Zero(), read: read, began: time.Now()}
	k.last.Store(int64(e))
	return k, nil
}

// Error implements Source.
func (k *Kernel) Error() time.Duration {
	now := int64(time.Since(k.began))
	at := k.checked.Load()
	if now-at >= int64(kernelEvery) && k.checked.CompareAndSwap(at, now) {
		e, err := k.read()
		if err != nil {
			e = math.MaxInt64 / 4
		}
		k.last.Store(int64(e))
	}
	return time.Duration(k.last.Load()) + kernelEvery*kernelDriftPPM/1_000_000 + k.Step().Abs()
}
