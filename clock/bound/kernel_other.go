//go:build !linux

package bound

import (
	"errors"
	"time"
)

func kernelError() (time.Duration, error) {
	return 0, errors.New("this system does not tell")
}
