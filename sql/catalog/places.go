package catalog

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/allocator"
)

// The storage parameters of a table that say where its rows lie, which are options of databases
// as well; a placement policy (placementpolicy.go) says the same, and more. Other parameters are kept and shown, without effect.
const (
	OptionReplicas    = "replicas"
	OptionConstraints = "replica_constraints"
	OptionLeases      = "lease_preferences"
)

// IsPlacement reports whether a parameter is one that says where rows lie.
func IsPlacement(name string) bool {
	return name == OptionReplicas || name == OptionConstraints || name == OptionLeases
}

// Inherited returns a table's storage parameters with those of its database that it does not set
// itself, one by one.
func Inherited(db *DatabaseDesc, t *TableDesc) []Setting {
	out := slices.Clone(t.Options)
	if db == nil {
		return out
	}
	for _, o := range db.Options {
		if !slices.ContainsFunc(t.Options, func(x Setting) bool { return x.Name == o.Name }) {
			out = append(out, o)
		}
	}
	return out
}

// SaysPlacement reports whether a list of storage parameters says something of where rows lie.
func SaysPlacement(options []Setting) bool {
	return slices.ContainsFunc(options, func(o Setting) bool { return IsPlacement(o.Name) })
}

// PlacementOf returns the policy that storage parameters make, which stand over base one by one;
// nil: neither says anything. It fails with allocator.ErrPolicy, also where the two contradict
// each other.
func PlacementOf(name string, base *allocator.Policy, options []Setting) (*allocator.Policy, error) {
	if !SaysPlacement(options) {
		return base, nil
	}
	var replicas, constraints, leases string
	for _, o := range options {
		switch o.Name {
		case OptionReplicas:
			replicas = o.Value
		case OptionConstraints:
			constraints = o.Value
		case OptionLeases:
			leases = o.Value
		}
	}
	n := 0
	if base != nil {
		n = base.Replicas
	}
	if replicas != "" {
		var err error
		if n, err = strconv.Atoi(replicas); err != nil || n < 1 {
			return nil, fmt.Errorf("%w: %q is no number of replicas", allocator.ErrPolicy, replicas)
		}
	}
	p, err := allocator.ParsePolicy(name, n, constraints, leases)
	if err != nil || base == nil {
		return p, err
	}
	if constraints == "" {
		p.Rules = base.Rules
	}
	if leases == "" {
		p.Lease = base.Lease
	}
	p.NonVoters = base.NonVoters
	counted := 0
	for _, u := range p.Rules {
		counted += u.Voters
	}
	if counted > p.Replicas {
		return nil, fmt.Errorf("%w: %q has %d replicas, of which %q wants %d at places of their own", allocator.ErrPolicy, name, p.Replicas, base.Name, counted)
	}
	return p, p.Validate()
}

// placements makes the policies of one version of the schema; those of one policy's users are
// the same one, as placement wants it.
type placements struct {
	s    *Snapshot
	rows *allocator.Policy // of what asks for nothing
	made map[ID]*allocator.Policy
	// wide are those of GLOBAL tables, by what they are beside that.
	wide map[*allocator.Policy]*allocator.Policy
	kept map[kept]*allocator.Policy // those of which more of the past is kept
}

func newPlacements(s *Snapshot) *placements {
	rows, _ := allocator.Defaults()
	return &placements{s, rows, map[ID]*allocator.Policy{}, map[*allocator.Policy]*allocator.Policy{}, map[kept]*allocator.Policy{}}
}

// of is what a placement policy says; nil: it is no policy.
func (m *placements) of(id ID) (*allocator.Policy, error) {
	if p := m.made[id]; p != nil {
		return p, nil
	}
	d, ok := m.s.PlacementPolicyByID(id)
	if !ok {
		return nil, nil
	}
	g, err := d.Goal()
	if err != nil {
		return nil, err
	}
	p, err := g.Policy()
	if err == nil {
		m.made[id] = p
	}
	return p, err
}

// database is what a database asks for; nil: nothing.
func (m *placements) database(db *DatabaseDesc) (*allocator.Policy, error) {
	if db == nil {
		return nil, nil
	}
	base, err := m.of(db.Tablespace)
	if err != nil {
		return nil, err
	}
	return PlacementOf(db.Name, base, db.Options)
}

// table is what a table asks for itself; nil: nothing, and it follows its database.
func (m *placements) table(db *DatabaseDesc, t *TableDesc) (*allocator.Policy, error) {
	p, err := m.placed(db, t)
	if err != nil || !t.Global() {
		return p, err
	}
	if p == nil {
		if p, err = m.database(db); err != nil {
			return nil, err
		}
	}
	return m.global(p), nil
}

// global is p with the present read in every region; nil stands for what asks for nothing.
func (m *placements) global(p *allocator.Policy) *allocator.Policy {
	if p == nil {
		p = m.rows
	}
	out := m.wide[p]
	if out == nil {
		g := *p
		g.Global = true
		out = &g
		m.wide[p] = out
	}
	return out
}

// placed is what a table's policy and storage parameters ask for.
func (m *placements) placed(db *DatabaseDesc, t *TableDesc) (*allocator.Policy, error) {
	id := m.s.TableTablespace(t)
	if id == 0 && !SaysPlacement(t.Options) {
		return nil, nil
	}
	named, err := m.of(id)
	switch {
	case err != nil:
		return nil, err
	case named != nil:
		return PlacementOf(t.Name, named, t.Options)
	case id != 0:
		return PlacementOf(t.Name, m.rows, Inherited(db, t))
	}
	if db != nil {
		if named, err = m.of(db.Tablespace); err != nil {
			return nil, err
		}
	}
	return PlacementOf(t.Name, named, Inherited(db, t))
}

// index is what an index asks for itself; nil: nothing, and it follows its table.
func (m *placements) index(db *DatabaseDesc, ix *IndexDesc) (*allocator.Policy, error) {
	id := m.s.IndexTablespace(ix)
	if id == 0 {
		return nil, nil
	}
	p, err := m.of(id)
	if p != nil || err != nil {
		return p, err
	}
	var options []Setting
	if db != nil {
		options = db.Options
	}
	return PlacementOf(ix.Name, m.rows, options)
}

// DatabasePlacement is what a database asks for; nil: nothing. It fails with allocator.ErrPolicy.
func (s *Snapshot) DatabasePlacement(db *DatabaseDesc) (*allocator.Policy, error) {
	return newPlacements(s).database(db)
}

// TablePlacement is what a table of db asks for itself: by its storage parameters, over the policy
// that it follows; nil: nothing. Neither needs to be as it is in s. It fails with allocator.ErrPolicy.
func (s *Snapshot) TablePlacement(db *DatabaseDesc, t *TableDesc) (*allocator.Policy, error) {
	return newPlacements(s).table(db, t)
}

// IndexPlacement is what an index asks for itself; nil: nothing.
func (s *Snapshot) IndexPlacement(db *DatabaseDesc, ix *IndexDesc) (*allocator.Policy, error) {
	return newPlacements(s).index(db, ix)
}

// PlacementTable is what all spans ask for.
func (s *Snapshot) PlacementTable() *allocator.Table { return policiesOf(s) }

// Policies tells placement what tables ask for (allocator.Policies), by the schema as of the
// last Refresh. Safe for concurrent use.
type Policies struct {
	catalog *Catalog
	made    atomic.Pointer[madePolicies]
}

// madePolicies are those of one version of the schema.
type madePolicies struct {
	of    *Snapshot
	table *allocator.Table
}

// Policies returns what the tables of the catalog ask for.
func (c *Catalog) Policies() *Policies { return &Policies{catalog: c} }

// At implements allocator.Policies.
func (p *Policies) At(key keys.Key) (*allocator.Policy, keys.Key) {
	m := p.made.Load()
	if m == nil {
		m = p.take(p.catalog.Current())
	}
	return m.table.At(key)
}

// Refresh takes in the newest schema: a node that nobody uses hears of none by itself.
func (p *Policies) Refresh(ctx context.Context) error {
	s, err := p.catalog.Snapshot(ctx, p.catalog.DB().Now())
	if err == nil {
		p.take(s)
	}
	return err
}

func (p *Policies) take(s *Snapshot) *madePolicies {
	m := p.made.Load()
	if m == nil || m.of != s {
		m = &madePolicies{s, policiesOf(s)}
		p.made.Store(m)
	}
	return m
}

// policiesOf makes the policies of all tables. What they ask for is checked when it is said: what
// is wrong nevertheless asks for nothing.
func policiesOf(s *Snapshot) *allocator.Table {
	rows, system := allocator.Defaults()
	var overrides []allocator.Override
	if s != nil {
		m := newPlacements(s)
		m.rows = rows
		tables := m.tables()
		overrides = tables
		for d := range s.All() {
			if db, ok := d.(*DatabaseDesc); ok && db.SpaceID != 0 {
				policy, err := m.database(db)
				if policy = m.keeping(policy, s.DatabaseHistory(db.ID)); err == nil && policy != nil {
					p := keys.SpacePrefix(db.SpaceID)
					overrides = append(overrides, around(keys.Span{Start: p, End: p.PrefixEnd()}, policy, tables)...)
				}
			}
		}
	}
	table, err := allocator.NewTable(rows, system, overrides...)
	if err != nil {
		table, _ = allocator.NewTable(rows, system)
	}
	return table
}

// tables are what tables and indexes ask for themselves, in the order of their keys. A table
// that is partitioned has no rows.
func (m *placements) tables() (out []allocator.Override) {
	for d := range m.s.All() {
		t, ok := d.(*TableDesc)
		if !ok || t.Virtual || t.View || t.Partitioned() {
			continue
		}
		db, _ := m.s.DatabaseByID(t.DatabaseID)
		indexes := m.indexes(db, t)
		if policy, err := m.kinds(db, t); err == nil && policy != nil {
			out = append(out, around(t.TableSpan(), policy, indexes)...)
		}
		out = append(out, indexes...)
	}
	slices.SortFunc(out, func(a, b allocator.Override) int { return a.Start.Compare(b.Start) })
	return out
}

// kinds is what a table asks for itself, with how much of its past is kept; nil: it follows its database.
func (m *placements) kinds(db *DatabaseDesc, t *TableDesc) (*allocator.Policy, error) {
	p, err := m.table(db, t)
	own, _ := HistoryOf(t.Options)
	if err != nil || p == nil && own == 0 {
		return nil, err
	}
	if p == nil {
		if p, err = m.database(db); err != nil {
			return nil, err
		}
	}
	return m.keeping(p, m.s.TableHistory(t)), nil
}

// indexes are what a table's secondary indexes ask for themselves, in the order of their keys.
func (m *placements) indexes(db *DatabaseDesc, t *TableDesc) (out []allocator.Override) {
	for i := 1; i < len(t.Indexes); i++ {
		ix := &t.Indexes[i]
		if policy, err := m.index(db, ix); err == nil && policy != nil {
			if t.Global() {
				policy = m.global(policy)
			}
			policy = m.keeping(policy, m.s.TableHistory(t))
			span := t.Span(ix)
			out = append(out, allocator.Override{Start: span.Start, End: span.End, Policy: policy})
		}
	}
	slices.SortFunc(out, func(a, b allocator.Override) int { return a.Start.Compare(b.Start) })
	return out
}

// around gives a policy to all of a span but what others has, which are in the order of their
// keys: what follows it needs no boundaries between its parts.
func around(span keys.Span, policy *allocator.Policy, others []allocator.Override) (out []allocator.Override) {
	at := span.Start
	from, _ := slices.BinarySearchFunc(others, at, func(o allocator.Override, k keys.Key) int { return o.Start.Compare(k) })
	for _, o := range others[from:] {
		if o.Start.Compare(span.End) >= 0 {
			break
		}
		if at.Compare(o.Start) < 0 {
			out = append(out, allocator.Override{Start: at, End: o.Start, Policy: policy})
		}
		at = o.End
	}
	if at.Compare(span.End) < 0 {
		out = append(out, allocator.Override{Start: at, End: span.End, Policy: policy})
	}
	return out
}
