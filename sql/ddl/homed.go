package ddl

import (
	"hash/maphash"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// checkHomed refuses a table that can't be homed.
func (r *run) checkHomed(t *catalog.TableDesc) error {
	homed, rehomes, hides := saysOption(t, catalog.OptionHomed), saysOption(t, catalog.OptionRehome), saysOption(t, catalog.OptionHidden)
	if !homed && !rehomes && !hides {
		return nil
	}
	if hides { // older nodes would list the column
		if err := r.since(version.Hidden, "hidden columns of regions"); err != nil {
			return err
		}
	}
	if err := r.since(version.Homed, "homed tables"); err != nil {
		return err
	}
	col, _, ok := t.ColumnByID(t.HomeColumn())
	switch {
	case t.View || t.IsMaterialized() || !t.Partitioned() || t.HomeColumn() == 0 || !ok:
		return pgerror.New(pgerror.InvalidParameterValue, "table %q is not partitioned by a list of regions", t.Name).
			WithHint("A homed table names the column that says where a row lives: PARTITION BY LIST (region).")
	case !col.Type.IsString():
		return pgerror.New(pgerror.InvalidParameterValue, "column %q of homed table %q does not name regions", col.Name, t.Name).
			WithHint("Use a column of type text or varchar.")
	case t.Temporary:
		return pgerror.New(pgerror.FeatureNotSupported, "temporary tables are not homed").WithHint("Their rows live where the session is.")
	case t.IsPartition():
		return pgerror.New(pgerror.FeatureNotSupported, "partition %q can't be homed itself", t.Name).WithHint("Make the table homed that it is a partition of.")
	case (rehomes || hides) && !t.Homed():
		option := catalog.OptionRehome
		if hides {
			option = catalog.OptionHidden
		}
		return pgerror.New(pgerror.InvalidParameterValue, "%s is set for table %q, which is not homed", option, t.Name).
			WithHint("Set homed, too.")
	}
	for i := range t.Indexes {
		if ix := &t.Indexes[i]; t.OverAll(ix) && ix.Deferrable {
			return errDeferredOver(ix)
		}
	}
	return nil
}

func errPartedHome(home *catalog.TableDesc) error {
	return pgerror.Unsupported("Divide the homed table into more partitions instead.", "a partition of homed table %q that is partitioned itself is not supported", home.Name)
}

func errDeferredOver(ix *catalog.IndexDesc) error {
	return pgerror.Unsupported("Add the region to it, or leave DEFERRABLE out.", "deferrable constraint %q over all partitions of a homed table is not supported", ix.Name)
}

func saysOption(t *catalog.TableDesc, name string) bool {
	return slices.ContainsFunc(t.Options, func(o catalog.Setting) bool { return o.Name == name })
}

// checkHome refuses a partition of a homed table whose region there is none of, or that is placed
// elsewhere.
func (r *run) checkHome(home, t *catalog.TableDesc) error {
	if home == nil || !home.Homed() {
		return nil
	}
	if t.Partitioned() {
		return errPartedHome(home)
	}
	p, ok := home.Partitioning.Part(t.ID)
	if !ok {
		return nil
	}
	if err := r.knownRegions(t, p); err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	d, ok := snap.PlacementPolicyByID(t.Tablespace)
	if !ok || p.Default {
		return nil
	}
	g, err := d.Goal()
	if err != nil || g.Primary == "" || slices.ContainsFunc(p.In, func(v catalog.BoundValue) bool { return v.Text == g.Primary }) {
		return err
	}
	return pgerror.New(pgerror.InvalidParameterValue, "partition %q of region %s contradicts its placement policy %q, whose primary region is %q", t.Name, regionList(p), d.Name, g.Primary).
		WithHint("Name a policy whose PRIMARY_REGION is the partition's region.")
}

func regionList(p *catalog.Partition) string {
	var out []string
	for _, v := range p.In {
		out = append(out, "\""+v.Text+"\"")
	}
	return strings.Join(out, ", ")
}

// knownRegions wants the regions of a partition to be such that nodes stand in, where nodes say so.
func (r *run) knownRegions(t *catalog.TableDesc, p *catalog.Partition) error {
	var nodes []allocator.Locality
	if r.x.o.Localities != nil {
		nodes = r.x.o.Localities()
	}
	regions := allocator.TierValues(nodes, allocator.TierRegion)
	if len(regions) == 0 {
		return nil
	}
	for _, v := range p.In {
		if v.Kind == catalog.BoundIs && !slices.Contains(regions, v.Text) {
			return pgerror.New(pgerror.InvalidParameterValue, "no node stands in region %q of partition %q", v.Text, t.Name).
				WithHint("There are nodes in: %s.", strings.Join(regions, ", "))
		}
	}
	return nil
}

// checkHomes is checkHomed and checkHome of a table that was changed, as it is now, and looks through
// the keys of those indexes over all partitions that were not there before.
func (r *run) checkHomes(before *catalog.TableDesc, retyped bool) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	t, ok := snap.TableByID(before.ID)
	if !ok {
		return nil // renamed or dropped
	}
	if up, ok := snap.TableByID(t.PartitionOf); ok {
		if err := r.checkHome(up, t); err != nil {
			return err
		}
	}
	if !t.Homed() {
		return nil
	}
	for i := range t.Partitioning.Parts {
		if p, ok := snap.TableByID(t.Partitioning.Parts[i].Table); ok {
			if err := r.checkHome(t, p); err != nil {
				return err
			}
		}
	}
	for i := range t.Indexes {
		ix := &t.Indexes[i]
		if !retyped && slices.ContainsFunc(before.Indexes, func(o catalog.IndexDesc) bool { return o.OID == ix.OID }) {
			continue
		}
		if err := r.checkOverAll(t.ID, ix.OID); err != nil {
			return err
		}
	}
	return nil
}

// retypes reports whether commands change the type of a column.
func retypes(cmds []ast.AlterCmd) bool {
	return slices.ContainsFunc(cmds, func(c ast.AlterCmd) bool { _, ok := c.(*ast.AlterColumnType); return ok })
}

// checkOverAll wants the keys of an index over all partitions of a homed table to be there once. No one
// writes to the partitions until the transaction ends.
func (r *run) checkOverAll(id, index catalog.ID) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	t, ok := snap.TableByID(id)
	if !ok {
		return catalog.ErrMoved
	}
	at := slices.IndexFunc(t.Indexes, func(x catalog.IndexDesc) bool { return x.OID == index })
	if at < 0 || !t.OverAll(&t.Indexes[at]) {
		return nil
	}
	over := &t.Indexes[at]
	parts := snap.HomeParts(t, over)
	for _, p := range parts {
		if p.Table.Fresh {
			continue
		}
		if err := r.env.State.Exclude(r.ctx, p.Table.ID, r.env.LockTimeout); err != nil {
			return err
		}
		if err := r.env.Txn.Refresh(r.ctx); err != nil {
			return err
		}
	}
	r.env.Txn.Step()
	seen, seed := newHashes(r.env.Memory, r.env.Temp), maphash.MakeSeed()
	defer seen.close()
	err = r.eachKey(parts, func(_ catalog.HomePart, key []byte, _ []types.Datum) error { return seen.add(maphash.Bytes(seed, key)) })
	if err != nil {
		return err
	}
	twice, err := seen.twice(r.ctx)
	if err != nil || twice == nil {
		return err
	}
	found := map[string]bool{}
	return r.eachKey(parts, func(p catalog.HomePart, key []byte, row []types.Datum) error {
		if _, ok := twice[maphash.Bytes(seed, key)]; !ok {
			return nil
		}
		if found[string(key)] {
			d := r.duplicate(p.Table, p.Index, row)
			return pgerror.New(pgerror.UniqueViolation, "could not create unique index %q", over.Name).
				WithDetail("%s", d.(*pgerror.Error).Detail).WithTable(r.schemaName(snap, t), t.Name).WithConstraint(over.Name)
		}
		found[string(key)] = true
		return nil
	})
}

// eachKey calls f for the keys of all parts of an index that no other row may have, without what they
// begin with in their part.
func (r *run) eachKey(parts []catalog.HomePart, f func(p catalog.HomePart, key []byte, row []types.Datum) error) error {
	for _, p := range parts {
		if err := r.eachKeyOf(p, f); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) eachKeyOf(p catalog.HomePart, f func(p catalog.HomePart, key []byte, row []types.Datum) error) (err error) {
	layout := p.Table.Layout(p.Index)
	src := newSourceFor(p.Table, layout)
	if src.computes, err = r.computing(p.Table); err != nil {
		return err
	}
	defer r.asOwner(p.Table, src.computes)()
	var key []byte
	return src.each(r, r.env.Txn, func(row []types.Datum) error {
		if !layout.Conflicts(row) {
			return nil
		}
		key = layout.AppendKey(key[:0], row)
		return f(p, key[len(layout.Prefix):], row)
	})
}

// partSpans are the parts of an index over all partitions.
func (r *run) partSpans(home *catalog.TableDesc, over *catalog.IndexDesc) (out []keys.Span, err error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	for _, p := range snap.HomeParts(home, over) {
		out = append(out, p.Table.Span(p.Index))
	}
	return out, nil
}

// homeRegion is the column that a homed table has where none is named.
const homeRegion = "region"

// homesOf reads a list of policies in the place of a boolean, WITH (homed = 'eu, us'): it stands for a
// partition in the primary region of each, and, without PARTITION BY, for a column by which they are,
// which is hidden unless it is named.
// It returns the statement without the list.
func (r *run) homesOf(s *ast.CreateTable) (*ast.CreateTable, []*catalog.PlacementPolicyDesc, error) {
	at := slices.IndexFunc(s.With, func(o ast.Option) bool { return o.Namespace == "" && o.Name == catalog.OptionHomed && o.Value != nil })
	if at < 0 {
		return s, nil, nil
	}
	names := optionText(s.With[at].Value)
	if _, err := types.DecodeText(types.TBool, types.NoTypmod, names, nil); err == nil {
		return s, nil, nil
	}
	if s.Bound != nil || s.AsQuery != nil || s.OfType != nil || len(s.Inherits) > 0 {
		return nil, nil, pgerror.New(pgerror.InvalidParameterValue, "partitions can't be listed in homed here").
			WithHint("Make the table first, then a partition for each region.")
	}
	snap, err := r.snap()
	if err != nil {
		return nil, nil, err
	}
	var homes []*catalog.PlacementPolicyDesc
	for _, name := range strings.Split(names, ",") {
		d, ok := snap.PlacementPolicy(strings.TrimSpace(name))
		if !ok {
			return nil, nil, pgerror.New(pgerror.UndefinedObject, "placement policy %q does not exist", strings.TrimSpace(name)).
				WithHint("homed is a boolean, or lists placement policies: CREATE PLACEMENT POLICY ... PRIMARY_REGION = '...'.")
		}
		if g, err := d.Goal(); err != nil || g.Primary == "" {
			return nil, nil, pgerror.New(pgerror.InvalidParameterValue, "placement policy %q names no primary region", d.Name).
				WithHint("Rows are homed in a policy's PRIMARY_REGION.")
		}
		homes = append(homes, d)
	}
	n := *s
	n.With = slices.Clone(s.With)
	n.With[at].Value = &ast.Const{Pos: -1, Kind: ast.ConstBool, Bool: true}
	if n.PartitionBy != nil {
		return &n, homes, nil
	}
	n.PartitionBy = &ast.PartitionBy{Pos: -1, Strategy: ast.PartitionList, Elems: []ast.IndexElem{{Pos: -1, Column: homeRegion}}}
	if slices.ContainsFunc(n.Columns, func(c ast.ColumnDef) bool { return c.Name == homeRegion }) {
		return &n, homes, nil
	}
	draw, err := parseExpr("gateway_region()")
	if err != nil {
		return nil, nil, err
	}
	n.Columns = append(slices.Clone(n.Columns), ast.ColumnDef{Pos: -1, Name: homeRegion, Type: &ast.TypeName{Pos: -1, Names: []string{"pg_catalog", "text"}},
		Constraints: []ast.Constraint{{Pos: -1, Kind: ast.ConstraintNotNull}, {Pos: -1, Kind: ast.ConstraintDefault, Expr: draw}}})
	if !slices.ContainsFunc(s.With, func(o ast.Option) bool { return o.Name == catalog.OptionHidden }) {
		n.With = append(n.With, ast.Option{Pos: -1, Name: catalog.OptionHidden, Value: &ast.Const{Pos: -1, Kind: ast.ConstBool, Bool: true}})
	}
	n.Elements = append(slices.Clone(n.Elements), ast.ElementColumn)
	return &n, homes, nil
}

// createHomes makes the partitions that CREATE TABLE lists.
func (r *run) createHomes(schema *catalog.SchemaDesc, table string, homes []*catalog.PlacementPolicyDesc) error {
	made := r.env.Made
	defer func() { r.env.Made = made }()
	for _, d := range homes {
		g, err := d.Goal()
		if err != nil {
			return goalError(err)
		}
		part := &ast.CreateTable{Pos: -1, Name: ast.QName{Pos: -1, Schema: schema.Name, Name: table + "_" + g.Primary},
			PartitionOf: ast.QName{Pos: -1, Schema: schema.Name, Name: table}, Tablespace: d.Name,
			Bound: &ast.PartitionBound{Pos: -1, Strategy: ast.PartitionList, In: []ast.Expr{&ast.Const{Pos: -1, Kind: ast.ConstString, Text: g.Primary}}}}
		if err := r.createTable(part); err != nil {
			return err
		}
	}
	return nil
}
