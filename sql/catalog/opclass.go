package catalog

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/types"
)

// Operator classes tell what an index of an access method may be of, and by which operators it
// may exclude (exclusion.go). Those of gin are rowenc's: entries are theirs alone.

// OpClass is an operator class of PostgreSQL 15.
type OpClass struct {
	ID, Input  types.OID
	Name       string
	Family     types.OID
	FamilyName string
	// Default is that of its Input.
	Default bool
	// Commuting are the operators of a gist class that commute, separated by blanks. A btree or
	// hash class has "=".
	Commuting string
	// Extension is the one that makes the class; "": it is the system's.
	Extension string
}

// BtreeGist is the extension that makes gist classes of types with an order.
const BtreeGist = "btree_gist"

// Trigrams is the extension that makes classes of trigrams, GistTrigramOps its gist class.
const (
	Trigrams       = "pg_trgm"
	GistTrigramOps = "gist_trgm_ops"
)

// eqNe are the operators of btree_gist that commute.
const eqNe = "= <>"

// btreeClasses are all classes of btree.
var btreeClasses = []OpClass{
	{ID: 1978, Input: 23, Name: "int4_ops", Family: 1976, FamilyName: "integer_ops", Default: true}, {ID: 1979, Input: 21, Name: "int2_ops", Family: 1976, FamilyName: "integer_ops", Default: true}, {ID: 1981, Input: 26, Name: "oid_ops", Family: 1989, FamilyName: "oid_ops", Default: true},
	{ID: 3122, Input: 1082, Name: "date_ops", Family: 434, FamilyName: "datetime_ops", Default: true}, {ID: 3123, Input: 701, Name: "float8_ops", Family: 1970, FamilyName: "float_ops", Default: true},
	{ID: 3124, Input: 20, Name: "int8_ops", Family: 1976, FamilyName: "integer_ops", Default: true}, {ID: 3125, Input: 1700, Name: "numeric_ops", Family: 1988, FamilyName: "numeric_ops", Default: true},
	{ID: 3126, Input: 25, Name: "text_ops", Family: 1994, FamilyName: "text_ops", Default: true}, {ID: 3127, Input: 1184, Name: "timestamptz_ops", Family: 434, FamilyName: "datetime_ops", Default: true},
	{ID: 3128, Input: 1114, Name: "timestamp_ops", Family: 434, FamilyName: "datetime_ops", Default: true}, {ID: 4217, Input: 25, Name: "text_pattern_ops", Family: 2095, FamilyName: "text_pattern_ops"},
	{ID: 4218, Input: 25, Name: "varchar_pattern_ops", Family: 2095, FamilyName: "text_pattern_ops"}, {ID: 4219, Input: 1042, Name: "bpchar_pattern_ops", Family: 2097, FamilyName: "bpchar_pattern_ops"},
	{ID: 10000, Input: 2277, Name: "array_ops", Family: 397, FamilyName: "array_ops", Default: true}, {ID: 10002, Input: 1560, Name: "bit_ops", Family: 423, FamilyName: "bit_ops", Default: true}, {ID: 10003, Input: 16, Name: "bool_ops", Family: 424, FamilyName: "bool_ops", Default: true},
	{ID: 10004, Input: 1042, Name: "bpchar_ops", Family: 426, FamilyName: "bpchar_ops", Default: true}, {ID: 10006, Input: 17, Name: "bytea_ops", Family: 428, FamilyName: "bytea_ops", Default: true},
	{ID: 10007, Input: 18, Name: "char_ops", Family: 429, FamilyName: "char_ops", Default: true}, {ID: 10009, Input: 869, Name: "cidr_ops", Family: 1974, FamilyName: "network_ops"},
	{ID: 10012, Input: 700, Name: "float4_ops", Family: 1970, FamilyName: "float_ops", Default: true}, {ID: 10015, Input: 869, Name: "inet_ops", Family: 1974, FamilyName: "network_ops", Default: true},
	{ID: 10022, Input: 1186, Name: "interval_ops", Family: 1982, FamilyName: "interval_ops", Default: true}, {ID: 10024, Input: 829, Name: "macaddr_ops", Family: 1984, FamilyName: "macaddr_ops", Default: true},
	{ID: 10026, Input: 774, Name: "macaddr8_ops", Family: 3371, FamilyName: "macaddr8_ops", Default: true}, {ID: 10028, Input: 19, Name: "name_ops", Family: 1994, FamilyName: "text_ops", Default: true},
	{ID: 10032, Input: 30, Name: "oidvector_ops", Family: 1991, FamilyName: "oidvector_ops", Default: true}, {ID: 10034, Input: 2249, Name: "record_ops", Family: 2994, FamilyName: "record_ops", Default: true},
	{ID: 10036, Input: 2249, Name: "record_image_ops", Family: 3194, FamilyName: "record_image_ops"}, {ID: 10038, Input: 1083, Name: "time_ops", Family: 1996, FamilyName: "time_ops", Default: true},
	{ID: 10041, Input: 1266, Name: "timetz_ops", Family: 2000, FamilyName: "timetz_ops", Default: true}, {ID: 10043, Input: 1562, Name: "varbit_ops", Family: 2002, FamilyName: "varbit_ops", Default: true},
	{ID: 10044, Input: 25, Name: "varchar_ops", Family: 1994, FamilyName: "text_ops"}, {ID: 10047, Input: 790, Name: "money_ops", Family: 2099, FamilyName: "money_ops", Default: true},
	{ID: 10050, Input: 27, Name: "tid_ops", Family: 2789, FamilyName: "tid_ops", Default: true}, {ID: 10053, Input: 5069, Name: "xid8_ops", Family: 5067, FamilyName: "xid8_ops", Default: true}, {ID: 10065, Input: 2950, Name: "uuid_ops", Family: 2968, FamilyName: "uuid_ops", Default: true},
	{ID: 10067, Input: 3220, Name: "pg_lsn_ops", Family: 3253, FamilyName: "pg_lsn_ops", Default: true}, {ID: 10069, Input: 3500, Name: "enum_ops", Family: 3522, FamilyName: "enum_ops", Default: true},
	{ID: 10071, Input: 3614, Name: "tsvector_ops", Family: 3626, FamilyName: "tsvector_ops", Default: true}, {ID: 10074, Input: 3615, Name: "tsquery_ops", Family: 3683, FamilyName: "tsquery_ops", Default: true},
	{ID: 10076, Input: 3831, Name: "range_ops", Family: 3901, FamilyName: "range_ops", Default: true}, {ID: 10080, Input: 4537, Name: "multirange_ops", Family: 4199, FamilyName: "multirange_ops", Default: true},
	{ID: 10088, Input: 3802, Name: "jsonb_ops", Family: 4033, FamilyName: "jsonb_ops", Default: true},
}

// gistClasses are those of gist. Of btree_gist's the numbers are ours: in Postgres each database
// has its own.
var gistClasses = []OpClass{
	{ID: 10017, Input: types.OIDInet, Name: "inet_ops", Family: 3550, FamilyName: "network_ops", Commuting: "&& = <>"},
	{ID: 10060, Input: types.OIDBox, Name: "box_ops", Family: 2593, FamilyName: "box_ops", Default: true, Commuting: "&& ~="},
	{ID: 10061, Input: types.OIDPoint, Name: "point_ops", Family: 1029, FamilyName: "point_ops", Default: true, Commuting: "~="},
	{ID: 10062, Input: types.OIDPolygon, Name: "poly_ops", Family: 2594, FamilyName: "poly_ops", Default: true, Commuting: "&& ~="},
	{ID: 10063, Input: types.OIDCircle, Name: "circle_ops", Family: 2595, FamilyName: "circle_ops", Default: true, Commuting: "&& ~="},
	{ID: 10072, Input: types.OIDTSVector, Name: "tsvector_ops", Family: 3655, FamilyName: "tsvector_ops", Default: true},
	{ID: 10075, Input: types.OIDTSQuery, Name: "tsquery_ops", Family: 3702, FamilyName: "tsquery_ops", Default: true},
	{ID: 10078, Input: types.OIDAnyRange, Name: "range_ops", Family: 3919, FamilyName: "range_ops", Default: true, Commuting: "&& -|- ="},
	{ID: 10082, Input: types.OIDAnyMultirange, Name: "multirange_ops", Family: 6158, FamilyName: "multirange_ops", Default: true, Commuting: "&& -|- ="},

	{ID: 13140, Input: 26, Name: "gist_oid_ops", Family: 13141, FamilyName: "gist_oid_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13142, Input: 21, Name: "gist_int2_ops", Family: 13143, FamilyName: "gist_int2_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13144, Input: 23, Name: "gist_int4_ops", Family: 13145, FamilyName: "gist_int4_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13146, Input: 20, Name: "gist_int8_ops", Family: 13147, FamilyName: "gist_int8_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13148, Input: 700, Name: "gist_float4_ops", Family: 13149, FamilyName: "gist_float4_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13150, Input: 701, Name: "gist_float8_ops", Family: 13151, FamilyName: "gist_float8_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13152, Input: 1114, Name: "gist_timestamp_ops", Family: 13153, FamilyName: "gist_timestamp_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13154, Input: 1184, Name: "gist_timestamptz_ops", Family: 13155, FamilyName: "gist_timestamptz_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13156, Input: 1083, Name: "gist_time_ops", Family: 13157, FamilyName: "gist_time_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13158, Input: 1266, Name: "gist_timetz_ops", Family: 13159, FamilyName: "gist_timetz_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13160, Input: 1082, Name: "gist_date_ops", Family: 13161, FamilyName: "gist_date_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13162, Input: 1186, Name: "gist_interval_ops", Family: 13163, FamilyName: "gist_interval_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13164, Input: 790, Name: "gist_cash_ops", Family: 13165, FamilyName: "gist_cash_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13166, Input: 829, Name: "gist_macaddr_ops", Family: 13167, FamilyName: "gist_macaddr_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13168, Input: 774, Name: "gist_macaddr8_ops", Family: 13169, FamilyName: "gist_macaddr8_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13170, Input: 25, Name: "gist_text_ops", Family: 13171, FamilyName: "gist_text_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13172, Input: 1042, Name: "gist_bpchar_ops", Family: 13173, FamilyName: "gist_bpchar_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13174, Input: 17, Name: "gist_bytea_ops", Family: 13175, FamilyName: "gist_bytea_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13176, Input: 1700, Name: "gist_numeric_ops", Family: 13177, FamilyName: "gist_numeric_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13178, Input: 1560, Name: "gist_bit_ops", Family: 13179, FamilyName: "gist_bit_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13180, Input: 1562, Name: "gist_vbit_ops", Family: 13181, FamilyName: "gist_vbit_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13182, Input: 869, Name: "gist_inet_ops", Family: 13183, FamilyName: "gist_inet_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13184, Input: 650, Name: "gist_cidr_ops", Family: 13185, FamilyName: "gist_cidr_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13186, Input: 2950, Name: "gist_uuid_ops", Family: 13187, FamilyName: "gist_uuid_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13188, Input: 3500, Name: "gist_enum_ops", Family: 13189, FamilyName: "gist_enum_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},
	{ID: 13190, Input: 16, Name: "gist_bool_ops", Family: 13191, FamilyName: "gist_bool_ops", Default: true, Commuting: eqNe, Extension: BtreeGist},

	{ID: 13192, Input: 25, Name: GistTrigramOps, Family: 13193, FamilyName: GistTrigramOps, Extension: Trigrams},
}

// OpClasses are the classes of btree, which are not to be changed.
func OpClasses() []OpClass { return btreeClasses }

// GistClasses are those of gist, which are not to be changed either.
func GistClasses() []OpClass { return gistClasses }

// OpClassByID finds one of those lists, or of MethodClasses.
func OpClassByID(id types.OID) (*OpClass, bool) {
	for _, list := range [][]OpClass{btreeClasses, gistClasses, brinClasses, spgistClasses, btreeGinClasses} {
		if i := slices.IndexFunc(list, func(c OpClass) bool { return c.ID == id }); i >= 0 {
			return &list[i], true
		}
	}
	return nil, false
}

// DefaultOpClass is the default btree class of a type; 0: it has none.
func DefaultOpClass(t *types.Type) types.OID {
	if t == types.TCidr {
		t = types.TInet
	}
	if c := defaultClass(btreeClasses, t); c != nil {
		return c.ID
	}
	return 0
}

// GistOpClass is the default gist class of a type, nil where it has none. Those of btree_gist
// are there where that is.
func GistOpClass(t *types.Type, btreeGist bool) *OpClass {
	if c := defaultClass(gistClasses, t.Base()); c != nil && (btreeGist || c.Extension == "") {
		return c
	}
	return nil
}

func defaultClass(list []OpClass, t *types.Type) *OpClass {
	input := classInput(t)
	if i := slices.IndexFunc(list, func(c OpClass) bool { return c.Input == input && c.Default }); i >= 0 {
		return &list[i]
	}
	return nil
}

// classInput is the type that classes of t's values are of.
func classInput(t *types.Type) types.OID {
	switch {
	case t == types.TVarchar:
		t = types.TText
	case t.Enum() != nil:
		t = types.TAnyEnum
	case t.IsRange():
		t = types.TAnyRange
	case t.IsMultirange():
		t = types.TAnyMultirange
	case t.Composite() != nil:
		t = types.TRecord
	case t.IsArray() && strings.HasPrefix(t.Name, "_"):
		t = types.TAnyArray
	}
	return t.OID
}

// Takes reports whether the class is one for values of t.
func (c *OpClass) Takes(t *types.Type) bool {
	t = t.Base()
	return c.Input == classInput(t) || c.Input == t.OID || c.Input == types.OIDInet && t == types.TCidr
}

// Commutes reports whether the class has an operator of that name that commutes.
func (c *OpClass) Commutes(op string) bool { return slices.Contains(strings.Fields(c.Commuting), op) }
