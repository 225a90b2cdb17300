package catalog

import (
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// What an index holds of a row beyond its columns, an expression's value or whether the row
// is in the index at all, is a column of the table that is computed whenever it is wanted:
// hidden, behind all others, with an ID above RowIDColumn, and in no row's value. Whoever
// has a row computes these slots before it asks a Layout for keys (nodes.TableWrite.Computed,
// ddl's source). They are made of the indexes, and never stored themselves.

// Computes reports whether the index holds what is computed of a row.
func (ix *IndexDesc) Computes() bool {
	return ix.Predicate != "" || ix.Inverted() || slices.ContainsFunc(ix.Columns, func(c IndexColumn) bool { return c.Expr != "" })
}

// Inverted reports whether the index has an entry for each thing that a value contains.
func (ix *IndexDesc) Inverted() bool { return ix.Class != 0 }

// EntryClass is that of the column at place i of an inverted index.
func (ix *IndexDesc) EntryClass(i int) rowenc.EntryClass {
	if c := ix.Columns[i].Class; c != 0 {
		return c
	}
	return ix.Class
}

// HasEntries reports whether a column of an inverted index has entries of a class.
func (ix *IndexDesc) HasEntries(class rowenc.EntryClass) bool {
	return ix.Class == class || slices.ContainsFunc(ix.Columns, func(c IndexColumn) bool { return c.Class == class })
}

// HasComputed reports whether any column is computed.
func (t *TableDesc) HasComputed() bool {
	return len(t.Columns) > 0 && t.Columns[len(t.Columns)-1].Computed
}

// Stored are the columns but for those that are computed.
func (t *TableDesc) Stored() []Column {
	n := len(t.Columns)
	for n > 0 && t.Columns[n-1].Computed {
		n--
	}
	return t.Columns[:n]
}

// NewComputedID is an ID for a further computed column; used are taken besides.
func (t *TableDesc) NewComputedID(used ...ColumnID) ColumnID {
	id := RowIDColumn
	for i := range t.Columns {
		id = max(id, t.Columns[i].ID)
	}
	for _, u := range used {
		id = max(id, u)
	}
	return id + 1
}

// entryColumnsMax is how many columns an inverted index may have: its entries tell them apart by a
// byte, which is not the one that prefixes end with.
const entryColumnsMax = 254

// compute makes the computed columns anew, of the indexes.
func (t *TableDesc) compute() error {
	old := t.Columns[len(t.Stored()):]
	var made []Column
	for i := range t.Indexes {
		ix := &t.Indexes[i]
		if i == 0 && ix.Computes() {
			return fmt.Errorf("%w: the primary index is computed", errDescriptor)
		}
		for j := range ix.Columns {
			c := &ix.Columns[j]
			if c.Expr == "" {
				continue
			}
			col, err := computed(old, c.ID, c.Expr, c.TypeOID, c.Typmod, c.Type)
			if err != nil {
				return fmt.Errorf("index %q: %w", ix.Name, err)
			}
			made = append(made, col)
		}
		if ix.Inverted() {
			if len(ix.Columns) == 0 || len(ix.Columns) > entryColumnsMax || ix.Unique || ix.EntryID <= RowIDColumn {
				return fmt.Errorf("%w: inverted index %q", errDescriptor, ix.Name)
			}
			made = append(made, Column{ID: ix.EntryID, Name: "entry", TypeOID: types.OIDBytea, Type: types.TBytea, Typmod: types.NoTypmod,
				Hidden: true, Computed: true, Missing: types.Null})
		}
		if ix.Predicate == "" {
			continue
		}
		col, err := computed(old, ix.PredicateID, ix.Predicate, types.OIDBool, types.NoTypmod, types.TBool)
		if err != nil {
			return fmt.Errorf("index %q: %w", ix.Name, err)
		}
		made = append(made, col)
	}
	if len(made) == 0 && len(old) == 0 {
		return nil
	}
	slices.SortFunc(made, func(a, b Column) int { return int(a.ID) - int(b.ID) })
	for i := range made {
		if i > 0 && made[i].ID == made[i-1].ID {
			return fmt.Errorf("%w: two indexes compute column %d", errDescriptor, made[i].ID)
		}
	}
	t.Columns = append(t.Stored(), made...)
	return nil
}

// computed makes one column; what was read of it before is kept.
func computed(old []Column, id ColumnID, text string, oid types.OID, typmod int32, typ *types.Type) (Column, error) {
	if id <= RowIDColumn {
		return Column{}, fmt.Errorf("%w: computed column %d", errDescriptor, id)
	}
	c := Column{ID: id, TypeOID: oid, Typmod: typmod, Type: typ, Hidden: true, Computed: true, Missing: types.Null}
	var err error
	if c.Default, err = parseExpr(text); err != nil {
		return c, fmt.Errorf("%w: %w", errDescriptor, err)
	}
	c.Name = deparse.Print(c.Default)
	if c.Type != nil {
		return c, nil
	}
	if i := slices.IndexFunc(old, func(o Column) bool { return o.ID == id && o.TypeOID == oid }); i >= 0 {
		c.Type = old[i].Type
		return c, nil
	}
	var ok bool
	if c.Type, ok = types.ByOID(oid); !ok && !isOwn(oid) {
		return c, fmt.Errorf("%w: an expression of type %d", errDescriptor, oid)
	}
	return c, nil
}

// ReadBy lists the columns of the table that the index is made of: those of its key and
// value, and those that its expressions and its predicate name.
func (t *TableDesc) ReadBy(ix *IndexDesc) (out []ColumnID) {
	add := func(ids ...ColumnID) {
		for _, id := range ids {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	named := func(id ColumnID) {
		if c, _, ok := t.ColumnByID(id); ok && c.Computed {
			add(t.ColumnsIn(c.Default)...)
		}
	}
	for _, c := range ix.Columns {
		if c.Expr == "" {
			add(c.ID)
		} else {
			named(c.ID)
		}
	}
	add(ix.Include...)
	if ix.Predicate != "" {
		named(ix.PredicateID)
	}
	return out
}
