//go:build !linux

package bound

import "time"

// ThisMachine is what meters read of this machine: nothing, on this system. Its kernel may
// know how wrong its clock is, but has no way to tell that this program takes.
func ThisMachine() Machine {
	return Machine{
		ReadFile: func(string, int) ([]byte, error) { return nil, ErrNotHere },
		Glob:     func(string) ([]string, error) { return nil, nil },
		Timex:    func() (Timex, error) { return Timex{}, ErrNotHere },
		PTP:      func(string) ([]PTPSample, error) { return nil, ErrNotHere },
		HostPage: func() ([]byte, error) { return nil, ErrNotHere },
		Mono:     func() (time.Duration, error) { return 0, ErrNotHere },
		Slept:    sleepCounter(),
		Counter:  func() string { return "" },
	}
}
