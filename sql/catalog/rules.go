package catalog

import "github.com/isochrondb/isochron/clock/hlc"

// Planted bugs are for tests alone.
type Planted struct {
	NeverAsk bool // the cached schema is used as if it were certified for ever (T20)
	Unmarked bool // the lease is read as of now, and taken for one that is ahead (T20)
	Skip     bool // commits don't look whether the schema is still what they used (T20)
}

// rules is what the schema lease asks where a test can have the answer be wrong. Each method says what the rule
// is; the field of Planted that it reads is the bug. Nothing else in this package reads Planted.
type rules struct{ planted Planted }

// asks: a schema that is not known up to a timestamp is asked for (T20).
func (u *rules) asks() bool { return !u.planted.NeverAsk }

// marks is the timestamp that the catalog is read at: the one up to which it is certified, so that who changes it
// before meets the mark (T20).
func (u *rules) marks(at hlc.Timestamp, now func() hlc.Timestamp) hlc.Timestamp {
	if u.planted.Unmarked {
		return min(at, now())
	}
	return at
}

// compares: a commit looks whether the schema is still what it used (T20).
func (u *rules) compares() bool { return !u.planted.Skip }
