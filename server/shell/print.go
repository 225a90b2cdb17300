package shell

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// rowsMax is how many rows are gathered to align their columns; what follows is printed as it comes.
const rowsMax = 10_000

// numbers are the types whose values stand at the right.
var numbers = []uint32{pgtype.Int2OID, pgtype.Int4OID, pgtype.Int8OID, pgtype.OIDOID, pgtype.Float4OID, pgtype.Float8OID, pgtype.NumericOID}

// table is a result as it is printed.
type table struct {
	head  []string
	right []bool
	width []int
	rows  [][]string
}

func newTable(fields []pgconn.FieldDescription) *table {
	t := &table{}
	for _, f := range fields {
		t.head = append(t.head, f.Name)
		t.right = append(t.right, slices.Contains(numbers, f.DataTypeOID))
		t.width = append(t.width, utf8.RuneCountInString(f.Name))
	}
	return t
}

func (t *table) add(row []string) {
	for i, v := range row {
		for part := range strings.SplitSeq(v, "\n") {
			t.width[i] = max(t.width[i], utf8.RuneCountInString(part))
		}
	}
	t.rows = append(t.rows, row)
}

func texts(values [][]byte) []string {
	row := make([]string, len(values))
	for i, v := range values {
		row[i] = string(v)
	}
	return row
}

func (s *Shell) print(r *pgconn.ResultReader) {
	fields := r.FieldDescriptions()
	w := bufio.NewWriter(s.o.Out)
	defer w.Flush()
	if len(fields) == 0 {
		for r.NextRow() {
		}
		if tag, err := r.Close(); err == nil && tag.String() != "" {
			fmt.Fprintln(w, tag.String())
		}
		return
	}
	t, total, began := newTable(fields), 0, false
	for r.NextRow() {
		total++
		row := texts(r.Values())
		switch {
		case s.expanded:
			t.record(w, total, row)
		case began:
			t.writeRow(w, row)
		default:
			if t.add(row); len(t.rows) == rowsMax {
				t.write(w)
				began, t.rows = true, nil
			}
		}
	}
	if _, err := r.Close(); err != nil {
		return // told by Run
	}
	switch {
	case s.expanded && total > 0:
		return
	case !began && !s.expanded:
		t.write(w)
	}
	plural := "s"
	if total == 1 {
		plural = ""
	}
	fmt.Fprintf(w, "(%d row%s)\n", total, plural)
}

// record prints a row as a list of its columns.
func (t *table) record(w io.Writer, n int, row []string) {
	wide := 0
	for _, h := range t.head {
		wide = max(wide, utf8.RuneCountInString(h))
	}
	title := fmt.Sprintf("-[ RECORD %d ]", n)
	fmt.Fprintln(w, title+strings.Repeat("-", max(0, wide+2-len(title))))
	for i, v := range row {
		for j, part := range strings.Split(v, "\n") {
			name := t.head[i]
			if j > 0 {
				name = ""
			}
			fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("%s%s | %s", name, blanks(wide-utf8.RuneCountInString(name)), part), " "))
		}
	}
}

func (t *table) write(w io.Writer) {
	line := ""
	for i, h := range t.head {
		room := t.width[i] - utf8.RuneCountInString(h)
		if i > 0 {
			line += "|"
		}
		line += " " + blanks(room/2) + h + blanks(room-room/2) + " "
	}
	fmt.Fprintln(w, strings.TrimRight(line, " "))
	for i, n := range t.width {
		if i > 0 {
			fmt.Fprint(w, "+")
		}
		fmt.Fprint(w, strings.Repeat("-", n+2))
	}
	fmt.Fprintln(w)
	for _, row := range t.rows {
		t.writeRow(w, row)
	}
}

// writeRow prints a row; values of several lines go on below, with a mark.
func (t *table) writeRow(w io.Writer, row []string) {
	cells := make([][]string, len(row))
	high := 1
	for i, v := range row {
		cells[i] = strings.Split(v, "\n")
		high = max(high, len(cells[i]))
	}
	for n := range high {
		line := ""
		for i := range row {
			part, mark := "", " "
			if n < len(cells[i]) {
				part = cells[i][n]
			}
			if n+1 < len(cells[i]) {
				mark = "+"
			}
			room := blanks(t.width[i] - utf8.RuneCountInString(part))
			if i > 0 {
				line += "|"
			}
			if t.right[i] {
				line += " " + room + part + mark
			} else {
				line += " " + part + room + mark
			}
		}
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
}

func blanks(n int) string { return strings.Repeat(" ", max(0, n)) }
