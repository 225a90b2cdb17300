package hlc

import (
	"testing"
	"testing/synctest"
	"time"
)

// A disk that takes longer to store the bound than the bound runs ahead delays readings, and
// does not withhold them for good.
func TestSlowPersist(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, err := NewClock(Options{Source: wallSource{}, Persist: func(Reading) error {
			time.Sleep(2 * time.Second)
			return nil
		}, LeadMaxNanos: int64(time.Hour)})
		if err != nil {
			t.Fatal(err)
		}
		begun := time.Now()
		for range 10 {
			c.Now()
			time.Sleep(100 * time.Millisecond)
		}
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("ten readings took %v", took)
		}
		_ = c.Close()
	})
}

type wallSource struct{}

func (wallSource) Now() int64 { return time.Now().UnixNano() }
