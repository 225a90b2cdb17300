package queue

import (
	"slices"
	"testing"

	"github.com/isochrondb/isochron/range/descriptor"
)

// TestJudge: what most voters hold is right, whoever leads; store 1 does.
func TestJudge(t *testing.T) {
	for _, tt := range []struct {
		votes    string // one letter a store; ' ': not heard, '-': no hash
		learners int    // the last ones
		wrong    []uint32
		tie      bool
		open     bool
	}{
		{votes: "aaa"},
		{votes: "aab", wrong: []uint32{3}},
		{votes: "baa", wrong: []uint32{1}},
		{votes: "abc", tie: true},
		{votes: "ab ", open: true},
		{votes: "ab-", open: true},
		{votes: "aa "},
		{votes: "a  "},
		{votes: "ab", tie: true},
		{votes: "aabb", tie: true},
		{votes: "aab  ", open: true},
		{votes: "aaabc", wrong: []uint32{4, 5}},
		{votes: "aaab", learners: 1, wrong: []uint32{4}},
		{votes: "abab", learners: 1, wrong: []uint32{2, 4}},
		{votes: "abbb", learners: 2, tie: true},
	} {
		d := &descriptor.Range{}
		votes := map[uint32][]byte{}
		for i, c := range tt.votes {
			store := uint32(i + 1)
			d.Replicas = append(d.Replicas, descriptor.Replica{StoreID: store, Learner: i >= len(tt.votes)-tt.learners})
			switch c {
			case ' ':
			case '-':
				votes[store] = nil
			default:
				votes[store] = []byte(string(c))
			}
		}
		v := judge(d, votes)
		if !slices.Equal(v.wrong, tt.wrong) || v.tie != tt.tie || v.open != tt.open {
			t.Errorf("%q, %d learners: wrong %v, tie %v, open %v; want %v, %v, %v", tt.votes, tt.learners, v.wrong, v.tie, v.open, tt.wrong, tt.tie, tt.open)
		}
	}
}
