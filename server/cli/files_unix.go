//go:build unix

package cli

import (
	"errors"
	"syscall"
)

// processLives reports whether there is a process of that ID, whoever it belongs to.
func processLives(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

// openFilesMax is how many files and sockets the process may have open.
func openFilesMax() (uint64, bool) {
	var limit syscall.Rlimit
	err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit)
	return uint64(limit.Cur), err == nil
}
