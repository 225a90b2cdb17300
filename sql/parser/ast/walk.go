package ast

// DeeperThan tells whether a tree has more than limit levels, looking no
// deeper than that.
func DeeperThan(n Node, limit int) bool {
	if limit < 0 {
		return true
	}
	deeper := false
	children(n, func(c Node) {
		deeper = deeper || DeeperThan(c, limit-1)
	})
	return deeper
}

// Walk calls visit for n and, where it gives true, for all below n, in the
// order of the text as far as the tree shows it.
func Walk(n Node, visit func(Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	children(n, func(c Node) { Walk(c, visit) })
}
