package coord

// Planted bugs are for tests that show that the checkers notice. Never set
// elsewhere.
type Planted struct {
	NoCommitWait       bool // acknowledges without Rule W (breaks T1)
	NoReadWait         bool // tells what was read without Rule W (likewise)
	AbortBeforeDurable bool // tells "aborted" before ABORTED is durable (breaks T9)
	FreeQuorums        bool // counts no consensus in what distance costs
}

// rules is what the protocol asks where a test can have the answer be wrong. Each method says what the
// rule is; the field of Planted that it reads is the bug. Nothing else in this package reads Planted.
type rules struct{ planted Planted }

// waits: what was committed is acknowledged by Rule W (T1).
func (u *rules) waits() bool { return !u.planted.NoCommitWait }

// readsWait: so is what was read, by a transaction that wrote nothing (T1).
func (u *rules) readsWait() bool { return !u.planted.NoReadWait }

// abortsDurably: "aborted" is told once ABORTED is durable, or can't be missed (T9).
func (u *rules) abortsDurably() bool { return !u.planted.AbortBeforeDurable }

// freeQuorums: what distance costs counts consensus.
func (u *rules) freeQuorums() bool { return u.planted.FreeQuorums }
