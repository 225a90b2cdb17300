package pgcatalog

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
)

// makeStats shows what was measured of the columns that the user may read. Values are
// shown as text: Postgres's type for them, anyarray, can't be that of a column here.
func makeStats(m *making) error {
	s := m.o.stats()
	if s == nil {
		return nil
	}
	for _, t := range m.tables(false) {
		st := s.Table(t.ID)
		if st == nil || m.snap.Secured(m.env.User, t) {
			continue
		}
		for i := range st.Columns {
			col, _, ok := t.ColumnByID(st.Columns[i].ID)
			if !ok || col.Computed || !m.snap.HasColumnPrivilege(m.env.User, t, col, 'r') {
				continue
			}
			if err := m.statsRow(t, t.Name, col.Name, col.Type, st, &st.Columns[i]); err != nil {
				return err
			}
		}
		if err := m.indexStats(t, st); err != nil {
			return err
		}
	}
	return nil
}

// indexStats shows what was measured of the expressions of t's indexes, on which nobody but their owner has rights.
func (m *making) indexStats(t *catalog.TableDesc, st *stats.Table) error {
	if !t.HasComputed() || !m.snap.Owns(m.env.User, t) {
		return nil
	}
	for i := range t.Indexes {
		ix := &t.Indexes[i]
		names := indexColumnNames(t, ix)
		for k, id := range indexColumns(ix) {
			col, _, ok := t.ColumnByID(id)
			c := st.Column(id)
			if !ok || !col.Computed || c == nil {
				continue
			}
			if err := m.statsRow(t, ix.Name, names[k], col.Type, st, c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *making) statsRow(t *catalog.TableDesc, relation, column string, of *types.Type, st *stats.Table, c *stats.Column) error {
	shown := m.shownStats(of, st, c)
	return m.row(append([]any{m.schemaName(t.SchemaID), relation, column, false}, shown[:]...)...)
}

// shownStats are the columns that pg_stats and pg_stats_ext_exprs have of what was measured, from null_frac on.
func (m *making) shownStats(of *types.Type, st *stats.Table, c *stats.Column) [10]any {
	rows := float64(max(st.Rows, 1))
	var vals, bounds texts
	var freqs []types.Datum
	for i := range c.Common {
		if text, ok := m.keyText(of, c.Common[i].Key); ok {
			vals, freqs = append(vals, text), append(freqs, types.Float(float64(float32(c.Common[i].Share))))
		}
	}
	for _, k := range c.Bounds {
		if text, ok := m.keyText(of, k); ok {
			bounds = append(bounds, text)
		}
	}
	elems, elemFreqs := m.elements(of, c, rows)
	return [10]any{float64(c.Nulls) / rows, c.Width, distinctShown(c, rows),
		orNull(vals), floats(freqs), orNull(bounds), c.Correlation, orNull(elems), floats(elemFreqs), nil}
}

// elements are the most frequent elements of an array or words of a tsvector, with the share of the
// values that have them; behind these the least and the greatest of them, and of arrays that of NULL.
func (m *making) elements(t *types.Type, c *stats.Column, rows float64) (elems texts, freqs []types.Datum) {
	if t = t.Base(); !t.IsArray() && t != types.TTSVector {
		return nil, nil
	}
	share := func(s float64) types.Datum {
		return types.Float(float64(float32(min(1, s/max(1-float64(c.Nulls)/rows, 1/rows)))))
	}
	null, least, most := 0.0, 1.0, 0.0
	for _, e := range c.Elements {
		text, ok := "", false
		switch mark := e.Key[0]; {
		case mark == rowenc.NullEntry:
			null = e.Share
		case mark == rowenc.ElementEntry:
			text, ok = m.keyText(t.Elem(), e.Key[1:])
		case t == types.TTSVector:
			text, ok = string(e.Key[1:]), true
		}
		if ok {
			elems, freqs = append(elems, text), append(freqs, share(e.Share))
			least, most = min(least, e.Share), max(most, e.Share)
		}
	}
	if len(elems) == 0 {
		return nil, nil
	}
	freqs = append(freqs, share(least), share(most))
	if t.IsArray() {
		freqs = append(freqs, share(null))
	}
	return elems, freqs
}

// distinctShown is n_distinct: a number of values, or, where they grow with the table,
// their share of its rows, negative.
func distinctShown(c *stats.Column, rows float64) float64 {
	if n := float64(c.Distinct); n <= 0.1*rows {
		return n
	}
	return -float64(c.Distinct) / rows
}

func orNull(list texts) any {
	if len(list) == 0 {
		return nil
	}
	return list
}

func floats(list []types.Datum) any {
	if len(list) == 0 {
		return nil
	}
	return types.NewArray(types.ArrayOf(types.TFloat4, list))
}

// keyText shows a value that statistics hold as a key; ok is false for one that was cut.
func (m *making) keyText(t *types.Type, key []byte) (text string, ok bool) {
	d, rest, err := rowenc.DecodeKeyColumn(key, rowenc.KeyColumn{Type: t})
	if err != nil || len(rest) > 0 {
		return "", false
	}
	return string(types.AppendText(nil, t, d, nil)), true
}
