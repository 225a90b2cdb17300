package pgcatalog

import (
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// information_schema shows what the user may use; here that is what it owns or
// has a privilege on.

func (m *making) database() string {
	d, _ := m.snap.DatabaseByID(m.db)
	if d == nil {
		return ""
	}
	return d.Name
}

// mayUse reports whether the user has any privilege on an object.
func (m *making) mayUse(d catalog.Descriptor) bool {
	for _, l := range catalog.AllPrivileges(d) {
		if m.snap.HasPrivilege(m.env.User, d, byte(l)) {
			return true
		}
	}
	if t, ok := d.(*catalog.TableDesc); ok {
		for i := range t.Columns {
			for _, l := range "arwx" {
				if m.snap.HasColumnPrivilege(m.env.User, t, &t.Columns[i], byte(l)) {
					return true
				}
			}
		}
	}
	return false
}

// mayUseColumn reports whether the user has any privilege on a column, or owns the table.
func (m *making) mayUseColumn(t *catalog.TableDesc, c *catalog.Column) bool {
	if m.snap.Owns(m.env.User, t) {
		return true
	}
	for _, l := range "arwx" {
		if m.snap.HasColumnPrivilege(m.env.User, t, c, byte(l)) {
			return true
		}
	}
	return false
}

func yesNo(b bool) string {
	if b {
		return "YES"
	}
	return "NO"
}

func makeInfoCatalogName(m *making) error { return m.row(m.database()) }

// usable lists the tables that the user may use, virtual ones too.
func (m *making) usable() []*catalog.TableDesc {
	var out []*catalog.TableDesc
	for _, t := range m.tables(true) {
		if m.mayUse(t) && !t.IsMaterialized() && !(t.Temporary && t.SchemaID != m.env.Path.Temp) {
			out = append(out, t)
		}
	}
	return out
}

func makeInfoTables(m *making) error {
	for _, t := range m.usable() {
		kind := "BASE TABLE"
		switch {
		case t.Temporary:
			kind = "LOCAL TEMPORARY"
		case t.View:
			kind = "VIEW"
		}
		var typeDatabase, typeSchema, typeName any
		if d, ok := m.snap.TypeByID(t.OfType); ok && t.OfType != 0 {
			typeDatabase, typeSchema, typeName = m.database(), m.schemaName(d.SchemaID), d.Name
		}
		if err := m.row(m.database(), m.schemaName(t.SchemaID), t.Name, kind, nil, nil, typeDatabase, typeSchema, typeName, yesNo(!t.Virtual && (!t.View || bind.ViewEvents(m.snap, t, false)&bind.ViewInsert != 0)), yesNo(t.OfType != 0), nil); err != nil {
			return err
		}
	}
	return nil
}

func makeInfoViews(m *making) error {
	for _, t := range m.usable() {
		if t.View {
			check := map[string]string{"": "NONE", "local": "LOCAL", "cascaded": "CASCADED"}
			option, _ := t.Option("check_option")
			var text any
			if m.snap.Owns(m.env.User, t) { // nobody else sees what a view is made of here
				text = m.viewDef(t)
			}
			events := bind.ViewEvents(m.snap, t, false)
			if err := m.row(m.database(), m.schemaName(t.SchemaID), t.Name, text, check[option], yesNo(events&bind.ViewUpdate != 0 && events&bind.ViewDelete != 0),
				yesNo(events&bind.ViewInsert != 0), yesNo(t.Instead('u')), yesNo(t.Instead('d')), yesNo(t.Instead('i'))); err != nil {
				return err
			}
		}
	}
	return nil
}

func makeInfoColumns(m *making) error {
	for _, t := range m.usable() {
		for i := range t.Columns {
			if c := &t.Columns[i]; !c.Hidden && m.mayUseColumn(t, c) {
				if err := m.infoColumn(t, c); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// shape is what the standard wants to know of a type.
type shape struct {
	charMax, charBytes               any
	precision, radix, scale, seconds any
	interval                         any // its fields
}

func shapeOf(t *types.Type, typmod int32) shape {
	var s shape
	switch t {
	case types.TText:
		s.charBytes = 1 << 30
	case types.TVarchar, types.TBPChar:
		if typmod >= 4 {
			s.charMax, s.charBytes = typmod-4, (typmod-4)*4
		} else {
			s.charBytes = 1 << 30
		}
	case types.TInt2:
		s.precision, s.radix, s.scale = 16, 2, 0
	case types.TInt4:
		s.precision, s.radix, s.scale = 32, 2, 0
	case types.TInt8:
		s.precision, s.radix, s.scale = 64, 2, 0
	case types.TFloat4:
		s.precision, s.radix = 24, 2
	case types.TFloat8:
		s.precision, s.radix = 53, 2
	case types.TNumeric:
		s.radix = 10
		if typmod >= 4 {
			s.precision, s.scale = types.NumericTypmod(typmod)
		}
	case types.TDate:
		s.seconds = 0
	case types.TTime, types.TTimeTZ, types.TTimestamp, types.TTimestampTZ:
		s.seconds = 6
		if typmod >= 0 {
			s.seconds = typmod
		}
	case types.TBit, types.TVarBit:
		if typmod >= 0 {
			s.charMax = typmod
		}
	case types.TInterval:
		const anyPrecision = 0xFFFF
		if s.seconds = 6; typmod >= 0 && typmod&anyPrecision != anyPrecision {
			s.seconds = typmod & anyPrecision
		}
		if _, fields, ok := strings.Cut(t.Format(typmod), " "); ok {
			s.interval = strings.ToUpper(fields)
		}
	}
	return s
}

func dataType(t *types.Type) string {
	if t.IsArray() && t.Len == -1 && t.Name[0] == '_' {
		return "ARRAY"
	}
	if t.Schema != "" {
		return "USER-DEFINED"
	}
	if t == types.TBPChar {
		return "character"
	}
	return t.String()
}

func (m *making) infoColumn(t *catalog.TableDesc, c *catalog.Column) error {
	base, typmod := under(c.Type, c.Typmod)
	s := shapeOf(base, typmod)
	udtSchema, udtName := nameOfType(base)
	var domainCatalog, domainSchema, domainName any
	if c.Type.Domain() != nil {
		domainCatalog, domainSchema, domainName = m.database(), c.Type.Schema, c.Type.Name
	}
	var def any
	var expression any
	generated := "NEVER"
	switch {
	case c.Generated != 0:
		generated, expression = "ALWAYS", ExprText(m.snap, m.env.Path, t, c.DefaultText, false)
	case c.DefaultText != "" && c.Identity == 0:
		def = ExprText(m.snap, m.env.Path, nil, c.DefaultText, false)
	}
	var generation, start, inc, hi, lo any
	cycle := "NO"
	if c.Identity != 0 {
		generation = "BY DEFAULT"
		if c.Identity == 'a' {
			generation = "ALWAYS"
		}
		if q, ok := m.snap.SequenceByID(c.SequenceID); ok {
			start, inc, hi, lo = strconv.FormatInt(q.Start, 10), strconv.FormatInt(q.Increment, 10), strconv.FormatInt(q.Max, 10), strconv.FormatInt(q.Min, 10)
			cycle = yesNo(q.Cycle)
		}
	}
	number := strconv.Itoa(int(c.ID))
	nullable := !c.NotNull
	if d := c.Type.Domain(); d != nil && d.NotNull {
		nullable = false
	}
	var collationDB, collationSchema, collation any
	if id := c.CollationOID(); id != 0 && id != types.TText.Collation() {
		collationDB, collationSchema, collation = m.database(), catalog.SchemaPGCatalog, catalog.CollationName(id)
	}
	return m.row(m.database(), m.schemaName(t.SchemaID), t.Name, c.Name, int(c.ID), def, yesNo(nullable), dataType(base),
		s.charMax, s.charBytes, s.precision, s.radix, s.scale, s.seconds, s.interval, nil, nil, nil, nil, collationDB, collationSchema, collation, domainCatalog, domainSchema, domainName,
		m.database(), udtSchema, udtName, nil, nil, nil, nil, number, "NO", yesNo(c.Identity != 0), generation, start, inc, hi, lo, cycle,
		generated, expression, yesNo(bind.ColumnUpdatable(m.snap, t, int32(c.ID), false)))
}

func makeInfoSchemata(m *making) error {
	for _, s := range m.schemas() {
		if m.snap.Owns(m.env.User, s) || m.snap.HasPrivilege(m.env.User, s, 'U') || m.snap.HasPrivilege(m.env.User, s, 'C') {
			if err := m.row(m.database(), s.Name, m.roleName(s.Owner), nil, nil, nil, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// changeable lists the tables whose constraints the user is told of: its own ones and
// those that it may do more with than read.
func (m *making) changeable() []*catalog.TableDesc {
	return m.tablesThat(false, func(t *catalog.TableDesc) bool {
		for _, l := range "awdDxt" {
			if m.snap.HasPrivilege(m.env.User, t, byte(l)) {
				return true
			}
		}
		for i := range t.Columns {
			for _, l := range "awx" {
				if m.snap.HasColumnPrivilege(m.env.User, t, &t.Columns[i], byte(l)) {
					return true
				}
			}
		}
		return m.snap.Owns(m.env.User, t)
	})
}

// owned lists the user's own tables.
func (m *making) owned() []*catalog.TableDesc {
	return m.tablesThat(false, func(t *catalog.TableDesc) bool { return m.snap.Owns(m.env.User, t) })
}

func makeInfoConstraints(m *making) error {
	for _, t := range m.changeable() {
		schema := m.schemaName(t.SchemaID)
		deferrable, deferred := "NO", "NO"
		add := func(name, kind string, distinct any) error {
			return m.row(m.database(), schema, name, m.database(), schema, t.Name, kind, deferrable, deferred, "YES", distinct)
		}
		for i := range t.Indexes {
			ix := &t.Indexes[i]
			if !standard(ix) {
				continue
			}
			kind, distinct := "UNIQUE", any(yesNo(!ix.NullsNotDistinct))
			if ix.Primary {
				kind, distinct = "PRIMARY KEY", nil
			}
			deferrable, deferred = yesNo(ix.Deferrable), yesNo(ix.InitiallyDeferred)
			if err := add(ix.Name, kind, distinct); err != nil {
				return err
			}
		}
		deferrable, deferred = "NO", "NO"
		for i := range t.Checks {
			if err := add(t.Checks[i].Name, "CHECK", nil); err != nil {
				return err
			}
		}
		for i := range t.ForeignKeys {
			f := &t.ForeignKeys[i]
			deferrable, deferred = yesNo(f.Deferrable), yesNo(f.InitiallyDeferred)
			if err := add(f.Name, "FOREIGN KEY", nil); err != nil {
				return err
			}
		}
		deferrable, deferred = "NO", "NO"
		for i := range t.Columns {
			if c := &t.Columns[i]; c.NotNull && !c.Hidden {
				if err := add(notNullName(t, c), "CHECK", nil); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// standard reports whether an index has a constraint that the standard knows: not one that
// excludes.
func standard(ix *catalog.IndexDesc) bool { return ix.Constraint != 0 && !ix.Excludes() }

// notNullName is the name that Postgres makes up for a NOT NULL.
func notNullName(t *catalog.TableDesc, c *catalog.Column) string {
	return idText(t.SchemaID) + "_" + idText(t.ID) + "_" + strconv.Itoa(int(c.ID)) + "_not_null"
}

func makeInfoKeyColumns(m *making) error {
	for _, t := range m.usable() {
		schema := m.schemaName(t.SchemaID)
		add := func(name string, ids []catalog.ColumnID, position func(i int) any) error {
			for i, id := range ids {
				c, _, ok := t.ColumnByID(id)
				if !ok || !m.mayUseColumn(t, c) {
					continue
				}
				if err := m.row(m.database(), schema, name, m.database(), schema, t.Name, c.Name, i+1, position(i)); err != nil {
					return err
				}
			}
			return nil
		}
		for i := range t.Indexes {
			if ix := &t.Indexes[i]; standard(ix) {
				if err := add(ix.Name, indexKeyColumns(ix), func(int) any { return nil }); err != nil {
					return err
				}
			}
		}
		for i := range t.ForeignKeys {
			f := &t.ForeignKeys[i]
			if err := add(f.Name, f.Columns, func(i int) any { return m.uniquePosition(f, i) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// uniquePosition is where a referenced column stands in its unique constraint.
func (m *making) uniquePosition(f *catalog.ForeignKeyDesc, i int) any {
	p, ok := m.snap.TableByID(f.RefTable)
	if !ok {
		return nil
	}
	ix, ok := p.Index(f.RefIndex)
	if !ok {
		return nil
	}
	for pos, c := range ix.Columns {
		if c.ID == f.RefColumns[i] {
			return pos + 1
		}
	}
	return nil
}

func makeInfoColumnUsage(m *making) error {
	for _, t := range m.tables(false) {
		schema := m.schemaName(t.SchemaID)
		add := func(of *catalog.TableDesc, ids []catalog.ColumnID, name string) error {
			if !m.snap.Owns(m.env.User, of) {
				return nil
			}
			for _, id := range ids {
				if c, _, ok := of.ColumnByID(id); ok {
					if err := m.row(m.database(), m.schemaName(of.SchemaID), of.Name, c.Name, m.database(), schema, name); err != nil {
						return err
					}
				}
			}
			return nil
		}
		for i := range t.Indexes {
			if ix := &t.Indexes[i]; standard(ix) {
				if err := add(t, indexKeyColumns(ix), ix.Name); err != nil {
					return err
				}
			}
		}
		for i := range t.Checks {
			if err := add(t, t.Checks[i].Columns, t.Checks[i].Name); err != nil {
				return err
			}
		}
		for i := range t.ForeignKeys {
			f := &t.ForeignKeys[i]
			if p, ok := m.snap.TableByID(f.RefTable); ok {
				if err := add(p, f.RefColumns, f.Name); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func makeInfoReferential(m *making) error {
	rules := [...]string{"NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"}
	for _, t := range m.changeable() {
		for i := range t.ForeignKeys {
			f := &t.ForeignKeys[i]
			p, ok := m.snap.TableByID(f.RefTable)
			if !ok {
				continue
			}
			var unique any
			if ix, ok := p.Index(f.RefIndex); ok && ix.Constraint != 0 {
				unique = ix.Name
			}
			match := "NONE"
			if f.MatchFull {
				match = "FULL"
			}
			if err := m.row(m.database(), m.schemaName(t.SchemaID), f.Name, m.database(), m.schemaName(p.SchemaID), unique, match, rules[f.OnUpdate], rules[f.OnDelete]); err != nil {
				return err
			}
		}
	}
	return nil
}

// makeInfoChecks lists each row once, as the UNION of Postgres's view does: a constraint that is inherited
// has the name and the text of its parent's.
func makeInfoChecks(m *making) error {
	told := map[[3]string]bool{}
	add := func(schema, name, clause string) error {
		at := [3]string{schema, name, clause}
		if told[at] {
			return nil
		}
		told[at] = true
		return m.row(m.database(), schema, name, clause)
	}
	for _, t := range m.owned() {
		schema := m.schemaName(t.SchemaID)
		for i := range t.Checks {
			if err := add(schema, t.Checks[i].Name, m.checkClause(t.Checks[i].OID)); err != nil {
				return err
			}
		}
		for i := range t.Columns {
			if c := &t.Columns[i]; c.NotNull && !c.Hidden {
				if err := add(schema, notNullName(t, c), catalog.QuoteIdent(c.Name)+" IS NOT NULL"); err != nil {
					return err
				}
			}
		}
	}
	for _, d := range m.userTypes() {
		if !m.snap.Owns(m.env.User, d) {
			continue
		}
		for i := range d.Checks {
			if err := add(m.schemaName(d.SchemaID), d.Checks[i].Name, m.checkClause(d.Checks[i].OID)); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkClause is the definition of a CHECK constraint without that word.
func (m *making) checkClause(id catalog.ID) string {
	def, _ := ConstraintDef(m.snap, m.env.Path, id, false)
	return strings.TrimPrefix(def, "CHECK ")
}

func makeInfoSequences(m *making) error {
	text := func(v int64) string { return strconv.FormatInt(v, 10) }
	for _, r := range m.relations() {
		d := r.seq
		if d == nil || d.Identity || !m.mayUse(d) {
			continue
		}
		t, _ := types.ByOID(d.TypeOID)
		bits := int(t.Len) * 8
		if err := m.row(m.database(), m.schemaName(d.SchemaID), d.Name, t.String(), bits, 2, 0, text(d.Start), text(d.Min), text(d.Max), text(d.Increment), yesNo(d.Cycle)); err != nil {
			return err
		}
	}
	return nil
}

func makeInfoApplicableRoles(m *making) error {
	for _, r := range m.roles() {
		for _, x := range r.MemberOf {
			if m.snap.Inherits(m.env.User, r.ID, m.env.Path.Database) {
				if err := m.row(r.Name, m.roleName(x.Role), yesNo(x.Admin)); err != nil {
					return err
				}
			}
		}
	}
	// The owner of a database is a member of a role that none is granted.
	if db, ok := m.snap.DatabaseByID(m.db); ok && m.snap.Inherits(m.env.User, db.Owner, m.env.Path.Database) {
		return m.row(m.roleName(db.Owner), m.roleName(catalog.RoleDatabaseOwner), yesNo(false))
	}
	return nil
}

func makeInfoEnabledRoles(m *making) error {
	for _, r := range m.roles() {
		if m.snap.Inherits(m.env.User, r.ID, m.env.Path.Database) {
			if err := m.row(r.Name); err != nil {
				return err
			}
		}
	}
	return nil
}

var privilegeWords = []struct {
	letter byte
	word   string
}{{'a', "INSERT"}, {'r', "SELECT"}, {'w', "UPDATE"}, {'d', "DELETE"}, {'D', "TRUNCATE"}, {'x', "REFERENCES"}, {'t', "TRIGGER"}}

// enabled reports whether a role is one whose rights the user has.
func (m *making) enabled(role catalog.ID) bool {
	return role != 0 && m.snap.Inherits(m.env.User, role, m.env.Path.Database)
}

func (m *making) grantee(id catalog.ID) string {
	if id == 0 {
		return "PUBLIC"
	}
	return m.roleName(id)
}

func grantsOf(d catalog.Descriptor) []catalog.Grant {
	if g := d.Common().Grants; g != nil {
		return g
	}
	return catalog.DefaultGrants(d)
}

func makeInfoPrivileges(m *making) error { return m.tablePrivileges(true) }

func makeInfoRoleTableGrants(m *making) error { return m.tablePrivileges(false) }

// grantedTables are the database's own tables and views, and those of the system, as the
// standard has them: it knows no materialized views.
func (m *making) grantedTables() []*catalog.TableDesc {
	out := m.tablesThat(true, func(t *catalog.TableDesc) bool { return !t.IsMaterialized() })
	for i, t := range out {
		out[i] = m.granted(t)
	}
	return out
}

// tablePrivileges lists the grants that the user made or has; with public, those
// to PUBLIC as well.
func (m *making) tablePrivileges(public bool) error {
	for _, t := range m.grantedTables() {
		for _, g := range grantsOf(t) {
			if !m.enabled(g.Grantor) && !m.enabled(g.Grantee) && (g.Grantee != 0 || !public) {
				continue
			}
			for _, p := range privilegeWords {
				if !hasLetter(g.Privileges, p.letter) {
					continue
				}
				option := g.Grantee == t.Owner || hasLetter(g.Grantable, p.letter)
				if err := m.row(m.roleName(g.Grantor), m.grantee(g.Grantee), m.database(), m.schemaName(t.SchemaID), t.Name, p.word, yesNo(option), yesNo(p.letter == 'r')); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func makeInfoColumnPrivileges(m *making) error { return m.columnPrivileges(true) }

func makeInfoRoleColumnGrants(m *making) error { return m.columnPrivileges(false) }

// columnPrivileges lists what is granted on columns, by themselves or with their
// table.
func (m *making) columnPrivileges(public bool) error {
	for _, t := range m.grantedTables() {
		for i := range t.Columns {
			c := &t.Columns[i]
			if c.Hidden {
				continue
			}
			if err := m.columnGrants(t, c, public); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *making) columnGrants(t *catalog.TableDesc, c *catalog.Column, public bool) error {
	type key struct {
		grantor, grantee catalog.ID
		letter           byte
		grantable        bool // as it is granted: the table's and the column's own may differ
	}
	seen := map[key]bool{}
	var order []key
	for _, g := range append(slices.Clone(grantsOf(t)), c.Grants...) {
		if !m.enabled(g.Grantor) && !m.enabled(g.Grantee) && (g.Grantee != 0 || !public) {
			continue
		}
		for _, p := range privilegeWords {
			if k := (key{g.Grantor, g.Grantee, p.letter, hasLetter(g.Grantable, p.letter)}); hasLetter("arwx", p.letter) && hasLetter(g.Privileges, p.letter) && !seen[k] {
				order, seen[k] = append(order, k), true
			}
		}
	}
	for _, k := range order {
		word := ""
		for _, p := range privilegeWords {
			if p.letter == k.letter {
				word = p.word
			}
		}
		if err := m.row(m.roleName(k.grantor), m.grantee(k.grantee), m.database(), m.schemaName(t.SchemaID), t.Name, c.Name, word, yesNo(k.grantable || k.grantee == t.Owner)); err != nil {
			return err
		}
	}
	return nil
}

func hasLetter(s string, l byte) bool {
	for i := range len(s) {
		if s[i] == l {
			return true
		}
	}
	return false
}

func makeInfoCharacterSets(m *making) error {
	return m.row(nil, nil, "UTF8", "UCS", "UTF8", m.database(), "pg_catalog", "C")
}

func makeInfoCollations(m *making) error {
	for _, name := range infoCollations {
		if err := m.row(m.database(), "pg_catalog", name, "NO PAD"); err != nil {
			return err
		}
	}
	return nil
}
