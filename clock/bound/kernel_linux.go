package bound

import (
	"errors"
	"syscall"
	"time"
)

// staUnsync of adjtimex(2): nothing keeps the clock synchronised.
const staUnsync = 0x40

// kernelError is the kernel's own bound on the error of the wall clock: what its time
// daemon told it, growing by 500 ppm since then.
func kernelError() (time.Duration, error) {
	var t syscall.Timex
	if _, err := syscall.Adjtimex(&t); err != nil {
		return 0, err
	}
	if t.Status&staUnsync != 0 {
		return 0, errors.New("nothing synchronises it")
	}
	return time.Duration(t.Maxerror) * time.Microsecond, nil
}
