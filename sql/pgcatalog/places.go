package pgcatalog

import (
	"bytes"
	"encoding/hex"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/jobs"
)

// What follows tells where things are: nodes, stores, ranges and their leases. Columns
// are added at the end only.

func makeNodes(m *making) error {
	if m.o.Nodes == nil {
		return nil
	}
	for _, n := range m.o.Nodes() {
		if err := m.row(int(n.ID), n.Address, n.SQLAddress, n.HTTPAddress, localityText(n.Locality), n.Build, n.Membership.String(), n.Live,
			timeOf(n.StartedAt), int64(n.Epoch), n.ClockBudget.Seconds()*1000, n.Cores,
			int(version.Build(n.VersionMin)), int(version.Build(n.VersionMax)), int(version.Build(n.VersionNoted)), version.Told(n.VersionMax) != 0); err != nil {
			return err
		}
	}
	return nil
}

func makeClocks(m *making) error {
	if m.o.Clocks == nil {
		return nil
	}
	ms := func(d time.Duration) float64 { return d.Seconds() * 1000 }
	for _, c := range m.o.Clocks() {
		var e, low, high, ago, behind, ahead, promise, drift any
		if c.Vouched {
			e = ms(c.Error)
		}
		if c.Proof != "" {
			behind = ms(c.Behind)
		}
		if c.AheadKnown {
			ahead = ms(c.Ahead)
		}
		if c.Permit != "" && c.Promised {
			promise = ms(c.Promise)
		}
		if c.RateKnown {
			drift = c.DriftPPM
		}
		if c.Compared {
			low, high, ago = ms(c.OffsetLow), ms(c.OffsetHigh), ms(c.Age)
		}
		if err := m.row(int(c.NodeID), optional(c.Source), e, ms(c.Step), ms(c.Budget), low, high, ago, c.Contradicts,
			optional(c.Proof), behind, ahead, promise, drift, optional(c.Permit)); err != nil {
			return err
		}
	}
	return nil
}

// makeLatencies tells how far regions are from each other.
func makeLatencies(m *making) error {
	if m.o.Latencies == nil {
		return nil
	}
	ms := func(d time.Duration) float64 { return d.Seconds() * 1000 }
	for _, l := range m.o.Latencies(m.ctx) {
		if err := m.row(optional(l.From), optional(l.To), ms(l.RoundTrip), ms(l.Shortest), ms(l.Longest), l.Measured); err != nil {
			return err
		}
	}
	return nil
}

func makeCluster(m *making) error {
	if m.o.Cluster == nil {
		return nil
	}
	c := m.o.Cluster()
	waits := vector{}
	for _, id := range c.Waits {
		waits = append(waits, int64(id))
	}
	clocks := "budget"
	switch {
	case version.Has(c.Version.Active, version.Agreed):
		clocks = "agreed"
	case version.Told(c.Version.Next) != 0:
		clocks = "turning"
	}
	return m.row(hex.EncodeToString(c.ID[:]), int(version.Build(c.Version.Active)), int(version.Build(c.Version.Next)), waits, clocks)
}

// localityText is as --locality takes it.
func localityText(tiers []directory.Tier) string {
	parts := make([]string, len(tiers))
	for i, t := range tiers {
		parts[i] = t.Key + "=" + t.Value
	}
	return strings.Join(parts, ",")
}

func makeStores(m *making) error {
	if m.o.Stores == nil {
		return nil
	}
	var held map[uint32]int
	if m.o.Held != nil {
		held, _ = m.o.Held(m.ctx) // nobody serves the directory: rows tell what they can
	}
	for _, s := range m.o.Stores() {
		replicas := int64(s.Ranges)
		if held != nil {
			replicas = int64(held[s.ID])
		}
		if err := m.row(int(s.ID), int(s.NodeID), replicas, int64(s.Leases), amount(s.CapacityBytes), amount(s.UsedBytes),
			amount(s.AvailableBytes), s.RequestsPerSecond, len(s.Differing), s.Degraded, timeOf(s.ReportedAt)); err != nil {
			return err
		}
	}
	return nil
}

// makeMemory tells who holds how much: to those who may see others' statistics, of all; to
// others, of sessions of roles whose rights they have.
func makeMemory(m *making) error {
	if m.o.Memory == nil {
		return nil
	}
	all := m.snap.Inherits(m.env.User, catalog.RoleReadAllStats, 0)
	for _, u := range m.o.Memory() {
		r, ok := m.snap.Role(u.User)
		if !all && (u.PID == 0 || !ok || !m.snap.Inherits(m.env.User, r.ID, 0)) {
			continue
		}
		var pid, most any
		if u.PID != 0 {
			pid = u.PID
		}
		if u.Max > 0 {
			most = u.Max
		}
		if err := m.row(int(u.NodeID), u.Level, pid, optional(u.User), u.Used, u.Peak, most, u.Refusals); err != nil {
			return err
		}
	}
	return nil
}

// amount is a number of bytes as an int8.
func amount(n uint64) int64 { return int64(min(n, math.MaxInt64)) }

// makePolicies tells what each database asks for, and, of this one, each table that says
// something itself.
func makePolicies(m *making) error {
	var all []*catalog.DatabaseDesc
	for d := range m.snap.All() {
		if db, ok := d.(*catalog.DatabaseDesc); ok {
			all = append(all, db)
		}
	}
	slices.SortFunc(all, func(a, b *catalog.DatabaseDesc) int { return strings.Compare(a.Name, b.Name) })
	for _, db := range all {
		p, err := m.snap.DatabasePlacement(db)
		if err := m.policyRow(db.Name, nil, nil, nil, p, err, db.Options, db.Tablespace); err != nil {
			return err
		}
	}
	db, ok := m.snap.DatabaseByID(m.db)
	if !ok {
		return nil
	}
	for _, t := range m.tables(false) {
		if p, err := m.snap.TablePlacement(db, t); p != nil {
			options, policy := t.Options, m.snap.TableTablespace(t)
			if policy == 0 {
				options, policy = catalog.Inherited(db, t), db.Tablespace
			}
			if err := m.policyRow(db.Name, m.schemaName(t.SchemaID), t.Name, nil, p, err, options, policy); err != nil {
				return err
			}
		}
		for i := 1; i < len(t.Indexes); i++ {
			if p, err := m.snap.IndexPlacement(db, &t.Indexes[i]); p != nil {
				if err := m.policyRow(db.Name, m.schemaName(t.SchemaID), t.Name, t.Indexes[i].Name, p, err, nil, m.snap.IndexTablespace(&t.Indexes[i])); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (m *making) policyRow(database, schema, table, index any, p *allocator.Policy, err error, options []catalog.Setting, policy catalog.ID) error {
	rows, _ := allocator.Defaults()
	if p != nil && err == nil {
		rows = p
	}
	set := map[string]any{}
	for _, o := range options {
		set[o.Name] = o.Value
	}
	return m.row(database, schema, table, rows.Replicas, set[catalog.OptionConstraints], set[catalog.OptionLeases], m.tablespaceName(policy), index)
}

func (m *making) ranges() ([]jobs.RangeInfo, error) {
	if m.o.Ranges == nil {
		return nil, nil
	}
	return m.o.Ranges(m.ctx)
}

func makeRanges(m *making) error {
	list, err := m.ranges()
	if err != nil {
		return err
	}
	spans, shown := m.tableSpans(), m.shownKeys()
	for _, r := range list {
		var stats [6]any // NULL: the leaseholder did not answer
		if s := r.Stats; s != nil {
			stats = [6]any{int64(s.Keys), amount(s.Bytes), s.QueriesPerSecond, int(s.NodeId), int(s.StoreId)}
			if s.TiedAt != 0 {
				stats[5] = timeOf(hlc.Timestamp(s.TiedAt).Time())
			}
		}
		voters, learners := vector{}, vector{}
		for _, x := range r.Desc.Replicas {
			if x.Learner {
				learners = append(learners, int64(x.StoreID))
			} else {
				voters = append(voters, int64(x.StoreID))
			}
		}
		start, end := shown.key(r.Desc.Start), shown.key(r.Desc.End)
		if err := m.row(int64(r.Desc.ID), hexKey(start), hexKey(end), int64(r.Desc.Generation), stats[0], stats[1], stats[2], stats[3], stats[4],
			voters, learners, start.String(), end.String(), tablesIn(spans, r.Desc.Span()), stats[5]); err != nil {
			return err
		}
	}
	return nil
}

func makeLeases(m *making) error {
	list, err := m.ranges()
	if err != nil {
		return err
	}
	shown := m.shownKeys()
	for _, r := range list {
		if r.Stats == nil {
			continue
		}
		if err := m.row(int64(r.Desc.ID), int(r.Stats.NodeId), int(r.Stats.StoreId), r.Stats.QueriesPerSecond, shown.key(r.Desc.Start).String()); err != nil {
			return err
		}
	}
	return nil
}

// shownKeys shows keys of rows to those who may read them. Others see the index alone.
type shownKeys struct {
	all      bool
	readable []keys.Span
}

func (m *making) shownKeys() *shownKeys {
	u, ok := m.snap.RoleByID(m.env.User)
	s := &shownKeys{all: ok && u.Superuser}
	if !s.all {
		for t := range m.snap.Tables(0) {
			if m.snap.HasPrivilege(m.env.User, t, catalog.PrivilegeSelect) && !t.View && !t.Virtual && !m.snap.Secured(m.env.User, t) {
				s.readable = append(s.readable, t.TableSpan())
			}
		}
		slices.SortFunc(s.readable, func(a, b keys.Span) int { return bytes.Compare(a.Start, b.Start) })
	}
	return s
}

func (s *shownKeys) key(k keys.Key) keys.Key {
	prefix := k.IndexPart()
	if s.all || len(prefix) == len(k) {
		return k
	}
	i, _ := slices.BinarySearchFunc(s.readable, k, func(x keys.Span, k keys.Key) int { return bytes.Compare(x.End, k) })
	for ; i < len(s.readable) && s.readable[i].Start.Compare(k) <= 0; i++ {
		if s.readable[i].Contains(k) {
			return k
		}
	}
	return prefix
}

// tableSpan is where a table's rows and indexes lie.
type tableSpan struct {
	name string
	span keys.Span
}

// tableSpans lists the database's tables by key.
func (m *making) tableSpans() (out []tableSpan) {
	for _, t := range sorted(m, func(t *catalog.TableDesc) bool { return t.DatabaseID == m.db && !t.View && !t.Virtual }) {
		name := t.Name
		if s, ok := m.snap.SchemaByID(t.SchemaID); ok {
			name = s.Name + "." + name
		}
		out = append(out, tableSpan{name, t.TableSpan()})
	}
	slices.SortFunc(out, func(a, b tableSpan) int { return bytes.Compare(a.span.Start, b.span.Start) })
	return out
}

// tablesShownMax is how many tables of one range are named.
const tablesShownMax = 32

// tablesIn names the tables that have keys in a span.
func tablesIn(all []tableSpan, span keys.Span) texts {
	out := texts{}
	at, _ := slices.BinarySearchFunc(all, span.Start, func(t tableSpan, k keys.Key) int { return bytes.Compare(t.span.End, k) })
	for _, t := range all[at:] {
		if len(out) == tablesShownMax || bytes.Compare(t.span.Start, span.End) >= 0 {
			break
		}
		if t.span.Overlaps(span) {
			out = append(out, t.name)
		}
	}
	return out
}
