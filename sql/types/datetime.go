package types

import (
	"math"
	"time"
)

// The infinities of date and timestamp, as Postgres stores them.
const (
	DateInfinity         = math.MaxInt32
	DateNegInfinity      = math.MinInt32
	TimestampInfinity    = math.MaxInt64
	TimestampNegInfinity = math.MinInt64
)

// epochMicros is 2000-01-01 UTC in microseconds since 1970.
const epochMicros = 946684800 * 1_000_000

// TimestampFromTime returns the microseconds since 2000-01-01 UTC of t.
func TimestampFromTime(t time.Time) int64 { return t.UnixMicro() - epochMicros }

// TimestampToTime is the inverse of TimestampFromTime, in UTC.
func TimestampToTime(micros int64) time.Time { return time.UnixMicro(micros + epochMicros).UTC() }
