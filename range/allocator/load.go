package allocator

import "time"

// Average follows an amount that is measured now and then and varies from one time to the next, as
// loads do: leases that moved for each of these numbers would go to and fro. At first it is the mean
// of what was seen, later it forgets what is older than AverageOver. The zero value has seen nothing.
//
// It is not safe for concurrent use; the times are its caller's, and one that is
// not after the last is taken for a repetition.
type Average struct {
	value    float64
	from, at time.Time
}

// AverageOver is how far back an Average looks.
const AverageOver = 2 * time.Minute

// Add takes in what is measured now, and returns the average.
// The weight of x is the time since the last value over all the time seen,
// AverageOver at most: a mean over time, whatever the steps, and half at most, so
// that a pause does not make one value all.
func (a *Average) Add(now time.Time, x float64) float64 {
	switch last := now.Sub(a.at); {
	case a.from.IsZero():
		a.from, a.value = now, x
	case last <= 0:
		return a.value
	default:
		// The first value stands for as long as the second.
		a.value += (x - a.value) * min(0.5, float64(last)/float64(min(now.Sub(a.from)+last, AverageOver)))
	}
	a.at = now
	return a.value
}

// Value returns the average.
func (a *Average) Value() float64 { return a.value }
