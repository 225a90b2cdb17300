package catalog

import (
	"slices"

	"github.com/isochrondb/isochron/sql/types"
)

// Indexes of brin, spgist and, where they are of no exclusion constraint, gist are ordered ones,
// or have entries as those of gin do: they are kept as whichever serves the operators of their
// classes, and shown as what was asked for. So are those of gin
// whose classes are btree_gin's. A column's class tells brin, spgist and such of gin apart from btree.

// The access methods that CREATE INDEX may name.
const (
	MethodBtree  = "btree"
	MethodHash   = "hash"
	MethodGist   = "gist"
	MethodGin    = "gin"
	MethodSPGist = "spgist"
	MethodBrin   = "brin"
)

// brinClasses are all classes of brin.
var brinClasses = []OpClass{
	{ID: 10092, Input: 17, Name: "bytea_minmax_ops", Family: 4064, FamilyName: "bytea_minmax_ops", Default: true},
	{ID: 10093, Input: 17, Name: "bytea_bloom_ops", Family: 4578, FamilyName: "bytea_bloom_ops"},
	{ID: 10094, Input: 18, Name: "char_minmax_ops", Family: 4062, FamilyName: "char_minmax_ops", Default: true},
	{ID: 10095, Input: 18, Name: "char_bloom_ops", Family: 4577, FamilyName: "char_bloom_ops"},
	{ID: 10096, Input: 19, Name: "name_minmax_ops", Family: 4065, FamilyName: "name_minmax_ops", Default: true},
	{ID: 10097, Input: 19, Name: "name_bloom_ops", Family: 4579, FamilyName: "name_bloom_ops"},
	{ID: 10098, Input: 20, Name: "int8_minmax_ops", Family: 4054, FamilyName: "integer_minmax_ops", Default: true},
	{ID: 10099, Input: 20, Name: "int8_minmax_multi_ops", Family: 4602, FamilyName: "integer_minmax_multi_ops"},
	{ID: 10100, Input: 20, Name: "int8_bloom_ops", Family: 4572, FamilyName: "integer_bloom_ops"},
	{ID: 10101, Input: 21, Name: "int2_minmax_ops", Family: 4054, FamilyName: "integer_minmax_ops", Default: true},
	{ID: 10102, Input: 21, Name: "int2_minmax_multi_ops", Family: 4602, FamilyName: "integer_minmax_multi_ops"},
	{ID: 10103, Input: 21, Name: "int2_bloom_ops", Family: 4572, FamilyName: "integer_bloom_ops"},
	{ID: 10104, Input: 23, Name: "int4_minmax_ops", Family: 4054, FamilyName: "integer_minmax_ops", Default: true},
	{ID: 10105, Input: 23, Name: "int4_minmax_multi_ops", Family: 4602, FamilyName: "integer_minmax_multi_ops"},
	{ID: 10106, Input: 23, Name: "int4_bloom_ops", Family: 4572, FamilyName: "integer_bloom_ops"},
	{ID: 10107, Input: 25, Name: "text_minmax_ops", Family: 4056, FamilyName: "text_minmax_ops", Default: true},
	{ID: 10108, Input: 25, Name: "text_bloom_ops", Family: 4573, FamilyName: "text_bloom_ops"},
	{ID: 10109, Input: 26, Name: "oid_minmax_ops", Family: 4068, FamilyName: "oid_minmax_ops", Default: true},
	{ID: 10110, Input: 26, Name: "oid_minmax_multi_ops", Family: 4606, FamilyName: "oid_minmax_multi_ops"},
	{ID: 10111, Input: 26, Name: "oid_bloom_ops", Family: 4580, FamilyName: "oid_bloom_ops"},
	{ID: 10112, Input: 27, Name: "tid_minmax_ops", Family: 4069, FamilyName: "tid_minmax_ops", Default: true},
	{ID: 10113, Input: 27, Name: "tid_bloom_ops", Family: 4581, FamilyName: "tid_bloom_ops"},
	{ID: 10114, Input: 27, Name: "tid_minmax_multi_ops", Family: 4607, FamilyName: "tid_minmax_multi_ops"},
	{ID: 10115, Input: 700, Name: "float4_minmax_ops", Family: 4070, FamilyName: "float_minmax_ops", Default: true},
	{ID: 10116, Input: 700, Name: "float4_minmax_multi_ops", Family: 4608, FamilyName: "float_minmax_multi_ops"},
	{ID: 10117, Input: 700, Name: "float4_bloom_ops", Family: 4582, FamilyName: "float_bloom_ops"},
	{ID: 10118, Input: 701, Name: "float8_minmax_ops", Family: 4070, FamilyName: "float_minmax_ops", Default: true},
	{ID: 10119, Input: 701, Name: "float8_minmax_multi_ops", Family: 4608, FamilyName: "float_minmax_multi_ops"},
	{ID: 10120, Input: 701, Name: "float8_bloom_ops", Family: 4582, FamilyName: "float_bloom_ops"},
	{ID: 10121, Input: 829, Name: "macaddr_minmax_ops", Family: 4074, FamilyName: "macaddr_minmax_ops", Default: true},
	{ID: 10122, Input: 829, Name: "macaddr_minmax_multi_ops", Family: 4609, FamilyName: "macaddr_minmax_multi_ops"},
	{ID: 10123, Input: 829, Name: "macaddr_bloom_ops", Family: 4583, FamilyName: "macaddr_bloom_ops"},
	{ID: 10124, Input: 774, Name: "macaddr8_minmax_ops", Family: 4109, FamilyName: "macaddr8_minmax_ops", Default: true},
	{ID: 10125, Input: 774, Name: "macaddr8_minmax_multi_ops", Family: 4610, FamilyName: "macaddr8_minmax_multi_ops"},
	{ID: 10126, Input: 774, Name: "macaddr8_bloom_ops", Family: 4584, FamilyName: "macaddr8_bloom_ops"},
	{ID: 10127, Input: 869, Name: "inet_minmax_ops", Family: 4075, FamilyName: "network_minmax_ops"},
	{ID: 10128, Input: 869, Name: "inet_minmax_multi_ops", Family: 4611, FamilyName: "network_minmax_multi_ops"},
	{ID: 10129, Input: 869, Name: "inet_bloom_ops", Family: 4585, FamilyName: "network_bloom_ops"},
	{ID: 10130, Input: 869, Name: "inet_inclusion_ops", Family: 4102, FamilyName: "network_inclusion_ops", Default: true},
	{ID: 10131, Input: 1042, Name: "bpchar_minmax_ops", Family: 4076, FamilyName: "bpchar_minmax_ops", Default: true},
	{ID: 10132, Input: 1042, Name: "bpchar_bloom_ops", Family: 4586, FamilyName: "bpchar_bloom_ops"},
	{ID: 10133, Input: 1083, Name: "time_minmax_ops", Family: 4077, FamilyName: "time_minmax_ops", Default: true},
	{ID: 10134, Input: 1083, Name: "time_minmax_multi_ops", Family: 4612, FamilyName: "time_minmax_multi_ops"},
	{ID: 10135, Input: 1083, Name: "time_bloom_ops", Family: 4587, FamilyName: "time_bloom_ops"},
	{ID: 10136, Input: 1082, Name: "date_minmax_ops", Family: 4059, FamilyName: "datetime_minmax_ops", Default: true},
	{ID: 10137, Input: 1082, Name: "date_minmax_multi_ops", Family: 4605, FamilyName: "datetime_minmax_multi_ops"},
	{ID: 10138, Input: 1082, Name: "date_bloom_ops", Family: 4576, FamilyName: "datetime_bloom_ops"},
	{ID: 10139, Input: 1114, Name: "timestamp_minmax_ops", Family: 4059, FamilyName: "datetime_minmax_ops", Default: true},
	{ID: 10140, Input: 1114, Name: "timestamp_minmax_multi_ops", Family: 4605, FamilyName: "datetime_minmax_multi_ops"},
	{ID: 10141, Input: 1114, Name: "timestamp_bloom_ops", Family: 4576, FamilyName: "datetime_bloom_ops"},
	{ID: 10142, Input: 1184, Name: "timestamptz_minmax_ops", Family: 4059, FamilyName: "datetime_minmax_ops", Default: true},
	{ID: 10143, Input: 1184, Name: "timestamptz_minmax_multi_ops", Family: 4605, FamilyName: "datetime_minmax_multi_ops"},
	{ID: 10144, Input: 1184, Name: "timestamptz_bloom_ops", Family: 4576, FamilyName: "datetime_bloom_ops"},
	{ID: 10145, Input: 1186, Name: "interval_minmax_ops", Family: 4078, FamilyName: "interval_minmax_ops", Default: true},
	{ID: 10146, Input: 1186, Name: "interval_minmax_multi_ops", Family: 4613, FamilyName: "interval_minmax_multi_ops"},
	{ID: 10147, Input: 1186, Name: "interval_bloom_ops", Family: 4588, FamilyName: "interval_bloom_ops"},
	{ID: 10148, Input: 1266, Name: "timetz_minmax_ops", Family: 4058, FamilyName: "timetz_minmax_ops", Default: true},
	{ID: 10149, Input: 1266, Name: "timetz_minmax_multi_ops", Family: 4604, FamilyName: "timetz_minmax_multi_ops"},
	{ID: 10150, Input: 1266, Name: "timetz_bloom_ops", Family: 4575, FamilyName: "timetz_bloom_ops"},
	{ID: 10151, Input: 1560, Name: "bit_minmax_ops", Family: 4079, FamilyName: "bit_minmax_ops", Default: true},
	{ID: 10152, Input: 1562, Name: "varbit_minmax_ops", Family: 4080, FamilyName: "varbit_minmax_ops", Default: true},
	{ID: 10153, Input: 1700, Name: "numeric_minmax_ops", Family: 4055, FamilyName: "numeric_minmax_ops", Default: true},
	{ID: 10154, Input: 1700, Name: "numeric_minmax_multi_ops", Family: 4603, FamilyName: "numeric_minmax_multi_ops"},
	{ID: 10155, Input: 1700, Name: "numeric_bloom_ops", Family: 4574, FamilyName: "numeric_bloom_ops"},
	{ID: 10156, Input: 2950, Name: "uuid_minmax_ops", Family: 4081, FamilyName: "uuid_minmax_ops", Default: true},
	{ID: 10157, Input: 2950, Name: "uuid_minmax_multi_ops", Family: 4614, FamilyName: "uuid_minmax_multi_ops"},
	{ID: 10158, Input: 2950, Name: "uuid_bloom_ops", Family: 4589, FamilyName: "uuid_bloom_ops"},
	{ID: 10159, Input: 3831, Name: "range_inclusion_ops", Family: 4103, FamilyName: "range_inclusion_ops", Default: true},
	{ID: 10160, Input: 3220, Name: "pg_lsn_minmax_ops", Family: 4082, FamilyName: "pg_lsn_minmax_ops", Default: true},
	{ID: 10161, Input: 3220, Name: "pg_lsn_minmax_multi_ops", Family: 4615, FamilyName: "pg_lsn_minmax_multi_ops"},
	{ID: 10162, Input: 3220, Name: "pg_lsn_bloom_ops", Family: 4590, FamilyName: "pg_lsn_bloom_ops"},
	{ID: 10163, Input: 603, Name: "box_inclusion_ops", Family: 4104, FamilyName: "box_inclusion_ops", Default: true},
}

// spgistClasses are all classes of spgist.
var spgistClasses = []OpClass{
	{ID: 10018, Input: 869, Name: "inet_ops", Family: 3794, FamilyName: "network_ops", Default: true},
	{ID: 10079, Input: 3831, Name: "range_ops", Family: 3474, FamilyName: "range_ops", Default: true},
	{ID: 10083, Input: 603, Name: "box_ops", Family: 5000, FamilyName: "box_ops", Default: true},
	{ID: 10084, Input: 600, Name: "quad_point_ops", Family: 4015, FamilyName: "quad_point_ops", Default: true},
	{ID: 10085, Input: 600, Name: "kd_point_ops", Family: 4016, FamilyName: "kd_point_ops"},
	{ID: 10086, Input: 25, Name: "text_ops", Family: 4017, FamilyName: "text_ops", Default: true},
	{ID: 10087, Input: 604, Name: "poly_ops", Family: 5008, FamilyName: "poly_ops", Default: true},
}

// BtreeGin is the extension that makes gin classes of types with an order.
const BtreeGin = "btree_gin"

// Hstore is the extension that makes a gin class of its own type.
const Hstore = "hstore"

// btreeGinClasses are those of btree_gin. The numbers are ours: in Postgres each database has its own.
var btreeGinClasses = []OpClass{
	{ID: 13202, Input: 21, Name: "int2_ops", Family: 13203, FamilyName: "int2_ops", Default: true, Extension: BtreeGin},
	{ID: 13204, Input: 23, Name: "int4_ops", Family: 13205, FamilyName: "int4_ops", Default: true, Extension: BtreeGin},
	{ID: 13206, Input: 20, Name: "int8_ops", Family: 13207, FamilyName: "int8_ops", Default: true, Extension: BtreeGin},
	{ID: 13208, Input: 700, Name: "float4_ops", Family: 13209, FamilyName: "float4_ops", Default: true, Extension: BtreeGin},
	{ID: 13210, Input: 701, Name: "float8_ops", Family: 13211, FamilyName: "float8_ops", Default: true, Extension: BtreeGin},
	{ID: 13212, Input: 790, Name: "money_ops", Family: 13213, FamilyName: "money_ops", Default: true, Extension: BtreeGin},
	{ID: 13214, Input: 26, Name: "oid_ops", Family: 13215, FamilyName: "oid_ops", Default: true, Extension: BtreeGin},
	{ID: 13216, Input: 1114, Name: "timestamp_ops", Family: 13217, FamilyName: "timestamp_ops", Default: true, Extension: BtreeGin},
	{ID: 13218, Input: 1184, Name: "timestamptz_ops", Family: 13219, FamilyName: "timestamptz_ops", Default: true, Extension: BtreeGin},
	{ID: 13220, Input: 1083, Name: "time_ops", Family: 13221, FamilyName: "time_ops", Default: true, Extension: BtreeGin},
	{ID: 13222, Input: 1266, Name: "timetz_ops", Family: 13223, FamilyName: "timetz_ops", Default: true, Extension: BtreeGin},
	{ID: 13224, Input: 1082, Name: "date_ops", Family: 13225, FamilyName: "date_ops", Default: true, Extension: BtreeGin},
	{ID: 13226, Input: 1186, Name: "interval_ops", Family: 13227, FamilyName: "interval_ops", Default: true, Extension: BtreeGin},
	{ID: 13228, Input: 829, Name: "macaddr_ops", Family: 13229, FamilyName: "macaddr_ops", Default: true, Extension: BtreeGin},
	{ID: 13230, Input: 869, Name: "inet_ops", Family: 13231, FamilyName: "inet_ops", Default: true, Extension: BtreeGin},
	{ID: 13232, Input: 650, Name: "cidr_ops", Family: 13233, FamilyName: "cidr_ops", Default: true, Extension: BtreeGin},
	{ID: 13234, Input: 25, Name: "text_ops", Family: 13235, FamilyName: "text_ops", Default: true, Extension: BtreeGin},
	{ID: 13236, Input: 1043, Name: "varchar_ops", Family: 13237, FamilyName: "varchar_ops", Default: true, Extension: BtreeGin},
	{ID: 13238, Input: 18, Name: "char_ops", Family: 13239, FamilyName: "char_ops", Default: true, Extension: BtreeGin},
	{ID: 13240, Input: 17, Name: "bytea_ops", Family: 13241, FamilyName: "bytea_ops", Default: true, Extension: BtreeGin},
	{ID: 13242, Input: 1560, Name: "bit_ops", Family: 13243, FamilyName: "bit_ops", Default: true, Extension: BtreeGin},
	{ID: 13244, Input: 1562, Name: "varbit_ops", Family: 13245, FamilyName: "varbit_ops", Default: true, Extension: BtreeGin},
	{ID: 13246, Input: 1700, Name: "numeric_ops", Family: 13247, FamilyName: "numeric_ops", Default: true, Extension: BtreeGin},
	{ID: 13248, Input: 774, Name: "macaddr8_ops", Family: 13249, FamilyName: "macaddr8_ops", Default: true, Extension: BtreeGin},
	{ID: 13250, Input: 3500, Name: "enum_ops", Family: 13251, FamilyName: "enum_ops", Default: true, Extension: BtreeGin},
	{ID: 13252, Input: 2950, Name: "uuid_ops", Family: 13253, FamilyName: "uuid_ops", Default: true, Extension: BtreeGin},
	{ID: 13254, Input: 19, Name: "name_ops", Family: 13255, FamilyName: "name_ops", Default: true, Extension: BtreeGin},
	{ID: 13256, Input: 16, Name: "bool_ops", Family: 13257, FamilyName: "bool_ops", Default: true, Extension: BtreeGin},
	{ID: 13258, Input: 1042, Name: "bpchar_ops", Family: 13259, FamilyName: "bpchar_ops", Default: true, Extension: BtreeGin},
}

// MethodClasses are the classes of an access method, those of extensions among them; of gin these
// alone, and of hash none. They are not to be changed.
func MethodClasses(method string) []OpClass {
	switch method {
	case MethodBtree:
		return btreeClasses
	case MethodGist:
		return gistClasses
	case MethodSPGist:
		return spgistClasses
	case MethodBrin:
		return brinClasses
	case MethodGin:
		return btreeGinClasses
	}
	return nil
}

// MethodClass is the default class of a type; nil: it has none.
func MethodClass(method string, t *types.Type) *OpClass {
	list := MethodClasses(method)
	if i := slices.IndexFunc(list, func(c OpClass) bool { return c.Input == t.Base().OID && c.Default }); i >= 0 {
		return &list[i] // of varchar
	}
	c := defaultClass(list, t.Base())
	if c == nil && t.Base() == types.TCidr {
		c = defaultClass(list, types.TInet)
	}
	return c
}

// Method is the access method that an index was made with.
func (ix *IndexDesc) Method() string {
	switch {
	case ix.Gist:
		return MethodGist
	case ix.Inverted():
		return MethodGin
	case ix.Hash:
		return MethodHash
	}
	if len(ix.Columns) > 0 && ix.Columns[0].OpClass != 0 {
		for _, method := range []string{MethodBrin, MethodSPGist, MethodGin} {
			if hasClass(MethodClasses(method), ix.Columns[0].OpClass) {
				return method
			}
		}
	}
	return MethodBtree
}

func hasClass(list []OpClass, id types.OID) bool {
	return slices.ContainsFunc(list, func(c OpClass) bool { return c.ID == id })
}
