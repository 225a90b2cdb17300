package queue

// asksToThaw: a frozen range thaws once its left-hand neighbour is known not to have taken it in (transactions.md,
// section 7). A test can have it thaw unasked.
func (m *merges) asksToThaw() bool { return !m.o.Planted.ThawUnasked }
