package cli

import (
	"os"
	"runtime"
)

// spareProcessor has Go run code on one thread more than there are processors: one is mostly in a
// sync of the log, whose place Go gives to another thread only once it has watched it wait. Who
// has said how many, by GOMAXPROCS or by a limit of the container, gets these.
func spareProcessor() {
	if os.Getenv("GOMAXPROCS") == "" && runtime.GOMAXPROCS(0) == runtime.NumCPU() {
		runtime.GOMAXPROCS(runtime.NumCPU() + 1)
	}
}
