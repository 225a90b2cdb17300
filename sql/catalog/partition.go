package catalog

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/types"
)

// A partitioned table has no rows: they lie in its partitions, each of which is a table of its
// own, with indexes and a key space, and may be partitioned itself. The parent knows the
// partitions and their bounds; a partition knows its parent. Columns are the same by name, in
// any order.
//
// What is declared on the parent (indexes, keys, checks, foreign keys, triggers) is made on
// each partition, too, where it names the parent's as its Parent.

// PartitionKey says how the rows of a table are divided. The zero value is that of a table
// which is not partitioned.
type PartitionKey struct {
	Strategy ast.PartitionStrategy `f:"1"`
	Columns  []PartitionColumn     `f:"2"`
	// Parts are the partitions, in the order of their bounds (Router.Order); in that of their making
	// where nodes before version.Parted added the last one.
	Parts []Partition `f:"3"`
}

// PartitionColumn is a column of a partition key, or an expression.
type PartitionColumn struct {
	ID ColumnID `f:"1"` // 0: an expression
	// Expr is the text of an expression over the table's columns.
	Expr    string    `f:"2"`
	TypeOID types.OID `f:"3"`
	Typmod  int32     `f:"4"`
	// Collation is that of the key where it is not the column's or expression's type's; 0: it is. It
	// needs version.Declared.
	Collation types.OID `f:"5"`
}

// Partition is a partition with its bound.
type Partition struct {
	Table   ID   `f:"1"`
	Default bool `f:"2"`
	// In are the values of a list partition.
	In []BoundValue `f:"3"`
	// From and To are the bounds of a range partition, the upper one not included.
	From []BoundValue `f:"4"`
	To   []BoundValue `f:"5"`
	// Modulus and Remainder are those of a hash partition.
	Modulus   int64 `f:"6"`
	Remainder int64 `f:"7"`
}

// BoundKind is what a value of a bound stands for.
type BoundKind byte

// The kinds of bounds. The values are stored.
const (
	BoundIs   BoundKind = 0
	BoundNull BoundKind = 1
	BoundMin  BoundKind = 2
	BoundMax  BoundKind = 3
)

// BoundValue is one value of a bound.
type BoundValue struct {
	Kind BoundKind `f:"1"`
	// Text is the value in the text form of its column's type.
	Text string `f:"2"`
}

// Partitioned reports whether the table's rows lie in partitions.
func (t *TableDesc) Partitioned() bool { return t.Partitioning.Strategy != 0 }

// IsPartition reports whether the table is a partition of another.
func (t *TableDesc) IsPartition() bool { return t.PartitionOf != 0 }

// Part returns the partition of a table.
func (k *PartitionKey) Part(id ID) (*Partition, bool) {
	for i := range k.Parts {
		if k.Parts[i].Table == id {
			return &k.Parts[i], true
		}
	}
	return nil, false
}

// Router finds the partition of a row by its key.
type Router struct {
	strategy ast.PartitionStrategy
	types    []*types.Type
	parts    []boundPart
	null     int // the list partition of NULL, -1
	rest     int // the default partition, -1
	values   []listValue
	ranges   []int // of parts, in order of their lower bounds
	hashes   []int // by remainder of the greatest modulus; -1
}

type listValue struct {
	d    types.Datum
	part int
}

// boundPart is a partition's bound, read.
type boundPart struct {
	in       []types.Datum
	from, to []limit
}

// limit is a value of a bound, read.
type limit struct {
	kind BoundKind
	d    types.Datum
}

// KeyTypes are the types of the key's columns.
func (k *PartitionKey) keyTypes(t *TableDesc, universe *types.Universe) ([]*types.Type, error) {
	out := make([]*types.Type, len(k.Columns))
	for i, c := range k.Columns {
		if c.ID != 0 {
			col, _, ok := t.ColumnByID(c.ID)
			if !ok || col.Type == nil {
				return nil, fmt.Errorf("%w: table %d is partitioned by column %d", errDescriptor, t.ID, c.ID)
			}
			out[i] = col.Type
			continue
		}
		typ, ok := types.ByOID(c.TypeOID)
		if !ok && universe != nil {
			typ, ok = universe.ByOID(c.TypeOID)
		}
		if !ok {
			return nil, fmt.Errorf("%w: table %d is partitioned by a value of type %d", errDescriptor, t.ID, c.TypeOID)
		}
		out[i] = typ
	}
	return out, nil
}

// Router reads the bounds of the table's partitions.
func (s *Snapshot) Router(t *TableDesc) (*Router, error) {
	k := &t.Partitioning
	ts, err := k.keyTypes(t, s.Types())
	if err != nil {
		return nil, err
	}
	return NewRouter(k, ts)
}

// NewRouter reads bounds over a key of the given types.
func NewRouter(k *PartitionKey, ts []*types.Type) (*Router, error) {
	r := &Router{strategy: k.Strategy, types: ts, null: -1, rest: -1}
	modulus := int64(0)
	for i := range k.Parts {
		p := &k.Parts[i]
		if p.Modulus > modulus {
			modulus = p.Modulus
		}
		var b boundPart
		var err error
		for _, v := range p.In {
			if v.Kind == BoundNull {
				r.null = i
				continue
			}
			d, err := v.read(ts[0])
			if err != nil {
				return nil, err
			}
			b.in = append(b.in, d)
			r.values = append(r.values, listValue{d, i})
		}
		if b.from, err = limits(p.From, ts); err != nil {
			return nil, err
		}
		if b.to, err = limits(p.To, ts); err != nil {
			return nil, err
		}
		if p.Default {
			r.rest = i
		} else if k.Strategy == ast.PartitionRange {
			r.ranges = append(r.ranges, i)
		}
		r.parts = append(r.parts, b)
	}
	sort.Slice(r.values, func(a, b int) bool { return types.Compare(ts[0], r.values[a].d, r.values[b].d) < 0 })
	sort.Slice(r.ranges, func(a, b int) bool {
		return r.compareLimits(r.parts[r.ranges[a]].from, r.parts[r.ranges[b]].from) < 0
	})
	if modulus > 0 {
		r.hashes = make([]int, modulus)
		for i := range r.hashes {
			r.hashes[i] = -1
		}
		for i := range k.Parts {
			p := &k.Parts[i]
			for at := p.Remainder; p.Modulus > 0 && at < modulus; at += p.Modulus {
				r.hashes[at] = i
			}
		}
	}
	return r, nil
}

func (v BoundValue) read(t *types.Type) (types.Datum, error) {
	return types.DecodeText(t, types.NoTypmod, v.Text, nil)
}

func limits(vs []BoundValue, ts []*types.Type) ([]limit, error) {
	out := make([]limit, len(vs))
	for i, v := range vs {
		out[i].kind = v.Kind
		if v.Kind != BoundIs || i >= len(ts) {
			continue
		}
		d, err := v.read(ts[i])
		if err != nil {
			return nil, err
		}
		out[i].d = d
	}
	return out, nil
}

// compareLimits orders bounds: MINVALUE before all values, MAXVALUE after them. What follows
// either is not looked at.
func (r *Router) compareLimits(a, b []limit) int {
	for i := range a {
		if a[i].kind != BoundIs || b[i].kind != BoundIs {
			return a[i].kind.rank() - b[i].kind.rank()
		}
		if c := types.Compare(r.types[i], a[i].d, b[i].d); c != 0 {
			return c
		}
	}
	return 0
}

func (k BoundKind) rank() int {
	switch k {
	case BoundMin:
		return -1
	case BoundMax:
		return 1
	}
	return 0
}

// compareKey orders a bound and a key: 0 where the key has the values of the bound.
func (r *Router) compareKey(b []limit, key []types.Datum) int {
	for i := range b {
		switch b[i].kind {
		case BoundMin:
			return -1
		case BoundMax:
			return 1
		}
		if c := types.Compare(r.types[i], b[i].d, key[i]); c != 0 {
			return c
		}
	}
	return 0
}

// Find returns the place in Parts of the partition of a key; -1 where there is none.
func (r *Router) Find(key []types.Datum) int {
	switch r.strategy {
	case ast.PartitionList:
		if key[0].IsNull() {
			if r.null >= 0 {
				return r.null
			}
			return r.rest
		}
		at := sort.Search(len(r.values), func(i int) bool { return types.Compare(r.types[0], r.values[i].d, key[0]) >= 0 })
		if at < len(r.values) && types.Compare(r.types[0], r.values[at].d, key[0]) == 0 {
			return r.values[at].part
		}
		return r.rest
	case ast.PartitionRange:
		for _, d := range key {
			if d.IsNull() {
				return r.rest
			}
		}
		at := sort.Search(len(r.ranges), func(i int) bool { return r.compareKey(r.parts[r.ranges[i]].from, key) > 0 })
		if at > 0 && r.compareKey(r.parts[r.ranges[at-1]].to, key) > 0 {
			return r.ranges[at-1]
		}
		return r.rest
	}
	if len(r.hashes) == 0 {
		return -1
	}
	return r.hashes[types.PartitionHash(r.types, key)%uint64(len(r.hashes))]
}

// Order lists the places in Parts in the order of their bounds, as Postgres goes through
// partitions: by their least values or lower bounds, hash partitions by modulus and remainder,
// NULL after all values, the default partition last.
func (r *Router) Order(k *PartitionKey) []int {
	out := make([]int, 0, len(k.Parts))
	seen := make([]bool, len(k.Parts))
	add := func(i int) {
		if i >= 0 && !seen[i] {
			seen[i] = true
			out = append(out, i)
		}
	}
	for _, v := range r.values {
		if v.part != r.rest {
			add(v.part)
		}
	}
	for _, i := range r.ranges {
		add(i)
	}
	if r.strategy == ast.PartitionHash {
		hashes := make([]int, len(k.Parts))
		for i := range hashes {
			hashes[i] = i
		}
		slices.SortFunc(hashes, func(a, b int) int {
			return cmp.Or(cmp.Compare(k.Parts[a].Modulus, k.Parts[b].Modulus), cmp.Compare(k.Parts[a].Remainder, k.Parts[b].Remainder))
		})
		for _, i := range hashes {
			add(i)
		}
	}
	add(r.null)
	add(r.rest)
	return out
}

// Types are those of the key's columns.
func (r *Router) Types() []*types.Type { return r.types }

// KeyRange is what is known of one column of a key: one of Values, or NULL where Null is set,
// or what lies between Lo and Hi where Range is set.
type KeyRange struct {
	// Any tells that nothing is known.
	Any    bool
	Values []types.Datum
	Null   bool
	Ranges []KeySpan
}

// KeySpan is a range of values that are not NULL; a NULL bound is none.
type KeySpan struct {
	Lo, Hi       types.Datum
	HasLo, HasHi bool
	LoIn, HiIn   bool
}

// combinationsMax bounds the keys that are looked up one by one.
const combinationsMax = 1024

// Match sets in keep the partitions that may have rows of which the key's columns are as known.
func (r *Router) Match(known []KeyRange, keep []bool) {
	if r.points(known, keep) {
		return
	}
	for i := range r.parts {
		keep[i] = r.may(i, known)
	}
}

// points is Match where all columns are of some values each.
func (r *Router) points(known []KeyRange, keep []bool) bool {
	n := 1
	for _, k := range known {
		m := len(k.Values)
		if k.Null {
			m++
		}
		if k.Any || len(k.Ranges) > 0 || n*m > combinationsMax {
			return false
		}
		n *= m
	}
	key := make([]types.Datum, len(known))
	var each func(i int)
	each = func(i int) {
		if i == len(known) {
			if at := r.Find(key); at >= 0 {
				keep[at] = true
			}
			return
		}
		for _, d := range known[i].Values {
			key[i] = d
			each(i + 1)
		}
		if known[i].Null {
			key[i] = types.Null
			each(i + 1)
		}
	}
	each(0)
	return true
}

func (k *KeyRange) none() bool {
	return !k.Any && !k.Null && len(k.Values) == 0 && len(k.Ranges) == 0
}

func (k *KeyRange) has(t *types.Type, d types.Datum) bool {
	if k.Any {
		return true
	}
	for _, v := range k.Values {
		if types.Compare(t, v, d) == 0 {
			return true
		}
	}
	return slices.ContainsFunc(k.Ranges, func(s KeySpan) bool { return s.has(t, d) })
}

func (s *KeySpan) has(t *types.Type, d types.Datum) bool {
	if s.HasLo {
		if c := types.Compare(t, s.Lo, d); c > 0 || c == 0 && !s.LoIn {
			return false
		}
	}
	if s.HasHi {
		if c := types.Compare(t, s.Hi, d); c < 0 || c == 0 && !s.HiIn {
			return false
		}
	}
	return true
}

// may reports whether a partition may have rows.
func (r *Router) may(i int, known []KeyRange) bool {
	if slices.ContainsFunc(known, func(k KeyRange) bool { return k.none() }) {
		return false
	}
	if i == r.rest || r.strategy == ast.PartitionHash {
		return i != r.rest || !r.covered(known)
	}
	if r.strategy == ast.PartitionList {
		k := &known[0]
		if i == r.null && (k.Any || k.Null) {
			return true
		}
		return slices.ContainsFunc(r.parts[i].in, func(d types.Datum) bool { return k.has(r.types[0], d) })
	}
	return r.meets(&r.parts[i], known)
}

// covered reports whether no row of the default partition can be as known: each value of a
// list is another partition's.
func (r *Router) covered(known []KeyRange) bool {
	if r.strategy != ast.PartitionList {
		return false
	}
	k := &known[0]
	if k.Any || len(k.Ranges) > 0 || k.Null && r.null < 0 {
		return false
	}
	for _, v := range k.Values {
		if r.Find([]types.Datum{v}) == r.rest {
			return false
		}
	}
	return true
}

// meets reports whether a range may have keys as known: the columns are looked at as long as
// the bounds leave one value only.
func (r *Router) meets(p *boundPart, known []KeyRange) bool {
	for i := range known {
		k := &known[i]
		if k.Null && len(k.Values) == 0 && len(k.Ranges) == 0 && !k.Any {
			return false // a range has no NULL
		}
		s := KeySpan{LoIn: true, HiIn: true}
		lo, hi := p.from[i], p.to[i]
		last := i == len(known)-1
		if lo.kind == BoundIs {
			s.Lo, s.HasLo = lo.d, true
		}
		if hi.kind == BoundIs {
			// What follows decides whether the upper value is one of the range.
			s.Hi, s.HasHi, s.HiIn = hi.d, true, !last && p.to[i+1].kind != BoundMin
		}
		if !r.overlaps(r.types[i], &s, k) {
			return false
		}
		if lo.kind != BoundIs || hi.kind != BoundIs || types.Compare(r.types[i], lo.d, hi.d) != 0 {
			return r.sharper(p, i, known)
		}
	}
	return true
}

// sharper looks at the next column where the column at i can only have the value of a bound.
func (r *Router) sharper(p *boundPart, i int, known []KeyRange) bool {
	k := &known[i]
	if k.Any || len(k.Values) != 1 || len(k.Ranges) > 0 || i+1 >= len(known) {
		return true
	}
	t, v, next := r.types[i], k.Values[0], &known[i+1]
	if next.Any {
		return true
	}
	if b := p.from[i]; b.kind == BoundIs && types.Compare(t, b.d, v) == 0 && p.from[i+1].kind == BoundIs {
		s := KeySpan{Lo: p.from[i+1].d, HasLo: true, LoIn: true}
		return r.overlaps(r.types[i+1], &s, next)
	}
	if b := p.to[i]; b.kind == BoundIs && types.Compare(t, b.d, v) == 0 && p.to[i+1].kind == BoundIs {
		s := KeySpan{Hi: p.to[i+1].d, HasHi: true, HiIn: i+2 < len(known)}
		return r.overlaps(r.types[i+1], &s, next)
	}
	return true
}

func (r *Router) overlaps(t *types.Type, s *KeySpan, k *KeyRange) bool {
	if k.Any {
		return true
	}
	if slices.ContainsFunc(k.Values, func(d types.Datum) bool { return s.has(t, d) }) {
		return true
	}
	return slices.ContainsFunc(k.Ranges, func(o KeySpan) bool { return s.meets(t, &o) })
}

func (s *KeySpan) meets(t *types.Type, o *KeySpan) bool {
	before := func(a, b *KeySpan) bool { // a ends before b begins
		if !a.HasHi || !b.HasLo {
			return false
		}
		c := types.Compare(t, a.Hi, b.Lo)
		return c < 0 || c == 0 && (!a.HiIn || !b.LoIn)
	}
	return !before(s, o) && !before(o, s)
}

// Overlap finds a partition whose rows could be those of a new one: its place in Parts, -1
// for none. The default partition overlaps with none but another.
func (r *Router) Overlap(p *Partition) (int, error) {
	if p.Default {
		return r.rest, nil
	}
	one, err := NewRouter(&PartitionKey{Strategy: r.strategy, Parts: []Partition{*p}}, r.types)
	if err != nil {
		return -1, err
	}
	switch r.strategy {
	case ast.PartitionList:
		if one.null >= 0 && r.null >= 0 {
			return r.null, nil
		}
		for _, v := range one.parts[0].in {
			if at := r.Find([]types.Datum{v}); at >= 0 && at != r.rest {
				return at, nil
			}
		}
	case ast.PartitionRange:
		b := &one.parts[0]
		for _, i := range r.ranges {
			if r.compareLimits(r.parts[i].from, b.to) < 0 && r.compareLimits(b.from, r.parts[i].to) < 0 {
				return i, nil
			}
		}
	default:
		for i := range r.hashes {
			if r.hashes[i] >= 0 && p.Modulus > 0 && int64(i)%min(p.Modulus, int64(len(r.hashes))) == p.Remainder%min(p.Modulus, int64(len(r.hashes))) {
				return r.hashes[i], nil
			}
		}
	}
	return -1, nil
}

// Empty reports whether a range has no keys at all.
func (r *Router) Empty(p *Partition) (bool, error) {
	from, err := limits(p.From, r.types)
	if err != nil {
		return false, err
	}
	to, err := limits(p.To, r.types)
	return err == nil && r.compareLimits(from, to) >= 0, err
}

// Leaves calls f for each table below t that has rows, depth first; t itself where it is not
// partitioned.
func (s *Snapshot) Leaves(t *TableDesc, f func(*TableDesc)) {
	if !t.Partitioned() {
		f(t)
		return
	}
	for i := range t.Partitioning.Parts {
		if p, ok := s.TableByID(t.Partitioning.Parts[i].Table); ok {
			s.Leaves(p, f)
		}
	}
}

// Tree calls f for t and every table below it, parents first, with their depth.
func (s *Snapshot) Tree(t *TableDesc, f func(p *TableDesc, depth int)) { s.tree(t, 0, f) }

func (s *Snapshot) tree(t *TableDesc, depth int, f func(*TableDesc, int)) {
	f(t, depth)
	for i := range t.Partitioning.Parts {
		if p, ok := s.TableByID(t.Partitioning.Parts[i].Table); ok {
			s.tree(p, depth+1, f)
		}
	}
}

// BoundText is FOR VALUES … or DEFAULT, as Postgres prints it.
func (s *Snapshot) BoundText(t *TableDesc) string {
	parent, ok := s.TableByID(t.PartitionOf)
	if !ok {
		return ""
	}
	p, ok := parent.Partitioning.Part(t.ID)
	if !ok {
		return ""
	}
	ts, err := parent.Partitioning.keyTypes(parent, s.Types())
	if err != nil {
		return ""
	}
	return p.Text(parent.Partitioning.Strategy, ts)
}

// Text is FOR VALUES … or DEFAULT, of a key of the given types.
func (p *Partition) Text(strategy ast.PartitionStrategy, ts []*types.Type) string {
	list := func(vs []BoundValue) string {
		out := make([]string, len(vs))
		for i, v := range vs {
			t := ts[0]
			if strategy == ast.PartitionRange {
				t = ts[i]
			}
			out[i] = v.sql(t)
		}
		return "(" + strings.Join(out, ", ") + ")"
	}
	switch {
	case p.Default:
		return "DEFAULT"
	case strategy == ast.PartitionList:
		return "FOR VALUES IN " + list(p.In)
	case strategy == ast.PartitionRange:
		return "FOR VALUES FROM " + list(p.From) + " TO " + list(p.To)
	}
	return fmt.Sprintf("FOR VALUES WITH (modulus %d, remainder %d)", p.Modulus, p.Remainder)
}

// Typed prints a value as a constant of its type.
func (v BoundValue) Typed(t *types.Type) string {
	switch t.Base().Kind() {
	case types.KindBool:
		return v.sql(t)
	case types.KindInt, types.KindFloat, types.KindNumeric:
		if s := v.sql(t); s[0] != '\'' && (t == types.TInt4 || t == types.TNumeric && strings.Contains(s, ".")) {
			return s
		}
	}
	return "'" + strings.ReplaceAll(v.Text, "'", "''") + "'::" + t.String()
}

// sql prints a value of a bound as a literal.
func (v BoundValue) sql(t *types.Type) string {
	switch v.Kind {
	case BoundNull:
		return "NULL"
	case BoundMin:
		return "MINVALUE"
	case BoundMax:
		return "MAXVALUE"
	}
	switch t.Base().Kind() {
	case types.KindBool:
		return strconv.FormatBool(v.Text == "t" || v.Text == "true")
	case types.KindInt, types.KindNumeric:
		// Postgres: get_const_expr. What would be read as another type stands in quotes.
		plain := v.Text != "" && v.Text[0] >= '0' && v.Text[0] <= '9'
		if plain && (t.Base() == types.TInt4 || t.Base() == types.TNumeric && strings.ContainsAny(v.Text, ".eE")) {
			return v.Text
		}
	}
	return "'" + strings.ReplaceAll(v.Text, "'", "''") + "'"
}

// Meet is what two things that are known of the i-th column of the key say together.
func (r *Router) Meet(i int, a, b KeyRange) KeyRange {
	switch t := r.types[i]; {
	case a.Any:
		return b
	case b.Any:
		return a
	default:
		out := KeyRange{Null: a.Null && b.Null}
		for _, v := range a.Values {
			if b.has(t, v) {
				out.Values = append(out.Values, v)
			}
		}
		for _, v := range b.Values {
			if slices.ContainsFunc(a.Ranges, func(s KeySpan) bool { return s.has(t, v) }) {
				out.Values = append(out.Values, v)
			}
		}
		for _, s := range a.Ranges {
			for _, o := range b.Ranges {
				if s.meets(t, &o) {
					out.Ranges = append(out.Ranges, s.narrowed(t, &o))
				}
			}
		}
		return out
	}
}

func (s KeySpan) narrowed(t *types.Type, o *KeySpan) KeySpan {
	if o.HasLo {
		if s.HasLo {
			if c := types.Compare(t, o.Lo, s.Lo); c > 0 || c == 0 && !o.LoIn {
				s.Lo, s.LoIn = o.Lo, o.LoIn
			}
		} else {
			s.Lo, s.HasLo, s.LoIn = o.Lo, true, o.LoIn
		}
	}
	if o.HasHi {
		if s.HasHi {
			if c := types.Compare(t, o.Hi, s.Hi); c < 0 || c == 0 && !o.HiIn {
				s.Hi, s.HiIn = o.Hi, o.HiIn
			}
		} else {
			s.Hi, s.HasHi, s.HiIn = o.Hi, true, o.HiIn
		}
	}
	return s
}

// KeyName is the i-th column or expression of the partition key, as messages show it.
func (t *TableDesc) KeyName(i int) string {
	c := &t.Partitioning.Columns[i]
	if col, _, ok := t.ColumnByID(c.ID); ok && c.ID != 0 {
		return QuoteIdent(col.Name)
	}
	if x, err := parseExpr(c.Expr); err == nil {
		if _, call := x.(*ast.FuncCall); call {
			return c.Expr
		}
	}
	return "(" + c.Expr + ")"
}

// KeyedByExpr reports whether an expression of the partition key has a frozen name in it
// (FrozenTable, in quotes).
func (t *TableDesc) KeyedByExpr(frozen string) bool {
	return slices.ContainsFunc(t.Partitioning.Columns, func(c PartitionColumn) bool { return strings.Contains(c.Expr, frozen) })
}
