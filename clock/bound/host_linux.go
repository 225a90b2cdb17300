package bound

import (
	"hash/fnv"
	"os"
	"syscall"
	"time"
)

// bootIDFile names the machine's boot; containers of one machine see the same.
const bootIDFile = "/proc/sys/kernel/random/boot_id"

// hostClock is the boot clock when a System was made.
type hostClock struct {
	machine uint64 // 0: not known
	at      int64  // the boot clock when the System's monotonic time was 0
	slept   int64
}

// hostTries is how often the boot clock is read: the tightest pair of readings around it
// tells best when it was. Each takes well below a microsecond, so that two processes are
// apart by less than any message between them takes.
const hostTries = 64

// virtual reports whether t, which was just now, is not the machine's time: in a synctest
// bubble no clock of the machine may be mixed with it.
func virtual(t time.Time) bool {
	var ts syscall.Timespec
	const plausible = time.Hour // the process may have been stopped since
	return !clockGettime(wallClock, &ts) || t.Sub(time.Unix(0, ts.Nano())).Abs() > plausible
}

func readHostClock(start time.Time, slept int64) hostClock {
	id, err := os.ReadFile(bootIDFile)
	if err != nil || len(id) == 0 || virtual(start) {
		return hostClock{}
	}
	h := fnv.New64a()
	h.Write(id)
	c := hostClock{machine: max(1, h.Sum64())}
	var best time.Duration
	for i := range hostTries {
		var ts syscall.Timespec
		before := time.Since(start)
		if !clockGettime(bootClock, &ts) {
			return hostClock{}
		}
		after := time.Since(start)
		if d := after - before; i == 0 || d < best {
			best, c.at = d, ts.Nano()-int64(before+d/2)
		}
	}
	c.slept = slept
	return c
}
