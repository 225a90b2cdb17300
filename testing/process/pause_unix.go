//go:build unix

package process

import "syscall"

// Pause stops the process where it is (SIGSTOP). Resume lets it go on.
func (m *Member) Pause() error { return m.cmd.Process.Signal(syscall.SIGSTOP) }

// Resume ends Pause.
func (m *Member) Resume() error { return m.cmd.Process.Signal(syscall.SIGCONT) }
