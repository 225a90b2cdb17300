// Package wan counts what distance costs a transaction (transactions.md, section 10): messages between
// regions on its longest causal chain, two to a round trip. They are counted where requests leave:
//
//	a request to a range led in another region      2: there and back
//	what it writes, by consensus                    2 more where the leader's region holds no quorum
//	requests at once                                those of the costliest
//	requests one after the other                    the sum
//	a directory look-up that goes to another region 2
//
// Each goroutine of a transaction has a Chain of its own, which goes on from where the goroutine
// began, and is joined where it is waited for: so what is counted is what caused what, not what
// happened to come first. What nobody waits for (resolution, giving back locks) is not counted. Where
// all of a range is on this node, nothing is looked up, and nothing counted.
//
// # Invariants
//
//	W1  A chain never gets shorter: Join takes the longer one, and a request adds to it once it was answered.
//	W2  What Allows refuses was not sent, and the error says so (Unsent) unless an earlier copy was (After).
//	W3  Once Meter.Free is set nothing is refused: a commit that has left is never given up for its price.
//
// The package decides nothing and sends nothing: Through gives the way to a node that counts. It must
// not know transactions; txn/coord has one Meter for each.
package wan
