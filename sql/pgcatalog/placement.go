package pgcatalog

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/jobs"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// What follows tells of placement policies, which are tablespaces in Postgres's words, of what
// follows them, and of what is not where they say.

func makeTablespace(m *making) error {
	for _, id := range []catalog.ID{tablespaceDefault, tablespaceGlobal} {
		if err := m.row(id, m.snap.TablespaceName(id), catalog.RoleSuper, nil, nil); err != nil {
			return err
		}
	}
	for _, d := range m.snap.PlacementPolicies() {
		if err := m.row(d.ID, d.Name, d.Owner, m.aclOf(d, false), policySettings(d.Options)); err != nil {
			return err
		}
	}
	return nil
}

// policySettings are a policy's options as pg_dumpall puts them into ALTER TABLESPACE … SET as they are:
// what is more than a word or a number stands in quotes.
func policySettings(list []catalog.Setting) any {
	quoted := slices.Clone(list)
	for i, s := range list {
		if _, err := strconv.ParseUint(s.Value, 10, 64); err != nil && catalog.QuoteIdent(s.Value) != s.Value {
			quoted[i].Value = types.QuoteLiteral(s.Value)
		}
	}
	return settings(quoted)
}

// databaseTablespace is pg_database.dattablespace.
func databaseTablespace(d *catalog.DatabaseDesc) catalog.ID {
	if d.Tablespace == 0 {
		return tablespaceDefault
	}
	return d.Tablespace
}

// tablespaceName is as pg_tables and its like have it: NULL for what follows something else.
func (m *making) tablespaceName(id catalog.ID) any { return optional(m.snap.TablespaceName(id)) }

// findTablespace serves has_tablespace_privilege.
func findTablespace(c *call, arg types.Datum, byOID bool) (catalog.Descriptor, error) {
	system := func(id catalog.ID) catalog.Descriptor {
		return &catalog.PlacementPolicyDesc{Base: catalog.Base{ID: id, Name: c.snap.TablespaceName(id), Owner: catalog.RoleSuper}}
	}
	if byOID {
		id := catalog.ID(arg.Int())
		if d, ok := c.snap.PlacementPolicyByID(id); ok {
			return d, nil
		}
		if id == tablespaceDefault || id == tablespaceGlobal {
			return system(id), nil
		}
		return nil, nil
	}
	switch arg.Text() {
	case catalog.NameTablespaceDefault:
		return system(tablespaceDefault), nil
	case catalog.NameTablespaceGlobal:
		return system(tablespaceGlobal), nil
	}
	if d, ok := c.snap.PlacementPolicy(arg.Text()); ok {
		return d, nil
	}
	return nil, pgerror.New(pgerror.UndefinedObject, "tablespace %q does not exist", arg.Text())
}

// makePlacementLabels lists what nodes say of where they stand.
func makePlacementLabels(m *making) error {
	if m.o.Nodes == nil {
		return nil
	}
	var names []string
	values := map[string]texts{}
	for _, n := range m.o.Nodes() {
		for _, t := range n.Locality {
			if values[t.Key] == nil {
				names = append(names, t.Key)
			}
			if !slices.Contains(values[t.Key], t.Value) {
				values[t.Key] = append(values[t.Key], t.Value)
			}
		}
	}
	slices.Sort(names)
	for _, name := range names {
		slices.Sort(values[name])
		if err := m.row(name, values[name]); err != nil {
			return err
		}
	}
	return nil
}

// makePlacement lists policies, and what databases and this one's tables and indexes follow.
// own tells that they say it themselves.
func makePlacement(m *making) error {
	for _, d := range m.snap.PlacementPolicies() {
		if err := m.row("POLICY", d.Name, d.ID, "POLICY "+catalog.QuoteIdent(d.Name), d.Name, d.Text(), nil, true,
			"CREATE PLACEMENT POLICY "+catalog.QuoteIdent(d.Name)+" "+d.Text()); err != nil {
			return err
		}
	}
	stand, err := m.standing()
	if err != nil {
		return err
	}
	row := func(kind, name string, id catalog.ID, policy catalog.ID, options []catalog.Setting, global, own bool, state any) error {
		var policyName, text any
		if d, ok := m.snap.PlacementPolicyByID(policy); ok {
			policyName, text = d.Name, d.Text()
		}
		if catalog.SaysPlacement(options) {
			text = strings.TrimSpace(placementText(text) + " " + optionsText(options))
		}
		if global {
			text = strings.TrimSpace(placementText(text) + " GLOBAL")
		}
		target := kind + " " + name
		if text == nil && policy == 0 {
			state = nil
		}
		return m.row(kind, name, id, target, policyName, text, state, own, nil)
	}
	for _, db := range m.databases() {
		var span []keys.Span
		if db.SpaceID != 0 && (db.Tablespace != 0 || catalog.SaysPlacement(db.Options)) {
			span = []keys.Span{spaceSpan(db)}
		}
		if err := row("DATABASE", catalog.QuoteIdent(db.Name), db.ID, db.Tablespace, db.Options, false, db.Tablespace != 0 || catalog.SaysPlacement(db.Options), stand.state(span)); err != nil {
			return err
		}
	}
	db, ok := m.snap.DatabaseByID(m.db)
	if !ok {
		return nil
	}
	for _, t := range m.tables(false) {
		schema := catalog.QuoteIdent(m.schemaName(t.SchemaID)) + "."
		kind, policy, options := "TABLE", m.snap.TableTablespace(t), t.Options
		if t.IsPartition() {
			kind = "PARTITION"
		}
		own := t.Tablespace != 0 || t.Global() || catalog.SaysPlacement(options)
		if policy == 0 {
			policy, options = db.Tablespace, catalog.Inherited(db, t)
		}
		if err := row(kind, schema+catalog.QuoteIdent(t.Name), t.ID, policy, options, t.Global(), own, stand.state(rowSpans(t))); err != nil {
			return err
		}
		for i := 1; i < len(t.Indexes); i++ {
			ix := &t.Indexes[i]
			ownIndex, follows, params := m.snap.IndexTablespace(ix), policy, options
			if ownIndex != 0 {
				follows, params = ownIndex, nil
			}
			if err := row("INDEX", schema+catalog.QuoteIdent(ix.Name), ix.OID, follows, params, t.Global(), ix.Tablespace != 0, stand.state([]keys.Span{t.Span(ix)})); err != nil {
				return err
			}
		}
	}
	return nil
}

func placementText(v any) string {
	s, _ := v.(string)
	return s
}

// optionsText shows the storage parameters that say where rows lie.
func optionsText(options []catalog.Setting) string {
	var parts []string
	for _, o := range options {
		if catalog.IsPlacement(o.Name) {
			parts = append(parts, o.Name+" = '"+o.Value+"'")
		}
	}
	return strings.Join(parts, " ")
}

// standing is where ranges are, against what they are asked for.
type standing struct {
	ranges   []jobs.RangeInfo
	policies *allocator.Table
	stores   map[uint32]allocator.Locality

	everywhere allocator.Everywhere
	nonVoting  bool // all nodes know replicas that don't vote
}

func (m *making) standing() (*standing, error) {
	s := &standing{policies: m.snap.PlacementTable(), stores: map[uint32]allocator.Locality{}}
	var err error
	if s.ranges, err = m.ranges(); err != nil || m.o.Stores == nil || m.o.Nodes == nil {
		return s, err
	}
	s.nonVoting = m.o.Cluster != nil && version.Has(m.o.Cluster().Version.Active, version.NonVoting)
	nodes := map[uint32]allocator.Locality{}
	for _, n := range m.o.Nodes() {
		for _, t := range n.Locality {
			nodes[n.ID] = append(nodes[n.ID], allocator.Tier{Key: t.Key, Value: t.Value})
		}
	}
	for _, x := range m.o.Stores() {
		s.stores[x.ID] = nodes[x.NodeID]
	}
	return s, nil
}

// breach is what is not as a policy asks.
type breach struct {
	policy *allocator.Policy
	reason string
}

// breaches are those of a range, by what the part of it in a span is asked for: it may be of
// several policies as long as it is not split.
func (s *standing) breaches(r *jobs.RangeInfo, in keys.Span) (out []breach) {
	var voters, others []allocator.Locality
	for _, x := range r.Desc.Replicas {
		if x.Learner {
			others = append(others, s.stores[x.StoreID])
		} else {
			voters = append(voters, s.stores[x.StoreID])
		}
	}
	var lease allocator.Locality
	if r.Stats != nil {
		lease = s.stores[r.Stats.StoreId]
	}
	at, end := r.Desc.Start, r.Desc.End
	if at.Compare(in.Start) < 0 {
		at = in.Start
	}
	if in.End.Compare(end) < 0 {
		end = in.End
	}
	var seen []*allocator.Policy
	for at.Compare(end) < 0 {
		p, next := s.policies.At(at)
		if at = next; slices.Contains(seen, p) {
			continue
		}
		seen = append(seen, p)
		p = s.everywhere.Policy(p, s.places, s.nonVoting)
		for _, why := range p.Breaches(voters, others, lease) {
			out = append(out, breach{p, why})
		}
	}
	return out
}

func (s *standing) places() []allocator.Locality { return slices.Collect(maps.Values(s.stores)) }

// state is SCHEDULED where the ranges of spans are as asked, INPROGRESS where some are not.
func (s *standing) state(spans []keys.Span) any {
	if spans == nil {
		return nil
	}
	for i := range s.ranges {
		r := &s.ranges[i]
		for _, x := range spans {
			if x.Overlaps(r.Desc.Span()) && len(s.breaches(r, x)) > 0 {
				return "INPROGRESS"
			}
		}
	}
	return "SCHEDULED"
}

// makeViolations lists the ranges that are not as their policies ask, with the reasons.
func makeViolations(m *making) error {
	stand, err := m.standing()
	if err != nil {
		return err
	}
	spans, shown := m.tableSpans(), m.shownKeys()
	for i := range stand.ranges {
		r := &stand.ranges[i]
		for _, b := range stand.breaches(r, r.Desc.Span()) {
			if err := m.row(int64(r.Desc.ID), shown.key(r.Desc.Start).String(), tablesIn(spans, r.Desc.Span()), b.policy.Name, b.reason); err != nil {
				return err
			}
		}
	}
	return nil
}
