package rangestate

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// SortedRecords are the records in the order of transactions, so that one state gives one command.
func (st *State) SortedRecords() []*replicapb.Record {
	out := make([]*replicapb.Record, 0, len(st.Records))
	for _, rec := range st.Records {
		out = append(out, rec)
	}
	slices.SortFunc(out, func(a, b *replicapb.Record) int { return bytes.Compare(txnKey(a.Txn.ID()), txnKey(b.Txn.ID())) })
	return out
}

// SortedPreventions are the tombstones, in that order.
func (st *State) SortedPreventions() []*replicapb.Prevention {
	out := make([]*replicapb.Prevention, 0, len(st.Prevented))
	for _, p := range st.Prevented {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b *replicapb.Prevention) int {
		return cmp.Or(cmp.Compare(a.IdHi, b.IdHi), cmp.Compare(a.IdLo, b.IdLo))
	})
	return out
}

// SortedStages are the transactions with evidence, in that order.
func (st *State) SortedStages() []*Staged {
	out := make([]*Staged, 0, len(st.Staged))
	for _, g := range st.Staged {
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b *Staged) int { return bytes.Compare(txnKey(a.ID), txnKey(b.ID)) })
	return out
}

// txnKey orders transactions as their rows lie on disk.
func txnKey(id kvpb.TxnID) []byte { return keys.Evidence(nil, keys.Txn(id)) }
