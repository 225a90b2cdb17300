//go:build !unix

package pgwire

import "time"

const canPoll = false

type poller struct{}

func (*poller) wait(uintptr, time.Duration) {}
