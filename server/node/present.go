package node

import (
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/sql/catalog"
)

// presents are the ranges of GLOBAL tables: what gateways and leaseholders ask about them.
type presents struct {
	policies atomic.Pointer[allocator.Policies] // nil: not known yet
}

// global reports whether what begins at desc's start is of a GLOBAL table.
func (p *presents) global(desc *descriptor.Range) bool {
	policy := p.policyOf(desc)
	return policy != nil && policy.Global
}

// policyOf is what desc's start asks for; nil: it is not known yet.
func (p *presents) policyOf(desc *descriptor.Range) *allocator.Policy {
	policies := p.policies.Load()
	if policies == nil {
		return nil
	}
	policy, _ := (*policies).At(desc.Start)
	return policy
}

// keeps is for how long the past of a range is kept, where that is longer than usual: as the longest of what lies in it
// asks for. What the schema was is kept for as long as any rows are.
func (p *presents) keeps(desc *descriptor.Range) (history time.Duration) {
	policies := p.policies.Load()
	if policies == nil {
		return catalog.HistoryMax // until it is known, what anybody may ask for
	}
	at, end := desc.Start, desc.End
	if at.Compare(keys.Key{keys.Rows}) < 0 {
		end = keys.MaxKey
	}
	for at.Compare(end) < 0 {
		policy, next := (*policies).At(at)
		history, at = max(history, policy.History), next
	}
	return history
}

// NonVoters is how many replicas that don't vote a range may be asked to have, as far as this node knows.
func (n *Node) NonVoters(desc *descriptor.Range) int {
	switch policy := n.presents.policyOf(desc); {
	case policy == nil:
		return 0
	case policy.Global: // by how many regions there are
		return allocator.NonVotersMax
	default:
		return policy.CountNonVoters()
	}
}

// closeAhead is replica.Options.CloseAhead: the longest way to a replica, as measured, and how late it
// is known what others' clocks have passed.
func (n *Node) closeAhead(desc *descriptor.Range) time.Duration {
	if !n.versions.Active(version.Global) || !n.presents.global(desc) {
		return 0
	}
	var farthest time.Duration
	for i := range desc.Replicas {
		if id := desc.Replicas[i].NodeID; id != n.ident.NodeID {
			_, longest := n.mesh.RTT(id)
			farthest = max(farthest, longest)
		}
	}
	lag, _ := n.physical().Lag()
	return farthest/2 + max(lag, time.Nanosecond)
}
