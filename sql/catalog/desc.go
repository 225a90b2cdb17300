package catalog

import (
	"strings"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// ID names a descriptor: a Postgres OID, unique over the cluster, never reused.
// IDs below FirstID belong to the system.
type ID = types.OID

// ColumnID names a column of its table for ever; it is Postgres's attnum, so
// it starts at 1 and has gaps where columns were dropped.
type ColumnID = rowenc.ColumnID

// IndexID names an index within its table; it stands in the index's keys.
type IndexID uint64

// Descriptor is one object of the catalog: *DatabaseDesc, *SchemaDesc,
// *TableDesc, *SequenceDesc, *RoleDesc, *TypeDesc, *RoutineDesc, *ExtensionDesc, *OperatorDesc, *StatisticsDesc, *CastDesc,
// *TextSearchDesc, *EventTriggerDesc or *PlacementPolicyDesc. Descriptors are immutable once they
// are part of a Snapshot; the Editor changes copies.
type Descriptor interface {
	// Common gives what all objects share.
	Common() *Base
	kind() Kind
}

// Kind is the kind of a descriptor as stored.
type Kind byte

// The kinds. The values are stored and never reused.
const (
	KindDatabase Kind = 1
	KindSchema   Kind = 2
	KindTable    Kind = 3
	KindSequence Kind = 4
	KindRole     Kind = 5
	KindView     Kind = 6 // a TableDesc with a query
	KindType     Kind = 7
	KindRoutine  Kind = 10
	// KindExtension needs version.Parted.
	KindExtension Kind = 20
	// KindOperator, too.
	KindOperator Kind = 21
	// KindPlacementPolicy, too.
	KindPlacementPolicy Kind = 22
	// KindStatistics needs version.Declared.
	KindStatistics Kind = 23
	// KindCast, too.
	KindCast Kind = 24
	// KindTextConfiguration and KindTextDictionary need version.Searching.
	KindTextConfiguration Kind = 25
	KindTextDictionary    Kind = 26
	// KindEventTrigger needs version.Watching.
	KindEventTrigger Kind = 27
)

// Base is what all objects share.
type Base struct {
	ID   ID     `f:"1"`
	Name string `f:"2"`
	// Owner is a role.
	Owner   ID     `f:"3"`
	Comment string `f:"4"`
	// Version grows with every change of the descriptor.
	Version uint64 `f:"5"`
	// Grants are the privileges given on the object; nil means the defaults.
	Grants []Grant `f:"6"`
	// Extension is the one that made the object, which goes with it alone; 0: none did.
	Extension ID `f:"80"`
}

// Common returns b: every descriptor embeds one.
func (b *Base) Common() *Base { return b }

// Grant is the privileges of one grantee.
type Grant struct {
	// Grantee is a role, 0 for PUBLIC.
	Grantee ID `f:"1"`
	Grantor ID `f:"2"`
	// Privileges and Grantable are letters as in an aclitem: "arwdDxt", "U", "CTc".
	Privileges string `f:"3"`
	Grantable  string `f:"4"`
}

// DatabaseDesc is a database: a key space.
type DatabaseDesc struct {
	Base `f:"1"`
	// SpaceID is the key space of its tables.
	SpaceID uint64 `f:"2"`
	// Template and NoConnect are datistemplate and not datallowconn.
	Template  bool `f:"3"`
	NoConnect bool `f:"4"`
	// ConnLimit is datconnlimit; 0 means no limit.
	ConnLimit int32 `f:"5"`
	// Settings are those of ALTER DATABASE … SET.
	Settings []Setting `f:"6"`
	// Options say where the rows of its tables lie that say nothing of that themselves.
	Options []Setting `f:"7"`
	// Defaults are those of ALTER DEFAULT PRIVILEGES.
	Defaults []DefaultPrivileges `f:"8"`
	// Builtins are the privileges on functions and types of the system.
	Builtins []BuiltinGrants `f:"9"`
	// Tablespace is the placement policy of what names none in the database; 0: none. It needs
	// version.Parted.
	Tablespace ID `f:"10"`
}

// DefaultPrivileges are the grants on objects that a role will make.
type DefaultPrivileges struct {
	OID  ID `f:"1"`
	Role ID `f:"2"`
	// Schema is where the objects are made; 0: anywhere. Those grants stand for
	// the default ones, those of a schema are added to them.
	Schema ID `f:"3"`
	// Kind is r for tables, S for sequences, n for schemas.
	Kind   byte    `f:"4"`
	Grants []Grant `f:"5"`
}

// Setting is a stored default of a run-time parameter.
type Setting struct {
	Name  string `f:"1"`
	Value string `f:"2"`
}

// SettingName is how Postgres writes the name of a setting: some have capitals.
func SettingName(name string) string {
	switch name {
	case "datestyle":
		return "DateStyle"
	case "intervalstyle":
		return "IntervalStyle"
	case "timezone":
		return "TimeZone"
	}
	return name
}

// ListsNames reports whether a setting is a list of names: each string that SET gives is one of
// them, quoted where it must be.
func ListsNames(setting string) bool {
	switch strings.ToLower(setting) {
	case "search_path", "temp_tablespaces", "session_preload_libraries", "shared_preload_libraries", "local_preload_libraries", "unix_socket_directories":
		return true
	}
	return false
}

// SchemaDesc is a schema. The virtual ones (pg_catalog, information_schema,
// isochron_internal) have fixed IDs and are part of every database.
type SchemaDesc struct {
	Base       `f:"1"`
	DatabaseID ID `f:"2"`
	// Virtual schemas hold virtual tables only.
	Virtual bool `f:"3"`
	// Temporary schemas are one session's each, of the process that TempNode and TempEpoch
	// name: once that is gone, so is the session (temporary.go).
	Temporary bool   `f:"50"`
	TempNode  uint64 `f:"51"`
	TempEpoch uint64 `f:"52"`
}

// TableDesc is a table, or a view.
type TableDesc struct {
	Base       `f:"1"`
	DatabaseID ID     `f:"2"`
	SchemaID   ID     `f:"3"`
	SpaceID    uint64 `f:"4"`
	// Prefix is the table's number in its keys. It begins as the ID and changes
	// whenever the rows are written anew (TRUNCATE, a new primary key).
	Prefix uint64 `f:"5"`
	// Format grows when anything changes that a reader or writer of rows must
	// know: columns, indexes, constraints, the prefix. Certification compares it.
	Format uint64 `f:"6"`
	// Reads is the Format of the last change that readers must know.
	Reads uint64 `f:"18"`

	// Columns are in order of ID, dropped ones left out, hidden ones included.
	Columns      []Column `f:"7"`
	NextColumnID ColumnID `f:"8"`

	// Indexes[0] is the primary index; rows are stored under it.
	Indexes     []IndexDesc `f:"9"`
	NextIndexID IndexID     `f:"10"`

	Checks []CheckDesc `f:"11"`
	// ForeignKeys are those of this table to others; InboundForeignKeys name the
	// tables whose foreign keys refer to this one.
	ForeignKeys        []ForeignKeyDesc `f:"12"`
	InboundForeignKeys []ID             `f:"13"`

	// Options are storage parameters, kept and shown; those of places.go say where the
	// rows lie, the others are without effect.
	Options  []Setting `f:"14"`
	Unlogged bool      `f:"15"`

	// TypeOID and ArrayTypeOID are the OIDs of the table's row type.
	TypeOID      ID `f:"16"`
	ArrayTypeOID ID `f:"17"`

	// RowSecurity tells that Policies count, ForceRowSecurity that they do for the
	// owner too.
	RowSecurity      bool         `f:"19"`
	ForceRowSecurity bool         `f:"20"`
	Policies         []PolicyDesc `f:"21"`

	// Fresh tells that the transaction which sees this descriptor has made the
	// table, or its prefix, itself: nobody else can reach the rows, so they may be
	// loaded in bulk at its read timestamp. Never set on published descriptors.
	Fresh bool

	// Virtual tables have no keys: package pgcatalog makes their rows. Everybody
	// may read them but the Secret ones.
	Virtual bool
	Secret  bool
	// ViewQuery is the query of a view, in the form of package stored; see view.go.
	ViewQuery []byte `f:"22"`
	// Refs are what the query refers to.
	Refs []Ref `f:"23"`
	// Dependents are the views that refer to this table or view: the reverse of Refs.
	Dependents []ID `f:"24"`
	// RuleID is the OID of a view's rule (pg_rewrite).
	RuleID ID `f:"25"`

	// Temporary tells a table or view of a temporary schema; OnCommit is what becomes of its
	// rows, or of itself, when a transaction commits.
	Temporary bool         `f:"50"`
	OnCommit  ast.OnCommit `f:"51"`
	// Triggers are in order of their creation.
	Triggers []TriggerDesc `f:"60"`

	// MatQuery is the query of a materialized view, a table with rows that REFRESH writes
	// anew; Refs, Dependents and RuleID are as a view's. Unpopulated tells that it has not
	// been filled. They need version.Parted.
	MatQuery    []byte `f:"70"`
	Unpopulated bool   `f:"71"`
	// ForeignKeysOff is DISABLE TRIGGER ALL: what is written to the table is neither checked
	// against its foreign keys nor followed up by those that refer to it.
	ForeignKeysOff bool `f:"72"`

	// Partitioning says how the rows are divided among partitions (partition.go); PartitionOf
	// is the table that this one is a partition of.
	Partitioning PartitionKey `f:"75"`
	PartitionOf  ID           `f:"76"`

	// ReplicaIdentity notes REPLICA IDENTITY, which nothing here reads: f or n, i where an index
	// was named (IndexDesc.ReplicaIdentity), 0 for the default. It needs version.Parted.
	ReplicaIdentity byte `f:"90"`

	// Inherits are the tables of INHERITS, in that order; Children those that inherit from this
	// one (inherit.go). They need version.Parted.
	Inherits []ID `f:"91"`
	Children []ID `f:"92"`

	// Tablespace is the placement policy that the table names, or TablespaceDefault; 0: it follows
	// the table that it is a partition of, or its database. It needs version.Parted.
	Tablespace ID `f:"93"`

	// OfType is the composite type of a typed table (CREATE TABLE … OF). It needs version.Declared.
	OfType ID `f:"94"`

	// System are the system columns that have grants or a comment (systemcolumn.go).
	System []Column `f:"95"`

	// View tells a view, also of the system, from a table. Query is what ViewQuery or MatQuery
	// holds, nil where it can't be read: QueryErr says why.
	View     bool
	Query    *ast.Select
	QueryErr error

	columnByName map[string]int
	row          *rowCell
}

// Column is a column of a table.
type Column struct {
	ID      ColumnID  `f:"1"`
	Name    string    `f:"2"`
	TypeOID types.OID `f:"3"`
	Typmod  int32     `f:"4"`
	NotNull bool      `f:"5"`
	// Hidden columns are not part of * and can't be named: the row ID of a table
	// without a primary key.
	Hidden bool `f:"6"`
	// DefaultText is the default's expression, empty where there is none. For
	// serial columns it is nextval('16385'::regclass) with the sequence's ID.
	DefaultText string `f:"7"`
	// DefaultID is the OID of the default (pg_attrdef).
	DefaultID ID `f:"8"`
	// Identity is 'a' (ALWAYS), 'd' (BY DEFAULT) or 0.
	Identity byte `f:"9"`
	// SequenceID is the sequence that an identity column draws from, and that
	// is owned by a serial column.
	SequenceID ID `f:"10"`
	// MissingText is the value of rows that were written before the column was
	// added, in text form; HasMissing tells that it is not NULL.
	MissingText string `f:"11"`
	HasMissing  bool   `f:"12"`
	Comment     string `f:"13"`
	Stats       int32  `f:"14"`
	// Collation is that which was named, or the type's. Older nodes always kept the type's.
	Collation ID   `f:"15"`
	Storage   byte `f:"16"`
	// Grants are the privileges given on the column alone.
	Grants []Grant `f:"17"`
	// Generated is 's' where DefaultText computes the column from the others of its row,
	// whenever it is written; else 0.
	Generated byte `f:"18"`
	// Parents is how many of the tables that the table inherits from have the column; NotLocal
	// tells that the table was not given it itself. They need version.Parted.
	Parents  int32 `f:"19"`
	NotLocal bool  `f:"20"`
	// Computed columns are those that indexes compute (computed.go): Default is their
	// expression. They are Hidden, too, and part of no stored descriptor.
	Computed bool

	// Type, Default and Missing are made of the stored fields when the
	// descriptor is read. Default is nil where there is none; for identity columns
	// it is the call of nextval.
	Type    *types.Type
	Default ast.Expr
	Missing types.Datum
}

// RowIDColumn is the ID of the hidden row ID (int8) that is the primary key of
// a table without one. It is above all other column IDs and never in a row's value.
const RowIDColumn ColumnID = 1 << 20

// IndexState is how far an index is built.
type IndexState byte

// The states. The values are stored.
const (
	// IndexPublic is complete and may be read.
	IndexPublic IndexState = 0
	// IndexWriteOnly is kept up to date by every writer, and not read: it is
	// being filled.
	IndexWriteOnly IndexState = 1
	// IndexDropping is no longer written or read; its keys await removal.
	IndexDropping IndexState = 2
)

// IndexDesc is an index. Its keys are KeyPrefix + the encoded Columns; see
// Layout in layout.go for what keys and values hold.
type IndexDesc struct {
	// OID is the index's own (pg_class), 0 for the primary index of a table
	// without a primary key.
	OID    ID         `f:"1"`
	ID     IndexID    `f:"2"`
	Name   string     `f:"3"`
	State  IndexState `f:"4"`
	Unique bool       `f:"5"`
	// Primary marks the index of the primary key: Indexes[0], in which the rows lie, or where the
	// key is Deferrable, which needs version.Declared, an index beside that of the row ID.
	Primary bool          `f:"6"`
	Columns []IndexColumn `f:"7"`
	// Include are further columns in the index's values (INCLUDE).
	Include []ColumnID `f:"8"`
	// Constraint is the OID of the PRIMARY KEY, UNIQUE or EXCLUDE constraint with the
	// index's name, 0 where CREATE INDEX made it.
	Constraint ID `f:"9"`
	// NullsNotDistinct is UNIQUE NULLS NOT DISTINCT.
	NullsNotDistinct bool      `f:"10"`
	Comment          string    `f:"11"`
	Options          []Setting `f:"12"`
	// ConstraintComment is the comment on the constraint.
	ConstraintComment string `f:"13"`
	// Deferrable is that of a UNIQUE or EXCLUDE constraint: the index is checked at the end of
	// the statement, or at COMMIT, and stores rows as one that is not unique.
	Deferrable        bool `f:"20"`
	InitiallyDeferred bool `f:"21"`
	// Predicate is the text of a partial index's condition, "" for an index of all rows;
	// PredicateID is the computed column that tells whether it holds.
	Predicate   string   `f:"30"`
	PredicateID ColumnID `f:"31"`
	// Class is that of an inverted index (GIN), 0 for others: an entry for each thing that
	// the values of its columns contain. Of several columns it is the first one's
	// (IndexColumn.Class), which needs version.Declared. EntryID is the computed column of the thing.
	Class   rowenc.EntryClass `f:"32"`
	EntryID ColumnID          `f:"33"`
	// Hash tells that the index was made USING hash: it is kept as any other, and shown so. It
	// needs version.Parted.
	Hash bool `f:"34"`
	// Gist tells that an exclusion constraint was made USING gist: its index is kept as any other
	// (exclusion.go), and shown so. It needs version.Parted.
	Gist bool `f:"35"`
	// Parent is the OID of the index of a partitioned table that this one is a part of.
	Parent ID `f:"40"`
	// Invalid tells an index of a partitioned table (ON ONLY) that some partition has no part
	// of yet.
	Invalid bool `f:"41"`
	// Clustered notes CLUSTER ON, which has no effect: rows lie in the order of the primary key.
	Clustered bool `f:"42"`
	// ReplicaIdentity notes REPLICA IDENTITY USING INDEX. It needs version.Parted.
	ReplicaIdentity bool `f:"90"`
	// Tablespace is the placement policy that the index names, or TablespaceDefault; 0: it follows
	// its table. It needs version.Parted.
	Tablespace ID `f:"91"`
}

// HoldsRows reports whether the index is that of a primary key under which the rows lie.
func (ix *IndexDesc) HoldsRows() bool { return ix.Primary && !ix.Deferrable }

// Infers reports whether the index says that no two of its entries are alike at any time.
func (ix *IndexDesc) Infers() bool { return ix.Unique && !ix.Deferrable && !ix.Invalid }

// Identifies reports whether the index says that no two rows of the table are alike in its
// columns at any time: it is unique, of columns, and has an entry for each row.
func (ix *IndexDesc) Identifies() bool { return ix.Infers() && !ix.Computes() }

// IndexColumn is a column of an index's key.
type IndexColumn struct {
	ID   ColumnID `f:"1"`
	Desc bool     `f:"2"`
	// NullsFirst is absolute, whatever Desc says.
	NullsFirst bool `f:"3"`
	// Expr is the text of an expression, "" for a column: ID is then that of the computed
	// column, of the type TypeOID. Type is that type where it is new.
	Expr    string    `f:"4"`
	TypeOID types.OID `f:"5"`
	Typmod  int32     `f:"6"`
	Type    *types.Type
	// OpClass is the OID of the operator class that was named, where it is not the type's own; 0:
	// none was. All that are taken order as the type does. It needs version.Parted.
	OpClass types.OID `f:"7"`
	// Exclude is the operator of an exclusion constraint's element, else 0: a number of the
	// system's, which Postgres shares. It needs version.Parted.
	Exclude types.OID `f:"8"`
	// Collation is that which was named, where it is not that of the column or expression; 0: none
	// was. It needs version.Declared.
	Collation types.OID `f:"9"`
	// Class is that of a column of an inverted index of several ones.
	Class rowenc.EntryClass `f:"10"`
}

// CheckDesc is a CHECK constraint.
type CheckDesc struct {
	OID  ID     `f:"1"`
	Name string `f:"2"`
	// Text is the expression over the table's columns.
	Text    string     `f:"3"`
	Columns []ColumnID `f:"4"`
	// NotValid: existing rows were not checked.
	NotValid  bool   `f:"5"`
	Comment   string `f:"6"`
	NoInherit bool   `f:"7"`
	// Inherited tells a constraint that the table has from the one it is a partition of.
	Inherited bool `f:"8"`
	// Parents and NotLocal are as a column's.
	Parents  int32 `f:"9"`
	NotLocal bool  `f:"10"`

	Expr ast.Expr
}

// ForeignKeyDesc is a FOREIGN KEY, stored with the referencing table.
type ForeignKeyDesc struct {
	OID  ID     `f:"1"`
	Name string `f:"2"`
	// Columns of this table refer to RefColumns of RefTable, in step.
	Columns    []ColumnID `f:"3"`
	RefTable   ID         `f:"4"`
	RefColumns []ColumnID `f:"5"`
	// RefIndex is the unique index of RefTable that RefColumns are the key of;
	// RefColumns are in the order of the statement, not of the index.
	RefIndex IndexID       `f:"6"`
	OnDelete ast.RefAction `f:"7"`
	OnUpdate ast.RefAction `f:"8"`
	// MatchFull is MATCH FULL.
	MatchFull bool   `f:"9"`
	NotValid  bool   `f:"10"`
	Comment   string `f:"11"`
	// SetColumns are those that ON DELETE SET NULL or SET DEFAULT changes; none: all.
	SetColumns []ColumnID `f:"12"`
	// Deferrable constraints are checked at COMMIT where SET CONSTRAINTS says so, or
	// InitiallyDeferred.
	Deferrable        bool `f:"13"`
	InitiallyDeferred bool `f:"14"`
	// Parent is the OID of the constraint of a partitioned table that this one is a part of.
	Parent ID `f:"15"`
}

// SequenceDesc is a sequence. Its state is not here but at keys 0x06.
type SequenceDesc struct {
	Base       `f:"1"`
	DatabaseID ID `f:"2"`
	SchemaID   ID `f:"3"`
	// TypeOID is int2, int4 or int8.
	TypeOID   types.OID `f:"4"`
	Start     int64     `f:"5"`
	Increment int64     `f:"6"`
	Min       int64     `f:"7"`
	Max       int64     `f:"8"`
	Cache     int64     `f:"9"`
	Cycle     bool      `f:"10"`
	// OwnerTable and OwnerColumn are OWNED BY; 0 where there is none. Identity
	// tells that the sequence is an identity column's.
	OwnerTable  ID       `f:"11"`
	OwnerColumn ColumnID `f:"12"`
	Identity    bool     `f:"13"`
	// Prefix is the sequence's number in its key: a new one is a restart.
	Prefix uint64 `f:"14"`
	// Dependents are the views that refer to the sequence.
	Dependents []ID `f:"15"`
}

// RoleDesc is a role (user).
type RoleDesc struct {
	Base        `f:"1"`
	Superuser   bool `f:"2"`
	CreateDB    bool `f:"3"`
	CreateRole  bool `f:"4"`
	NoInherit   bool `f:"5"`
	Login       bool `f:"6"`
	Replication bool `f:"7"`
	BypassRLS   bool `f:"8"`
	// ConnLimit is rolconnlimit plus one: 0 means no limit.
	ConnLimit int32 `f:"9"`
	// Verifier is the SCRAM-SHA-256 verifier as Postgres writes it, empty for none.
	Verifier string `f:"10"`
	// ValidUntil is the text of VALID UNTIL, empty for none.
	ValidUntil string `f:"11"`
	// MemberOf are the roles that this one is a member of.
	MemberOf []Membership `f:"12"`
	Settings []Setting    `f:"13"`
	// InDatabases are those of ALTER ROLE … IN DATABASE … SET.
	InDatabases []DatabaseSettings `f:"40"`
	// Cluster are the settings of all roles (ALTER ROLE ALL SET). They are the first
	// role's, RoleSuper, which is in every cluster and can't be dropped.
	Cluster []Setting `f:"41"`
	// Parameters are the privileges on settings, which the first role keeps for the cluster, too.
	// They need version.Granted.
	Parameters []ParameterGrants `f:"42"`
}

// DatabaseSettings are a role's settings in one database.
type DatabaseSettings struct {
	Database ID        `f:"1"`
	Settings []Setting `f:"2"`
}

// SettingsIn are the role's settings in a database alone.
func (r *RoleDesc) SettingsIn(database ID) []Setting {
	for _, in := range r.InDatabases {
		if in.Database == database {
			return in.Settings
		}
	}
	return nil
}

// ClusterSettings are those of ALTER ROLE ALL SET.
func (s *Snapshot) ClusterSettings() []Setting {
	if r, ok := s.RoleByID(RoleSuper); ok {
		return r.Cluster
	}
	return nil
}

// Membership is one role that another is a member of.
type Membership struct {
	Role    ID   `f:"1"`
	Grantor ID   `f:"2"`
	Admin   bool `f:"3"`
}

func (*DatabaseDesc) kind() Kind { return KindDatabase }
func (*SchemaDesc) kind() Kind   { return KindSchema }
func (*SequenceDesc) kind() Kind { return KindSequence }
func (*RoleDesc) kind() Kind     { return KindRole }

func (t *TableDesc) kind() Kind {
	if t.IsView() {
		return KindView
	}
	return KindTable
}

// Primary returns the index under which rows are stored.
func (t *TableDesc) Primary() *IndexDesc { return &t.Indexes[0] }

// HasPrimaryKey reports whether the user gave the table a primary key; without
// one, rows are stored by their hidden row ID.
func (t *TableDesc) HasPrimaryKey() bool { return len(t.Indexes) > 0 && t.Indexes[0].Primary }

// PrimaryKey returns the index of the primary key, also of one that is deferrable, under which no
// rows lie; nil: the table has none.
func (t *TableDesc) PrimaryKey() *IndexDesc {
	for i := range t.Indexes {
		if ix := &t.Indexes[i]; ix.Primary && ix.State != IndexDropping {
			return ix
		}
	}
	return nil
}

// ColumnNamed returns a visible column and its position in Columns.
func (t *TableDesc) ColumnNamed(name string) (c *Column, slot int, ok bool) {
	if t.columnByName != nil {
		if i, ok := t.columnByName[name]; ok {
			return &t.Columns[i], i, true
		}
		return nil, 0, false
	}
	for i := range t.Columns {
		if c := &t.Columns[i]; c.Name == name && !c.Hidden {
			return c, i, true
		}
	}
	return nil, 0, false
}

// ColumnByID returns a column and its position in Columns.
func (t *TableDesc) ColumnByID(id ColumnID) (c *Column, slot int, ok bool) {
	for i := range t.Columns {
		if t.Columns[i].ID == id {
			return &t.Columns[i], i, true
		}
	}
	return nil, 0, false
}

// Index returns an index by its ID, in any state.
func (t *TableDesc) Index(id IndexID) (*IndexDesc, bool) {
	for i := range t.Indexes {
		if t.Indexes[i].ID == id {
			return &t.Indexes[i], true
		}
	}
	return nil, false
}

// IndexNamed returns an index that is public or write-only.
func (t *TableDesc) IndexNamed(name string) (*IndexDesc, bool) {
	for i := range t.Indexes {
		if ix := &t.Indexes[i]; ix.Name == name && ix.State != IndexDropping && ix.OID != 0 {
			return ix, true
		}
	}
	return nil, false
}

// KeyPrefix returns the prefix of an index's keys.
func (t *TableDesc) KeyPrefix(ix *IndexDesc) keys.Key {
	return keys.IndexPrefix(t.SpaceID, t.Prefix, uint64(ix.ID))
}

// Span returns all keys of an index.
func (t *TableDesc) Span(ix *IndexDesc) keys.Span {
	p := t.KeyPrefix(ix)
	return keys.Span{Start: p, End: p.PrefixEnd()}
}

// TableSpan returns all keys of the table.
func (t *TableDesc) TableSpan() keys.Span {
	p := keys.TablePrefix(t.SpaceID, t.Prefix)
	return keys.Span{Start: p, End: p.PrefixEnd()}
}
