//go:build !invariants

package replica

// invariants turns on the assertions that cost something.
const invariants = false

// assert is for builds with the tag invariants; callers ask the constant first,
// so that the arguments cost nothing.
func assert(bool, string, string, ...any) {}
