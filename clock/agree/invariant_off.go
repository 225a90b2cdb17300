//go:build !invariants

package agree

// invariants turns on panics where an invariant does not hold; else it is counted.
const invariants = false
