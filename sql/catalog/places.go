package catalog

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/placement"
)

// The storage parameters of a table that say where its rows lie, which are options of databases
// as well. Other parameters are kept and shown, without effect.
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

// PlacesItself reports whether a table says something of where its rows lie.
func PlacesItself(t *TableDesc) bool {
	return slices.ContainsFunc(t.Options, func(o Setting) bool { return IsPlacement(o.Name) })
}

// PlacementOf returns the policy that a table's storage parameters make; nil: they say
// nothing of it. It fails with placement.ErrPolicy.
func PlacementOf(name string, options []Setting) (*placement.Policy, error) {
	var replicas, constraints, leases string
	asks := false
	for _, o := range options {
		switch o.Name {
		case OptionReplicas:
			replicas = o.Value
		case OptionConstraints:
			constraints = o.Value
		case OptionLeases:
			leases = o.Value
		default:
			continue
		}
		asks = true
	}
	if !asks {
		return nil, nil
	}
	n := 0
	if replicas != "" {
		var err error
		if n, err = strconv.Atoi(replicas); err != nil || n < 1 {
			return nil, fmt.Errorf("%w: %q is no number of replicas", placement.ErrPolicy, replicas)
		}
	}
	return placement.ParsePolicy(name, n, constraints, leases)
}

// Policies tells placement what tables ask for (placement.Policies), by the schema as of the
// last Refresh. Safe for concurrent use.
type Policies struct {
	catalog *Catalog
	made    atomic.Pointer[madePolicies]
}

// madePolicies are those of one version of the schema.
type madePolicies struct {
	of    *Snapshot
	table *placement.Table
}

// Policies returns what the tables of the catalog ask for.
func (c *Catalog) Policies() *Policies { return &Policies{catalog: c} }

// At implements placement.Policies.
func (p *Policies) At(key keys.Key) (*placement.Policy, keys.Key) {
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

// policiesOf makes the policies of all tables. Parameters are checked when they are set: what
// is wrong nevertheless asks for nothing.
func policiesOf(s *Snapshot) *placement.Table {
	rows, system := placement.Defaults()
	var overrides []placement.Override
	if s != nil {
		overrides = tablePolicies(s)
		for d := range s.All() {
			if db, ok := d.(*DatabaseDesc); ok {
				overrides = append(overrides, databasePolicies(db, overrides)...)
			}
		}
	}
	table, err := placement.NewTable(rows, system, overrides...)
	if err != nil {
		table, _ = placement.NewTable(rows, system)
	}
	return table
}

// tablePolicies are those of the tables that say something themselves, in the order of their keys.
func tablePolicies(s *Snapshot) (out []placement.Override) {
	for d := range s.All() {
		t, ok := d.(*TableDesc)
		if !ok || t.Virtual || t.View || !PlacesItself(t) {
			continue
		}
		db, _ := s.DatabaseByID(t.DatabaseID)
		if policy, err := PlacementOf(t.Name, Inherited(db, t)); err == nil && policy != nil {
			span := t.TableSpan()
			out = append(out, placement.Override{Start: span.Start, End: span.End, Policy: policy})
		}
	}
	slices.SortFunc(out, func(a, b placement.Override) int { return a.Start.Compare(b.Start) })
	return out
}

// databasePolicies gives a database's policy to all of its key space but what tables has: its
// tables need no boundaries between them.
func databasePolicies(db *DatabaseDesc, tables []placement.Override) (out []placement.Override) {
	policy, err := PlacementOf(db.Name, db.Options)
	if err != nil || policy == nil || db.SpaceID == 0 {
		return nil
	}
	at := keys.SpacePrefix(db.SpaceID)
	end := at.PrefixEnd()
	for _, t := range tables {
		if t.Start.Compare(at) < 0 || t.Start.Compare(end) >= 0 {
			continue
		}
		if at.Compare(t.Start) < 0 {
			out = append(out, placement.Override{Start: at, End: t.Start, Policy: policy})
		}
		at = t.End
	}
	if at.Compare(end) < 0 {
		out = append(out, placement.Override{Start: at, End: end, Policy: policy})
	}
	return out
}
