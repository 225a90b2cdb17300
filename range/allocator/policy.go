package allocator

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
)

// ErrPolicy reports a policy that no cluster could serve.
var ErrPolicy = errors.New("placement: not a policy")

// Policies says what a span asks for.
type Policies interface {
	// At returns the policy that holds at key, and where it ends. A range never
	// reaches beyond the end, even if what follows asks for the same.
	At(key keys.Key) (p *Policy, end keys.Key)
}

// Match is a condition on a store: that its locality has a tier of this value, or,
// with Not, that it has not.
// A store whose locality lacks the tier altogether meets the negation.
type Match struct {
	Key, Value string
	Not        bool
}

// Meets reports whether l fulfils m.
func (m Match) Meets(l Locality) bool { return slices.Contains(l, Tier{m.Key, m.Value}) != m.Not }

// String is a match as policies are written.
func (m Match) String() string {
	if m.Not {
		return "not " + m.Key + "=" + m.Value
	}
	return m.Key + "=" + m.Value
}

// Rule asks that voters stand on stores that meet all of Where and, if there are any, one of
// Any: at least Voters of them, or every one where Voters is 0.
//
// Rules are counted by themselves: a voter may count for several.
type Rule struct {
	Voters int
	Where  []Match
	Any    []Match
}

// Meets reports whether a store at l counts for the rule.
func (u Rule) Meets(l Locality) bool {
	return meetsAll(u.Where, l) && (len(u.Any) == 0 || slices.ContainsFunc(u.Any, func(m Match) bool { return m.Meets(l) }))
}

// where is the rule's places as messages show them.
func (u Rule) where() string {
	switch {
	case len(u.Any) == 0:
		return fmt.Sprint(u.Where)
	case len(u.Where) == 0:
		return fmt.Sprintf("one of %v", u.Any)
	}
	return fmt.Sprintf("%v and one of %v", u.Where, u.Any)
}

// meetsAll is true of no conditions.
func meetsAll(where []Match, l Locality) bool {
	for _, m := range where {
		if !m.Meets(l) {
			return false
		}
	}
	return true
}

// Policy is what a span asks for. Policies are shared and not changed; ranges of
// one policy should point to the same one.
type Policy struct {
	Name     string // for Why
	Replicas int    // voters; odd
	// At most rulesMax.
	Rules []Rule
	// Lease lists where the leaseholder should stand, best first: it stands where
	// the first entry that some voter fits is met. Empty: anywhere.
	// Each entry is a condition of several parts, all to be met.
	Lease [][]Match
	// NonVoters are replicas besides, which do not vote.
	NonVoters []NonVoters
	// History is for how long the past of what follows it is kept, where that is longer than usual.
	History time.Duration
	// Survive is what the rules are for, where they are made of a Goal: for Breaches alone.
	Survive Survival
	// Global: the present is read in every region. What is asked for of the cluster as it is, Everywhere
	// makes; Without are then the regions that have no replica.
	Global  bool
	Without []string
}

// Bounds of a policy.
// rulesMax fits the bits of rules.mask; preferenceMax those of rules.rank.
const (
	votersMax     = 9
	rulesMax      = 16
	preferenceMax = 100
)

// Validate says what is wrong with p, or nil.
//
// It does not ask whether rules can be met: that depends on the cluster
// (Goal.Check).
func (p *Policy) Validate() error {
	switch {
	case p.Replicas < 1 || p.Replicas > votersMax || p.Replicas%2 == 0:
		return fmt.Errorf("%w: %q asks for %d replicas, want an odd number up to %d", ErrPolicy, p.Name, p.Replicas, votersMax)
	case len(p.Rules) > rulesMax || len(p.Lease) > preferenceMax:
		return fmt.Errorf("%w: %q has over %d rules or %d preferences", ErrPolicy, p.Name, rulesMax, preferenceMax)
	}
	if n := p.CountNonVoters(); n > NonVotersMax || slices.ContainsFunc(p.NonVoters, func(x NonVoters) bool { return x.Count < 1 }) {
		return fmt.Errorf("%w: %q asks for %d replicas that do not vote, want up to %d", ErrPolicy, p.Name, n, NonVotersMax)
	}
	for _, u := range p.Rules {
		if u.Voters < 0 || u.Voters > p.Replicas {
			return fmt.Errorf("%w: %q asks for %d of %d voters at one place", ErrPolicy, p.Name, u.Voters, p.Replicas)
		}
	}
	return nil
}

// Pin returns a policy of as many voters as places are given, counted: a place
// "region=eu" named twice gets two. The lease prefers the places in their order.
func Pin(name string, places ...Match) *Policy {
	p := &Policy{Name: name, Replicas: len(places)}
	for _, m := range places {
		at := slices.IndexFunc(p.Rules, func(u Rule) bool { return u.Where[0] == m })
		if at < 0 {
			p.Rules = append(p.Rules, Rule{Voters: 1, Where: []Match{m}})
			p.Lease = append(p.Lease, []Match{m})
			continue
		}
		p.Rules[at].Voters++
	}
	return p
}

// Defaults are the policies of what asks for nothing.
// The system's ranges have five: without them nothing else can be found or
// changed.
func Defaults() (rows, system *Policy) {
	return &Policy{Name: "default", Replicas: 3}, &Policy{Name: "system", Replicas: 5}
}

// Override gives the keys of [Start, End) a policy.
type Override struct {
	Start, End keys.Key
	Policy     *Policy
}

// Table is Policies from a list: rows and system for what nothing else is said
// of, and overrides. It is not changed once made.
// Lookups are O(log overrides); it is safe for concurrent use.
type Table struct {
	rows, system *Policy
	overrides    []Override
}

// NewTable makes a Table. Overrides must not overlap.
func NewTable(rows, system *Policy, overrides ...Override) (*Table, error) {
	t := &Table{rows, system, slices.Clone(overrides)}
	slices.SortFunc(t.overrides, func(a, b Override) int { return a.Start.Compare(b.Start) })
	errs := []error{rows.Validate(), system.Validate()}
	for i, o := range t.overrides {
		errs = append(errs, o.Policy.Validate())
		if o.Start.Compare(o.End) >= 0 || i > 0 && t.overrides[i-1].End.Compare(o.Start) > 0 {
			errs = append(errs, fmt.Errorf("%w: %q is empty or overlaps another", ErrPolicy, o.Policy.Name))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return t, nil
}

// At serves Policies.
// Where no override holds at key the policy ends where the next override begins,
// or where the system's keys do.
func (t *Table) At(key keys.Key) (*Policy, keys.Key) {
	p, end := t.rows, keys.MaxKey
	if rows := (keys.Key{keys.Rows}); key.Compare(rows) < 0 {
		p, end = t.system, rows
	}
	i := sort.Search(len(t.overrides), func(i int) bool { return bytes.Compare(t.overrides[i].End, key) > 0 })
	switch {
	case i == len(t.overrides):
		return p, end
	case bytes.Compare(t.overrides[i].Start, key) <= 0:
		return t.overrides[i].Policy, t.overrides[i].End
	}
	return p, minKey(end, t.overrides[i].Start)
}

// minKey is the lesser of two keys.
func minKey(a, b keys.Key) keys.Key {
	if bytes.Compare(a, b) < 0 {
		return a
	}
	return b
}

// String is a policy in words.
func (p *Policy) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d replicas", p.Name, p.Replicas)
	for _, u := range p.Rules {
		if u.Voters == 0 {
			fmt.Fprintf(&b, ", all at %s", u.where())
		} else {
			fmt.Fprintf(&b, ", %d at %s", u.Voters, u.where())
		}
	}
	for _, n := range p.NonVoters {
		fmt.Fprintf(&b, ", %d without a vote at %s", n.Count, n.where())
	}
	if len(p.Lease) > 0 {
		fmt.Fprintf(&b, ", lease at %v", p.Lease)
	}
	return b.String()
}
