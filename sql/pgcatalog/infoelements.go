package pgcatalog

import (
	"strconv"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/types"
)

// makeInfoElements lists what arrays are of: those of columns, of domains, of attributes, and of
// routines' arguments and results.
func makeInfoElements(m *making) error {
	for _, t := range m.usable() {
		for i := range t.Columns {
			c := &t.Columns[i]
			if c.Hidden || !m.mayUseColumn(t, c) {
				continue
			}
			if err := m.element(t.SchemaID, t.Name, "TABLE", strconv.Itoa(int(c.ID)), c.Type); err != nil {
				return err
			}
		}
	}
	for _, d := range m.userTypes() {
		t, ok := m.snap.Types().ByOID(d.ID)
		if !ok || t.Domain() == nil || !m.mayUse(d) {
			continue
		}
		if err := m.element(d.SchemaID, d.Name, "DOMAIN", "1", t.Domain().Base); err != nil {
			return err
		}
	}
	if err := m.attributeElements(); err != nil {
		return err
	}
	for _, d := range m.knownRoutines() {
		of := func(id types.OID, place string) error {
			if t, ok := m.snap.Types().ByOID(id); ok {
				return m.element(d.SchemaID, specificName(d), "ROUTINE", place, t)
			}
			return nil
		}
		for i := range d.Args {
			if err := of(d.Args[i].TypeID, strconv.Itoa(i+1)); err != nil {
				return err
			}
		}
		if err := of(d.ResultID, "0"); err != nil {
			return err
		}
	}
	return nil
}

func (m *making) attributeElements() error {
	for _, d := range m.compositeTypes() {
		t, ok := m.snap.Types().ByOID(d.ID)
		if !ok || t.Composite() == nil {
			continue
		}
		for i, a := range t.Composite().Attributes() {
			if err := m.element(d.SchemaID, d.Name, "USER-DEFINED TYPE", strconv.Itoa(i+1), a.Type); err != nil {
				return err
			}
		}
	}
	return nil
}

// element is the row of an array, where t is one.
func (m *making) element(schema catalog.ID, object, kind, place string, t *types.Type) error {
	of := t.Elem()
	if of == nil || t.Domain() != nil || t.Len != -1 {
		return nil
	}
	data := "USER-DEFINED"
	if of.Schema == "" {
		data = FormatType(m.snap, m.env.Path, of.OID, types.NoTypmod, false)
	}
	udtSchema, udtName := nameOfType(of)
	return m.row(m.database(), m.schemaName(schema), object, kind, place, data, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil,
		m.database(), udtSchema, udtName, nil, nil, nil, nil, "a"+place)
}
