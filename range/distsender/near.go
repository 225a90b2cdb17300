package distsender

import (
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
)

// Nearby knows of replicas that are nearer than the leaseholder. Served by Router and Counters.
type Nearby interface {
	// Near returns the nearest replica that is nearer than the leaseholder, of those not in
	// tried; 0: there is none.
	Near(desc *descriptor.Range, tried []uint32) (node uint32, s kvpb.Sender)
}

// NearVerdict is what came of asking replicas that do not lead.
// It is about the replica that was asked last.
type NearVerdict uint8

const (
	// NearAnswered: one has answered, or refused for good.
	NearAnswered NearVerdict = iota
	// NearChanged: one says that the range is another by now.
	NearChanged
	// NearBehind: one was reached that does not know what was asked; its leaseholder does.
	NearBehind
	// NearNone: the leaseholder is the nearest there is, as far as it is known.
	NearNone
	// NearLost: those that are nearer could not be reached.
	NearLost
)

// nearMax is how many replicas are asked before the leaseholder is: those that can't be reached cost
// time each.
const nearMax = 3

// AskNear sends a request that only reads to the replicas of desc that are nearer than its leaseholder,
// one after the other, until one was reached, and returns what the last one said. How it went on from
// there is the caller's: nothing was done by whoever could not be reached.
func AskNear(near Nearby, desc *descriptor.Range, send func(node uint32, s kvpb.Sender) error) (NearVerdict, error) {
	// (So that the list costs no allocation.)
	var memory [nearMax]uint32
	var last error
	for tried := memory[:0]; len(tried) < nearMax; {
		node, s := near.Near(desc, tried)
		if s == nil {
			if len(tried) > 0 {
				return NearLost, last
			}
			return NearNone, nil
		}
		tried = append(tried, node)
		if last = send(node, s); last == nil {
			return NearAnswered, nil
		}
		switch e := Answer(last).(type) {
		case *kvpb.RetryElsewhere:
			switch {
			// The next one is tried: this error tells nothing of the range.
			case e.Range == nil: // it was not reached, or has no replica
			case e.Range.RangeId != desc.ID || e.Range.Generation > desc.Generation:
				return NearChanged, last
			default:
				return NearBehind, last
			}
		case *kvpb.Ambiguous: // the connection broke
		default:
			// A final word, or Later: the caller's, as from a leaseholder.
			return NearAnswered, last
		}
	}
	return NearLost, last
}
