//go:build unix

package cli

import "syscall"

// openFilesMax is how many files and sockets the process may have open.
func openFilesMax() (uint64, bool) {
	var limit syscall.Rlimit
	err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit)
	return uint64(limit.Cur), err == nil
}
