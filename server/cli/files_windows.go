package cli

import "os"

// processLives reports whether there is a process of that ID.
func processLives(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	_ = p.Release()
	return true
}

// openFilesMax is how many files and sockets the process may have open: Windows has
// no limit that a server comes near.
func openFilesMax() (uint64, bool) { return 0, false }
