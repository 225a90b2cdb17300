// Code generated from the pg_type of PostgreSQL 15. DO NOT EDIT.

package types

// The OIDs of the types known by name.
const (
	OIDBool                    OID = 16
	OIDBytea                   OID = 17
	OIDChar                    OID = 18
	OIDName                    OID = 19
	OIDInt8                    OID = 20
	OIDInt2                    OID = 21
	OIDInt2Vector              OID = 22
	OIDInt4                    OID = 23
	OIDRegProc                 OID = 24
	OIDText                    OID = 25
	OIDOID                     OID = 26
	OIDTID                     OID = 27
	OIDXID                     OID = 28
	OIDCID                     OID = 29
	OIDOIDVector               OID = 30
	OIDJSON                    OID = 114
	OIDXID8                    OID = 5069
	OIDFloat4                  OID = 700
	OIDFloat8                  OID = 701
	OIDUnknown                 OID = 705
	OIDBPChar                  OID = 1042
	OIDVarchar                 OID = 1043
	OIDDate                    OID = 1082
	OIDTime                    OID = 1083
	OIDTimestamp               OID = 1114
	OIDTimestampTZ             OID = 1184
	OIDInterval                OID = 1186
	OIDTimeTZ                  OID = 1266
	OIDBit                     OID = 1560
	OIDVarBit                  OID = 1562
	OIDNumeric                 OID = 1700
	OIDRegProcedure            OID = 2202
	OIDRegOper                 OID = 2203
	OIDRegOperator             OID = 2204
	OIDRegClass                OID = 2205
	OIDRegType                 OID = 2206
	OIDRegRole                 OID = 4096
	OIDRegNamespace            OID = 4089
	OIDRegCollation            OID = 4191
	OIDRegConfig               OID = 3734
	OIDRegDictionary           OID = 3769
	OIDUUID                    OID = 2950
	OIDJSONB                   OID = 3802
	OIDPgLSN                   OID = 3220
	OIDPgNodeTree              OID = 194
	OIDACLItem                 OID = 1033
	OIDMoney                   OID = 790
	OIDInet                    OID = 869
	OIDCidr                    OID = 650
	OIDMACAddr                 OID = 829
	OIDXML                     OID = 142
	OIDRecord                  OID = 2249
	OIDCString                 OID = 2275
	OIDAny                     OID = 2276
	OIDAnyArray                OID = 2277
	OIDVoid                    OID = 2278
	OIDTrigger                 OID = 2279
	OIDInternal                OID = 2281
	OIDAnyElement              OID = 2283
	OIDAnyNonArray             OID = 2776
	OIDAnyEnum                 OID = 3500
	OIDAnyRange                OID = 3831
	OIDAnyCompatible           OID = 5077
	OIDAnyCompatibleArray      OID = 5078
	OIDAnyCompatibleNonArray   OID = 5079
	OIDAnyCompatibleRange      OID = 5080
	OIDAnyMultirange           OID = 4537
	OIDAnyCompatibleMultirange OID = 4538
	OIDLanguageHandler         OID = 2280
	OIDEventTrigger            OID = 3838
	OIDBoolArray               OID = 1000
	OIDByteaArray              OID = 1001
	OIDCharArray               OID = 1002
	OIDNameArray               OID = 1003
	OIDInt8Array               OID = 1016
	OIDInt2Array               OID = 1005
	OIDInt2VectorArray         OID = 1006
	OIDInt4Array               OID = 1007
	OIDRegProcArray            OID = 1008
	OIDTextArray               OID = 1009
	OIDOIDArray                OID = 1028
	OIDTIDArray                OID = 1010
	OIDXIDArray                OID = 1011
	OIDCIDArray                OID = 1012
	OIDOIDVectorArray          OID = 1013
	OIDJSONArray               OID = 199
	OIDXID8Array               OID = 271
	OIDFloat4Array             OID = 1021
	OIDFloat8Array             OID = 1022
	OIDBPCharArray             OID = 1014
	OIDVarcharArray            OID = 1015
	OIDDateArray               OID = 1182
	OIDTimeArray               OID = 1183
	OIDTimestampArray          OID = 1115
	OIDTimestampTZArray        OID = 1185
	OIDIntervalArray           OID = 1187
	OIDTimeTZArray             OID = 1270
	OIDBitArray                OID = 1561
	OIDVarBitArray             OID = 1563
	OIDNumericArray            OID = 1231
	OIDRegProcedureArray       OID = 2207
	OIDRegOperArray            OID = 2208
	OIDRegOperatorArray        OID = 2209
	OIDRegClassArray           OID = 2210
	OIDRegTypeArray            OID = 2211
	OIDRegRoleArray            OID = 4097
	OIDRegNamespaceArray       OID = 4090
	OIDRegCollationArray       OID = 4192
	OIDRegConfigArray          OID = 3735
	OIDRegDictionaryArray      OID = 3770
	OIDUUIDArray               OID = 2951
	OIDJSONBArray              OID = 3807
	OIDPgLSNArray              OID = 3221
	OIDACLItemArray            OID = 1034
	OIDMoneyArray              OID = 791
	OIDInetArray               OID = 1041
	OIDCidrArray               OID = 651
	OIDMACAddrArray            OID = 1040
	OIDXMLArray                OID = 143
	OIDCStringArray            OID = 1263
	OIDRecordArray             OID = 2287
)

// The types. They are shared and must not be changed.
var (
	TBool                    = &Type{OID: 16, Name: "bool", Len: 1, ByVal: true, Typtype: 'b', Category: 'B', Preferred: true, Delim: ',', ArrayOID: 1000, Align: 'c', Storage: 'p', Input: "boolin", Output: "boolout", Receive: "boolrecv", Send: "boolsend", kind: KindBool}
	TBytea                   = &Type{OID: 17, Name: "bytea", Len: -1, Typtype: 'b', Category: 'U', Delim: ',', ArrayOID: 1001, Align: 'i', Storage: 'x', Input: "byteain", Output: "byteaout", Receive: "bytearecv", Send: "byteasend", kind: KindBytes}
	TChar                    = &Type{OID: 18, Name: "char", Len: 1, ByVal: true, Typtype: 'b', Category: 'Z', Delim: ',', ArrayOID: 1002, Align: 'c', Storage: 'p', Input: "charin", Output: "charout", Receive: "charrecv", Send: "charsend", kind: KindText}
	TName                    = &Type{OID: 19, Name: "name", Len: 64, Typtype: 'b', Category: 'S', Delim: ',', ArrayOID: 1003, ElemOID: 18, Align: 'c', Storage: 'p', Input: "namein", Output: "nameout", Receive: "namerecv", Send: "namesend", kind: KindText}
	TInt8                    = &Type{OID: 20, Name: "int8", Len: 8, ByVal: true, Typtype: 'b', Category: 'N', Delim: ',', ArrayOID: 1016, Align: 'd', Storage: 'p', Input: "int8in", Output: "int8out", Receive: "int8recv", Send: "int8send", kind: KindInt}
	TInt2                    = &Type{OID: 21, Name: "int2", Len: 2, ByVal: true, Typtype: 'b', Category: 'N', Delim: ',', ArrayOID: 1005, Align: 's', Storage: 'p', Input: "int2in", Output: "int2out", Receive: "int2recv", Send: "int2send", kind: KindInt}
	TInt2Vector              = &Type{OID: 22, Name: "int2vector", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ArrayOID: 1006, ElemOID: 21, Align: 'i', Storage: 'p', Input: "int2vectorin", Output: "int2vectorout", Receive: "int2vectorrecv", Send: "int2vectorsend", kind: KindArray, elem: TInt2}
	TInt4                    = &Type{OID: 23, Name: "int4", Len: 4, ByVal: true, Typtype: 'b', Category: 'N', Delim: ',', ArrayOID: 1007, Align: 'i', Storage: 'p', Input: "int4in", Output: "int4out", Receive: "int4recv", Send: "int4send", kind: KindInt}
	TRegProc                 = &Type{OID: 24, Name: "regproc", Len: 4, ByVal: true, Typtype: 'b', Category: 'N', Delim: ',', ArrayOID: 1008, Align: 'i', Storage: 'p', Input: "regprocin", Output: "regprocout", Receive: "regprocrecv", Send: "regprocsend", kind: KindInt}
	TText                    = &Type{OID: 25, Name: "text", Len: -1, Typtype: 'b', Category: 'S', Preferred: true, Delim: ',', ArrayOID: 1009, Align: 'i', Storage: 'x', Input: "textin", Output: "textout", Receive: "textrecv", Send: "textsend", kind: KindText}
	TOID                     = &Type{OID: 26, Name: "oid", Len: 4, ByVal: true, Typtype: 'b', Category: 'N', Preferred: true, Delim: ',', ArrayOID: 1028, Align: 'i', Storage: 'p', Input: "oidin", Output: "oidout", Receive: "oidrecv", Send: "oidsend", kind: KindInt}
	TTID                     = &Type{OID: 27, Name: "tid", Len: 6, Typtype: 'b', Category: 'U', Delim: ',', ArrayOID: 1010, Align: 's', Storage: 'p', Input: "tidin", Output: "tidout", Receive: "tidrecv", Send: "tidsend"}
	TXID                     = &Type{OID: 28, Name: "xid", Len: 4, ByVal: true, Typtype: 'b', Category: 'U', Delim: ',', ArrayOID: 1011, Align: 'i', Storage: 'p', Input: "xidin", Output: "xidout", Receive: "xidrecv", Send: "xidsend", kind: KindInt}
	TCID                     = &Type{OID: 29, Name: "cid", Len: 4, ByVal: true, Typtype: 'b', Category: 'U', Delim: ',', ArrayOID: 1012, Align: 'i', Storage: 'p', Input: "cidin", Output: "cidout", Receive: "cidrecv", Send: "cidsend", kind: KindInt}
	TOIDVector               = &Type{OID: 30, Name: "oidvector", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ArrayOID: 1013, ElemOID: 26, Align: 'i', Storage: 'p', Input: "oidvectorin", Output: "oidvectorout", Receive: "oidvectorrecv", Send: "oidvectorsend", kind: KindArray, elem: TOID}
	TJSON                    = &Type{OID: 114, Name: "json", Len: -1, Typtype: 'b', Category: 'U', Delim: ',', ArrayOID: 199, Align: 'i', Storage: 'x', Input: "json_in", Output: "json_out", Receive: "json_recv", Send: "json_send", kind: KindText}
	TXID8                    = &Type{OID: 5069, Name: "xid8", Len: 8, ByVal: true, Typtype: 'b', Category: 'U', Delim: ',', ArrayOID: 271, Align: 'd', Storage: 'p', Input: "xid8in", Output: "xid8out", Receive: "xid8recv", Send: "xid8send"}
	TFloat4                  = &Type{OID: 700, Name: "float4", Len: 4, ByVal: true, Typtype: 'b', Category: 'N', Delim: ',', ArrayOID: 1021, Align: 'i', Storage: 'p', Input: "float4in", Output: "float4out", Receive: "float4recv", Send: "float4send", kind: KindFloat}
	TFloat8                  = &Type{OID: 701, Name: "float8", Len: 8, ByVal: true, Typtype: 'b', Category: 'N', Preferred: true, Delim: ',', ArrayOID: 1022, Align: 'd', Storage: 'p', Input: "float8in", Output: "float8out", Receive: "float8recv", Send: "float8send", kind: KindFloat}
	TUnknown                 = &Type{OID: 705, Name: "unknown", Len: -2, Typtype: 'p', Category: 'X', Delim: ',', Align: 'c', Storage: 'p', Input: "unknownin", Output: "unknownout", Receive: "unknownrecv", Send: "unknownsend", kind: KindText}
	TBPChar                  = &Type{OID: 1042, Name: "bpchar", Len: -1, Typtype: 'b', Category: 'S', Delim: ',', ArrayOID: 1014, Align: 'i', Storage: 'x', Input: "bpcharin", Output: "bpcharout", Receive: "bpcharrecv", Send: "bpcharsend", kind: KindText}
	TVarchar                 = &Type{OID: 1043, Name: "varchar", Len: -1, Typtype: 'b', Category: 'S', Delim: ',', ArrayOID: 1015, Align: 'i', Storage: 'x', Input: "varcharin", Output: "varcharout", Receive: "varcharrecv", Send: "varcharsend", kind: KindText}
	TDate                    = &Type{OID: 1082, Name: "date", Len: 4, ByVal: true, Typtype: 'b', Category: 'D', Delim: ',', ArrayOID: 1182, Align: 'i', Storage: 'p', Input: "date_in", Output: "date_out", Receive: "date_recv", Send: "date_send", kind: KindDate}
	TTime                    = &Type{OID: 1083, Name: "time", Len: 8, ByVal: true, Typtype: 'b', Category: 'D', Delim: ',', ArrayOID: 1183, Align: 'd', Storage: 'p', Input: "time_in", Output: "time_out", Receive: "time_recv", Send: "time_send", kind: KindTime}
	TTimestamp               = &Type{OID: 1114, Name: "timestamp", Len: 8, ByVal: true, Typtype: 'b', Category: 'D', Delim: ',', ArrayOID: 1115, Align: 'd', Storage: 'p', Input: "timestamp_in", Output: "timestamp_out", Receive: "timestamp_recv", Send: "timestamp_send", kind: KindTimestamp}
	TTimestampTZ             = &Type{OID: 1184, Name: "timestamptz", Len: 8, ByVal: true, Typtype: 'b', Category: 'D', Preferred: true, Delim: ',', ArrayOID: 1185, Align: 'd', Storage: 'p', Input: "timestamptz_in", Output: "timestamptz_out", Receive: "timestamptz_recv", Send: "timestamptz_send", kind: KindTimestamp}
	TInterval                = &Type{OID: 1186, Name: "interval", Len: 16, Typtype: 'b', Category: 'T', Preferred: true, Delim: ',', ArrayOID: 1187, Align: 'd', Storage: 'p', Input: "interval_in", Output: "interval_out", Receive: "interval_recv", Send: "interval_send", kind: KindInterval}
	TTimeTZ                  = &Type{OID: 1266, Name: "timetz", Len: 12, Typtype: 'b', Category: 'D', Delim: ',', ArrayOID: 1270, Align: 'd', Storage: 'p', Input: "timetz_in", Output: "timetz_out", Receive: "timetz_recv", Send: "timetz_send", kind: KindTimeTZ}
	TBit                     = &Type{OID: 1560, Name: "bit", Len: -1, Typtype: 'b', Category: 'V', Delim: ',', ArrayOID: 1561, Align: 'i', Storage: 'x', Input: "bit_in", Output: "bit_out", Receive: "bit_recv", Send: "bit_send"}
	TVarBit                  = &Type{OID: 1562, Name: "varbit", Len: -1, Typtype: 'b', Category: 'V', Preferred: true, Delim: ',', ArrayOID: 1563, Align: 'i', Storage: 'x', Input: "varbit_in", Output: "varbit_out", Receive: "varbit_recv", Send: "varbit_send"}
	TNumeric                 = &Type{OID: 1700, Name: "numeric", Len: -1, Typtype: 'b', Category: 'N', Delim: ',', ArrayOID: 1231, Align: 'i', Storage: 'm', Input: "numeric_in", Output: "numeric_out", Receive: "numeric_recv", Send: "numeric_send", kind: KindNumeric}
	TRegProcedure            = &Type{OID: 2202, Name: "regprocedure", Len: 4, ByVal: true, Typtype: 'b', Category: 'N', Delim: ',', ArrayOID: 2207, Align: 'i', Storage: 'p', Input: "regprocedurein", Output: "regprocedureout", Receive: "regprocedurerecv", Send: "regproceduresend", kind: KindInt}
	TRegOper                 = &Type{OID: 2203, Name: "regoper", Len: 4, ByVal: true, Typtype: 'b', Category: 'N', Delim: ',', ArrayOID: 2208, Align: 'i', Storage: 'p', Input: "regoperin", Output: "regoperout", Receive: "regoperrecv", Send: "regopersend", kind: KindInt}
	TRegOperator             = &Type{OID: 2204, Name: "regoperator", Len: 4, ByVal: true, Typtype: 'b', Category: 'N', Delim: ',', ArrayOID: 2209, Align: 'i', Storage: 'p', Input: "regoperatorin", Output: "regoperatorout", Receive: "regoperatorrecv", Send: "regoperatorsend", kind: KindInt}
	TRegClass                = &Type{OID: 2205, Name: "regclass", Len: 4, ByVal: true, Typtype: 'b', Category: 'N', Delim: ',', ArrayOID: 2210, Align: 'i', Storage: 'p', Input: "regclassin", Output: "regclassout", Receive: "regclassrecv", Send: "regclasssend", kind: KindInt}
	TRegType                 = &Type{OID: 2206, Name: "regtype", Len: 4, ByVal: true, Typtype: 'b', Category: 'N', Delim: ',', ArrayOID: 2211, Align: 'i', Storage: 'p', Input: "regtypein", Output: "regtypeout", Receive: "regtyperecv", Send: "regtypesend", kind: KindInt}
	TRegRole                 = &Type{OID: 4096, Name: "regrole", Len: 4, ByVal: true, Typtype: 'b', Category: 'N', Delim: ',', ArrayOID: 4097, Align: 'i', Storage: 'p', Input: "regrolein", Output: "regroleout", Receive: "regrolerecv", Send: "regrolesend", kind: KindInt}
	TRegNamespace            = &Type{OID: 4089, Name: "regnamespace", Len: 4, ByVal: true, Typtype: 'b', Category: 'N', Delim: ',', ArrayOID: 4090, Align: 'i', Storage: 'p', Input: "regnamespacein", Output: "regnamespaceout", Receive: "regnamespacerecv", Send: "regnamespacesend", kind: KindInt}
	TRegCollation            = &Type{OID: 4191, Name: "regcollation", Len: 4, ByVal: true, Typtype: 'b', Category: 'N', Delim: ',', ArrayOID: 4192, Align: 'i', Storage: 'p', Input: "regcollationin", Output: "regcollationout", Receive: "regcollationrecv", Send: "regcollationsend", kind: KindInt}
	TRegConfig               = &Type{OID: 3734, Name: "regconfig", Len: 4, ByVal: true, Typtype: 'b', Category: 'N', Delim: ',', ArrayOID: 3735, Align: 'i', Storage: 'p', Input: "regconfigin", Output: "regconfigout", Receive: "regconfigrecv", Send: "regconfigsend", kind: KindInt}
	TRegDictionary           = &Type{OID: 3769, Name: "regdictionary", Len: 4, ByVal: true, Typtype: 'b', Category: 'N', Delim: ',', ArrayOID: 3770, Align: 'i', Storage: 'p', Input: "regdictionaryin", Output: "regdictionaryout", Receive: "regdictionaryrecv", Send: "regdictionarysend", kind: KindInt}
	TUUID                    = &Type{OID: 2950, Name: "uuid", Len: 16, Typtype: 'b', Category: 'U', Delim: ',', ArrayOID: 2951, Align: 'c', Storage: 'p', Input: "uuid_in", Output: "uuid_out", Receive: "uuid_recv", Send: "uuid_send", kind: KindUUID}
	TJSONB                   = &Type{OID: 3802, Name: "jsonb", Len: -1, Typtype: 'b', Category: 'U', Delim: ',', ArrayOID: 3807, Align: 'i', Storage: 'x', Input: "jsonb_in", Output: "jsonb_out", Receive: "jsonb_recv", Send: "jsonb_send"}
	TPgLSN                   = &Type{OID: 3220, Name: "pg_lsn", Len: 8, ByVal: true, Typtype: 'b', Category: 'U', Delim: ',', ArrayOID: 3221, Align: 'd', Storage: 'p', Input: "pg_lsn_in", Output: "pg_lsn_out", Receive: "pg_lsn_recv", Send: "pg_lsn_send"}
	TPgNodeTree              = &Type{OID: 194, Name: "pg_node_tree", Len: -1, Typtype: 'b', Category: 'Z', Delim: ',', Align: 'i', Storage: 'x', Input: "pg_node_tree_in", Output: "pg_node_tree_out", Receive: "pg_node_tree_recv", Send: "pg_node_tree_send", kind: KindText}
	TACLItem                 = &Type{OID: 1033, Name: "aclitem", Len: 12, Typtype: 'b', Category: 'U', Delim: ',', ArrayOID: 1034, Align: 'i', Storage: 'p', Input: "aclitemin", Output: "aclitemout", Receive: "-", Send: "-", kind: KindText}
	TMoney                   = &Type{OID: 790, Name: "money", Len: 8, ByVal: true, Typtype: 'b', Category: 'N', Delim: ',', ArrayOID: 791, Align: 'd', Storage: 'p', Input: "cash_in", Output: "cash_out", Receive: "cash_recv", Send: "cash_send"}
	TInet                    = &Type{OID: 869, Name: "inet", Len: -1, Typtype: 'b', Category: 'I', Preferred: true, Delim: ',', ArrayOID: 1041, Align: 'i', Storage: 'm', Input: "inet_in", Output: "inet_out", Receive: "inet_recv", Send: "inet_send"}
	TCidr                    = &Type{OID: 650, Name: "cidr", Len: -1, Typtype: 'b', Category: 'I', Delim: ',', ArrayOID: 651, Align: 'i', Storage: 'm', Input: "cidr_in", Output: "cidr_out", Receive: "cidr_recv", Send: "cidr_send"}
	TMACAddr                 = &Type{OID: 829, Name: "macaddr", Len: 6, Typtype: 'b', Category: 'U', Delim: ',', ArrayOID: 1040, Align: 'i', Storage: 'p', Input: "macaddr_in", Output: "macaddr_out", Receive: "macaddr_recv", Send: "macaddr_send"}
	TXML                     = &Type{OID: 142, Name: "xml", Len: -1, Typtype: 'b', Category: 'U', Delim: ',', ArrayOID: 143, Align: 'i', Storage: 'x', Input: "xml_in", Output: "xml_out", Receive: "xml_recv", Send: "xml_send"}
	TRecord                  = &Type{OID: 2249, Name: "record", Len: -1, Typtype: 'p', Category: 'P', Delim: ',', ArrayOID: 2287, Align: 'd', Storage: 'x', Input: "record_in", Output: "record_out", Receive: "record_recv", Send: "record_send", kind: KindRecord}
	TCString                 = &Type{OID: 2275, Name: "cstring", Len: -2, Typtype: 'p', Category: 'P', Delim: ',', ArrayOID: 1263, Align: 'c', Storage: 'p', Input: "cstring_in", Output: "cstring_out", Receive: "cstring_recv", Send: "cstring_send", kind: KindText}
	TAny                     = &Type{OID: 2276, Name: "any", Len: 4, ByVal: true, Typtype: 'p', Category: 'P', Delim: ',', Align: 'i', Storage: 'p', Input: "any_in", Output: "any_out", Receive: "-", Send: "-"}
	TAnyArray                = &Type{OID: 2277, Name: "anyarray", Len: -1, Typtype: 'p', Category: 'P', Delim: ',', Align: 'd', Storage: 'x', Input: "anyarray_in", Output: "anyarray_out", Receive: "anyarray_recv", Send: "anyarray_send"}
	TVoid                    = &Type{OID: 2278, Name: "void", Len: 4, ByVal: true, Typtype: 'p', Category: 'P', Delim: ',', Align: 'i', Storage: 'p', Input: "void_in", Output: "void_out", Receive: "void_recv", Send: "void_send", kind: KindVoid}
	TTrigger                 = &Type{OID: 2279, Name: "trigger", Len: 4, ByVal: true, Typtype: 'p', Category: 'P', Delim: ',', Align: 'i', Storage: 'p', Input: "trigger_in", Output: "trigger_out", Receive: "-", Send: "-"}
	TInternal                = &Type{OID: 2281, Name: "internal", Len: 8, ByVal: true, Typtype: 'p', Category: 'P', Delim: ',', Align: 'd', Storage: 'p', Input: "internal_in", Output: "internal_out", Receive: "-", Send: "-"}
	TAnyElement              = &Type{OID: 2283, Name: "anyelement", Len: 4, ByVal: true, Typtype: 'p', Category: 'P', Delim: ',', Align: 'i', Storage: 'p', Input: "anyelement_in", Output: "anyelement_out", Receive: "-", Send: "-"}
	TAnyNonArray             = &Type{OID: 2776, Name: "anynonarray", Len: 4, ByVal: true, Typtype: 'p', Category: 'P', Delim: ',', Align: 'i', Storage: 'p', Input: "anynonarray_in", Output: "anynonarray_out", Receive: "-", Send: "-"}
	TAnyEnum                 = &Type{OID: 3500, Name: "anyenum", Len: 4, ByVal: true, Typtype: 'p', Category: 'P', Delim: ',', Align: 'i', Storage: 'p', Input: "anyenum_in", Output: "anyenum_out", Receive: "-", Send: "-"}
	TAnyRange                = &Type{OID: 3831, Name: "anyrange", Len: -1, Typtype: 'p', Category: 'P', Delim: ',', Align: 'd', Storage: 'x', Input: "anyrange_in", Output: "anyrange_out", Receive: "-", Send: "-"}
	TAnyCompatible           = &Type{OID: 5077, Name: "anycompatible", Len: 4, ByVal: true, Typtype: 'p', Category: 'P', Delim: ',', Align: 'i', Storage: 'p', Input: "anycompatible_in", Output: "anycompatible_out", Receive: "-", Send: "-"}
	TAnyCompatibleArray      = &Type{OID: 5078, Name: "anycompatiblearray", Len: -1, Typtype: 'p', Category: 'P', Delim: ',', Align: 'd', Storage: 'x', Input: "anycompatiblearray_in", Output: "anycompatiblearray_out", Receive: "anycompatiblearray_recv", Send: "anycompatiblearray_send"}
	TAnyCompatibleNonArray   = &Type{OID: 5079, Name: "anycompatiblenonarray", Len: 4, ByVal: true, Typtype: 'p', Category: 'P', Delim: ',', Align: 'i', Storage: 'p', Input: "anycompatiblenonarray_in", Output: "anycompatiblenonarray_out", Receive: "-", Send: "-"}
	TAnyCompatibleRange      = &Type{OID: 5080, Name: "anycompatiblerange", Len: -1, Typtype: 'p', Category: 'P', Delim: ',', Align: 'd', Storage: 'x', Input: "anycompatiblerange_in", Output: "anycompatiblerange_out", Receive: "-", Send: "-"}
	TAnyMultirange           = &Type{OID: 4537, Name: "anymultirange", Len: -1, Typtype: 'p', Category: 'P', Delim: ',', Align: 'd', Storage: 'x', Input: "anymultirange_in", Output: "anymultirange_out", Receive: "-", Send: "-"}
	TAnyCompatibleMultirange = &Type{OID: 4538, Name: "anycompatiblemultirange", Len: -1, Typtype: 'p', Category: 'P', Delim: ',', Align: 'd', Storage: 'x', Input: "anycompatiblemultirange_in", Output: "anycompatiblemultirange_out", Receive: "-", Send: "-"}
	TLanguageHandler         = &Type{OID: 2280, Name: "language_handler", Len: 4, ByVal: true, Typtype: 'p', Category: 'P', Delim: ',', Align: 'i', Storage: 'p', Input: "language_handler_in", Output: "language_handler_out", Receive: "-", Send: "-"}
	TEventTrigger            = &Type{OID: 3838, Name: "event_trigger", Len: 4, ByVal: true, Typtype: 'p', Category: 'P', Delim: ',', Align: 'i', Storage: 'p', Input: "event_trigger_in", Output: "event_trigger_out", Receive: "-", Send: "-"}
	TBoolArray               = &Type{OID: 1000, Name: "_bool", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 16, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TBool}
	TByteaArray              = &Type{OID: 1001, Name: "_bytea", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 17, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TBytea}
	TCharArray               = &Type{OID: 1002, Name: "_char", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 18, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TChar}
	TNameArray               = &Type{OID: 1003, Name: "_name", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 19, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TName}
	TInt8Array               = &Type{OID: 1016, Name: "_int8", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 20, Align: 'd', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TInt8}
	TInt2Array               = &Type{OID: 1005, Name: "_int2", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 21, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TInt2}
	TInt2VectorArray         = &Type{OID: 1006, Name: "_int2vector", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 22, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TInt2Vector}
	TInt4Array               = &Type{OID: 1007, Name: "_int4", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 23, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TInt4}
	TRegProcArray            = &Type{OID: 1008, Name: "_regproc", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 24, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TRegProc}
	TTextArray               = &Type{OID: 1009, Name: "_text", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 25, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TText}
	TOIDArray                = &Type{OID: 1028, Name: "_oid", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 26, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TOID}
	TTIDArray                = &Type{OID: 1010, Name: "_tid", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 27, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", elem: TTID}
	TXIDArray                = &Type{OID: 1011, Name: "_xid", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 28, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TXID}
	TCIDArray                = &Type{OID: 1012, Name: "_cid", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 29, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TCID}
	TOIDVectorArray          = &Type{OID: 1013, Name: "_oidvector", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 30, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TOIDVector}
	TJSONArray               = &Type{OID: 199, Name: "_json", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 114, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TJSON}
	TXID8Array               = &Type{OID: 271, Name: "_xid8", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 5069, Align: 'd', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", elem: TXID8}
	TFloat4Array             = &Type{OID: 1021, Name: "_float4", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 700, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TFloat4}
	TFloat8Array             = &Type{OID: 1022, Name: "_float8", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 701, Align: 'd', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TFloat8}
	TBPCharArray             = &Type{OID: 1014, Name: "_bpchar", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 1042, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TBPChar}
	TVarcharArray            = &Type{OID: 1015, Name: "_varchar", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 1043, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TVarchar}
	TDateArray               = &Type{OID: 1182, Name: "_date", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 1082, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TDate}
	TTimeArray               = &Type{OID: 1183, Name: "_time", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 1083, Align: 'd', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TTime}
	TTimestampArray          = &Type{OID: 1115, Name: "_timestamp", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 1114, Align: 'd', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TTimestamp}
	TTimestampTZArray        = &Type{OID: 1185, Name: "_timestamptz", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 1184, Align: 'd', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TTimestampTZ}
	TIntervalArray           = &Type{OID: 1187, Name: "_interval", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 1186, Align: 'd', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TInterval}
	TTimeTZArray             = &Type{OID: 1270, Name: "_timetz", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 1266, Align: 'd', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TTimeTZ}
	TBitArray                = &Type{OID: 1561, Name: "_bit", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 1560, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", elem: TBit}
	TVarBitArray             = &Type{OID: 1563, Name: "_varbit", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 1562, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", elem: TVarBit}
	TNumericArray            = &Type{OID: 1231, Name: "_numeric", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 1700, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TNumeric}
	TRegProcedureArray       = &Type{OID: 2207, Name: "_regprocedure", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 2202, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TRegProcedure}
	TRegOperArray            = &Type{OID: 2208, Name: "_regoper", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 2203, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TRegOper}
	TRegOperatorArray        = &Type{OID: 2209, Name: "_regoperator", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 2204, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TRegOperator}
	TRegClassArray           = &Type{OID: 2210, Name: "_regclass", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 2205, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TRegClass}
	TRegTypeArray            = &Type{OID: 2211, Name: "_regtype", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 2206, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TRegType}
	TRegRoleArray            = &Type{OID: 4097, Name: "_regrole", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 4096, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TRegRole}
	TRegNamespaceArray       = &Type{OID: 4090, Name: "_regnamespace", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 4089, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TRegNamespace}
	TRegCollationArray       = &Type{OID: 4192, Name: "_regcollation", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 4191, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TRegCollation}
	TRegConfigArray          = &Type{OID: 3735, Name: "_regconfig", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 3734, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TRegConfig}
	TRegDictionaryArray      = &Type{OID: 3770, Name: "_regdictionary", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 3769, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TRegDictionary}
	TUUIDArray               = &Type{OID: 2951, Name: "_uuid", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 2950, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TUUID}
	TJSONBArray              = &Type{OID: 3807, Name: "_jsonb", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 3802, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", elem: TJSONB}
	TPgLSNArray              = &Type{OID: 3221, Name: "_pg_lsn", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 3220, Align: 'd', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", elem: TPgLSN}
	TACLItemArray            = &Type{OID: 1034, Name: "_aclitem", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 1033, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TACLItem}
	TMoneyArray              = &Type{OID: 791, Name: "_money", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 790, Align: 'd', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", elem: TMoney}
	TInetArray               = &Type{OID: 1041, Name: "_inet", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 869, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", elem: TInet}
	TCidrArray               = &Type{OID: 651, Name: "_cidr", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 650, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", elem: TCidr}
	TMACAddrArray            = &Type{OID: 1040, Name: "_macaddr", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 829, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", elem: TMACAddr}
	TXMLArray                = &Type{OID: 143, Name: "_xml", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 142, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", elem: TXML}
	TCStringArray            = &Type{OID: 1263, Name: "_cstring", Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: 2275, Align: 'i', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TCString}
	TRecordArray             = &Type{OID: 2287, Name: "_record", Len: -1, Typtype: 'p', Category: 'P', Delim: ',', ElemOID: 2249, Align: 'd', Storage: 'x', Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: TRecord}
)

// allTypes lists every type, base types first.
var allTypes = []*Type{
	TBool,
	TBytea,
	TChar,
	TName,
	TInt8,
	TInt2,
	TInt2Vector,
	TInt4,
	TRegProc,
	TText,
	TOID,
	TTID,
	TXID,
	TCID,
	TOIDVector,
	TJSON,
	TXID8,
	TFloat4,
	TFloat8,
	TUnknown,
	TBPChar,
	TVarchar,
	TDate,
	TTime,
	TTimestamp,
	TTimestampTZ,
	TInterval,
	TTimeTZ,
	TBit,
	TVarBit,
	TNumeric,
	TRegProcedure,
	TRegOper,
	TRegOperator,
	TRegClass,
	TRegType,
	TRegRole,
	TRegNamespace,
	TRegCollation,
	TRegConfig,
	TRegDictionary,
	TUUID,
	TJSONB,
	TPgLSN,
	TPgNodeTree,
	TACLItem,
	TMoney,
	TInet,
	TCidr,
	TMACAddr,
	TXML,
	TRecord,
	TCString,
	TAny,
	TAnyArray,
	TVoid,
	TTrigger,
	TInternal,
	TAnyElement,
	TAnyNonArray,
	TAnyEnum,
	TAnyRange,
	TAnyCompatible,
	TAnyCompatibleArray,
	TAnyCompatibleNonArray,
	TAnyCompatibleRange,
	TAnyMultirange,
	TAnyCompatibleMultirange,
	TLanguageHandler,
	TEventTrigger,
	TBoolArray,
	TByteaArray,
	TCharArray,
	TNameArray,
	TInt8Array,
	TInt2Array,
	TInt2VectorArray,
	TInt4Array,
	TRegProcArray,
	TTextArray,
	TOIDArray,
	TTIDArray,
	TXIDArray,
	TCIDArray,
	TOIDVectorArray,
	TJSONArray,
	TXID8Array,
	TFloat4Array,
	TFloat8Array,
	TBPCharArray,
	TVarcharArray,
	TDateArray,
	TTimeArray,
	TTimestampArray,
	TTimestampTZArray,
	TIntervalArray,
	TTimeTZArray,
	TBitArray,
	TVarBitArray,
	TNumericArray,
	TRegProcedureArray,
	TRegOperArray,
	TRegOperatorArray,
	TRegClassArray,
	TRegTypeArray,
	TRegRoleArray,
	TRegNamespaceArray,
	TRegCollationArray,
	TRegConfigArray,
	TRegDictionaryArray,
	TUUIDArray,
	TJSONBArray,
	TPgLSNArray,
	TACLItemArray,
	TMoneyArray,
	TInetArray,
	TCidrArray,
	TMACAddrArray,
	TXMLArray,
	TCStringArray,
	TRecordArray,
}
