package recover

// Planted bugs. Never set outside of tests.
type Planted struct {
	// NoPrevention looks for evidence without preventing what is missing (breaks T8).
	NoPrevention bool
}

// rules is what the protocol asks where a test can have the answer be wrong. Nothing else in this package reads
// Planted.
type rules struct{ planted Planted }

// looksOnly: evidence that is not found is prevented from coming (T8), so nobody looks only.
func (u *rules) looksOnly() bool { return u.planted.NoPrevention }
