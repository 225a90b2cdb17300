package bound

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestKernel(t *testing.T) {
	if _, err := newKernel(func() (time.Duration, error) { return 0, errors.New("no") }); err == nil {
		t.Error("a clock that nobody vouches for was taken")
	}
	synctest.Test(t, func(t *testing.T) {
		e, err := 3*time.Millisecond, error(nil)
		k, kerr := newKernel(func() (time.Duration, error) { return e, err })
		if kerr != nil {
			t.Fatal(kerr)
		}
		slack := kernelEvery * kernelDriftPPM / 1_000_000
		if got, want := k.Error(), e+slack; got != want {
			t.Errorf("%v, want %v", got, want)
		}
		e = 8 * time.Millisecond
		time.Sleep(kernelEvery)
		if got, want := k.Error(), e+slack; got != want {
			t.Errorf("after a look: %v, want %v", got, want)
		}
		err = errors.New("unsynchronised")
		time.Sleep(kernelEvery)
		if got := k.Error(); got < time.Hour {
			t.Errorf("without synchronisation: %v, want for ever", got)
		}
	})
}
