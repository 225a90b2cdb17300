//go:build invariants

package replica

import "fmt"

// invariants turns on the assertions that cost something.
const invariants = true

// assert panics where an invariant of transactions.md, section 9, does not hold.
func assert(ok bool, name, format string, args ...any) {
	if !ok {
		panic(fmt.Sprintf("invariant "+name+": "+format, args...))
	}
}
