package pgcatalog

import (
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/textsearch"
	"github.com/isochrondb/isochron/sql/types"
)

// Reg translates names for regclass, regtype and their kin with the schema that
// the current statement sees. It implements types.RegLookup.
type Reg struct {
	snap func() *catalog.Snapshot
	path func() *catalog.SearchPath
}

// NewReg returns a Reg over what a session gives.
func NewReg(snap func() *catalog.Snapshot, path func() *catalog.SearchPath) *Reg {
	return &Reg{snap, path}
}

// RegOID parses name as the input function of t does.
func (r *Reg) RegOID(t *types.Type, name string) (types.OID, bool) {
	snap := r.snap()
	switch t.OID {
	case types.OIDRegClass:
		n, err := catalog.ParseName(name)
		if err != nil {
			return 0, false
		}
		rel, ok, err := snap.Lookup(r.path(), n)
		switch {
		case err != nil:
			return 0, false
		case !ok:
			return r.compositeRelation(n)
		case rel.Index != nil:
			return rel.Index.OID, true
		case rel.Table != nil:
			return rel.Table.ID, true
		}
		return rel.Sequence.ID, true
	case types.OIDRegType:
		return r.typeOID(snap, name)
	case types.OIDRegRole:
		n, err := catalog.ParseName(name)
		if err != nil {
			return 0, false
		}
		d, ok := snap.Role(n.Name)
		if !ok {
			return 0, false
		}
		return d.ID, true
	case types.OIDRegNamespace:
		n, err := catalog.ParseName(name)
		if err != nil {
			return 0, false
		}
		d, ok := snap.Schema(r.path().Database, n.Name)
		if !ok {
			return 0, false
		}
		return d.ID, true
	case types.OIDRegProc:
		oid, _, err := r.functionOID(name)
		return oid, err == nil && oid != 0
	case types.OIDRegProcedure:
		return r.functionByText(name)
	case types.OIDRegCollation:
		return collationOID(name)
	case types.OIDRegConfig, types.OIDRegDictionary:
		return snap.RegTextSearch(r.path(), t.OID == types.OIDRegDictionary, name)
	case types.OIDRegOper:
		oid, _ := r.operatorOID(name)
		return oid, oid != 0
	case types.OIDRegOperator:
		return r.operatorByText(name)
	}
	return 0, false
}

// TextConfig implements types.TextSearchLookup.
func (r *Reg) TextConfig(oid types.OID) *textsearch.Config { return r.snap().TextConfig(oid) }

// TextDict implements types.TextSearchLookup.
func (r *Reg) TextDict(oid types.OID) *textsearch.Dict { return r.snap().TextDict(oid) }

// compositeRelation is the row in pg_class of a composite type.
func (r *Reg) compositeRelation(n ast.QName) (types.OID, bool) {
	t, ok, err := r.snap().Type(r.path(), n)
	if err != nil || !ok {
		return 0, false
	}
	d, ok := r.snap().TypeByID(t.OID)
	if !ok || d.RelationID == 0 || d.ID != t.OID {
		return 0, false
	}
	return d.RelationID, true
}

// RegRefused tells why a name that was not found may not even be looked for, or is none.
func (r *Reg) RegRefused(t *types.Type, name string) error {
	if err := r.regRefused(t, name); err != nil || t.OID != types.OIDRegClass {
		return err
	}
	n, err := catalog.ParseName(name)
	if err != nil {
		return err
	}
	if _, _, err := r.snap().Lookup(r.path(), n); pgerror.Is(err, pgerror.InsufficientPrivilege) {
		return err
	}
	return catalog.UndefinedRelation(n)
}

func (r *Reg) typeOID(snap *catalog.Snapshot, name string) (types.OID, bool) {
	plain := strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "pg_catalog.")
	if t, ok := types.ByName(plain); ok {
		return t.OID, true
	}
	if t, _, err := types.ParseType(name); err == nil { // with a modifier
		return t.OID, true
	}
	bare, array := strings.CutSuffix(strings.TrimSpace(name), "[]")
	n, err := catalog.ParseName(bare)
	if err != nil {
		return 0, false
	}
	if t, ok, err := snap.Type(r.path(), n); err == nil && ok {
		if array {
			return t.ArrayOID, t.ArrayOID != 0
		}
		return t.OID, true
	}
	if array {
		return 0, false
	}
	if rel, ok, err := snap.Lookup(r.path(), n); err == nil && ok && rel.Table != nil && rel.Index == nil {
		return rel.Table.TypeOID, true
	}
	return 0, false
}

// collationOID finds a collation by its name, in quotes where it has to be.
func collationOID(name string) (types.OID, bool) {
	name = strings.TrimPrefix(name, "pg_catalog.")
	for own, oid := range catalog.Collations() {
		if name == own && own == strings.ToLower(own) || name == `"`+own+`"` {
			return oid, true
		}
	}
	return 0, false
}

// RegName prints an OID as the output function of t does.
func (r *Reg) RegName(t *types.Type, oid types.OID) (string, bool) {
	snap := r.snap()
	switch t.OID {
	case types.OIDRegClass:
		if name, ok := snap.RelationName(r.path(), oid); ok {
			return name, true
		}
		for d := range snap.UserTypes(0) {
			if d.RelationID == oid && oid != 0 {
				return FormatType(snap, r.path(), d.ID, types.NoTypmod, false), true
			}
		}
	case types.OIDRegType:
		name := typeWord(FormatType(snap, r.path(), oid, types.NoTypmod, true))
		return name, name != "???"
	case types.OIDRegRole:
		if d, ok := snap.RoleByID(oid); ok {
			return catalog.QuoteIdent(d.Name), true
		}
	case types.OIDRegNamespace:
		if d, ok := snap.SchemaByID(oid); ok {
			return catalog.QuoteIdent(d.Name), true
		}
	case types.OIDRegProc:
		return r.functionName(oid)
	case types.OIDRegProcedure:
		return r.functionText(oid)
	case types.OIDRegOper:
		return r.operatorWord(oid)
	case types.OIDRegOperator:
		return r.operatorText(oid)
	case types.OIDRegConfig, types.OIDRegDictionary:
		return snap.RegTextSearchName(r.path(), t.OID == types.OIDRegDictionary, oid)
	case types.OIDRegCollation:
		if name := catalog.CollationName(oid); name != "" {
			return catalog.QuoteIdent(name), true
		}
	}
	return "", false
}

// typeWord is a type without a modifier by SQL's word for it: format_type tells bpchar and "bit"
// from character(1) and bit(1).
func typeWord(name string) string {
	base, array := strings.CutSuffix(name, "[]")
	switch base {
	case `"bit"`:
		base = "bit"
	case "bpchar":
		base = "character"
	}
	if array {
		base += "[]"
	}
	return base
}

func typeList(list []*types.Type) string {
	parts := make([]string, len(list))
	for i, t := range list {
		parts[i] = t.String()
	}
	return strings.Join(parts, ",")
}
