package logic

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// telling is what the results of a file tell beside rows, tags and SQLSTATEs.
type telling struct{ errors, positions, columns bool }

// tellingOf reads a file's first comment.
func tellingOf(blocks []Block) telling {
	if len(blocks[0].comments) == 0 {
		return telling{}
	}
	says := func(sentence string) bool { return strings.Contains(blocks[0].comments[0], sentence) }
	positions := says("Errors are told whole, with their positions.")
	return telling{
		errors:    positions || says("Errors are told whole."),
		positions: positions,
		columns:   says("Columns are told."),
	}
}

// run sends a block's text and gives its result as the file holds it. The message is that of its error.
func (w telling) run(ctx context.Context, c *pgconn.PgConn, b *Block) (result, message string) {
	results, err := c.Exec(ctx, b.Text).ReadAll()
	return w.answer(b, results, err)
}

func (w telling) answer(b *Block, results []*pgconn.Result, err error) (result, message string) {
	var lines []string
	for _, r := range results {
		if r.Err != nil {
			continue
		}
		if w.columns && len(r.FieldDescriptions) > 0 {
			lines = append(lines, columns(r.FieldDescriptions))
		}
		var rows []string
		for _, values := range r.Rows {
			rows = append(rows, row(values))
		}
		if b.sorts() {
			slices.Sort(rows)
		}
		lines = append(append(lines, rows...), r.CommandTag.String())
	}
	if err == nil {
		return strings.Join(lines, "\n"), ""
	}
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return lost + err.Error(), ""
	}
	message = strings.TrimRight(strings.Join([]string{e.Message, e.Detail, e.Hint}, "; "), "; ")
	return strings.Join(append(lines, w.failure(b, e, message)), "\n"), message
}

// lost begins the result of a text that broke its connection.
const lost = "lost: "

func (w telling) failure(b *Block, e *pgconn.PgError, message string) string {
	out := "error " + e.Code
	if b.codeOnly || !w.errors {
		return out
	}
	out += " " + oneLine(message)
	if w.positions && e.Position != 0 {
		out += fmt.Sprintf("\nat %d", e.Position)
	}
	return out
}

func columns(fields []pgconn.FieldDescription) string {
	cols := make([]string, len(fields))
	for i, f := range fields {
		cols[i] = fmt.Sprintf("%s:%d", oneLine(f.Name), f.DataTypeOID)
	}
	return strings.Join(cols, "|")
}

func row(values [][]byte) string {
	cols := make([]string, len(values))
	for i, v := range values {
		switch {
		case v == nil:
			cols[i] = "NULL"
		case len(v) == 0:
			cols[i] = "''"
		default:
			cols[i] = oneLine(string(v))
		}
	}
	if len(cols) == 0 {
		return "()"
	}
	return strings.Join(cols, "|")
}

// oneLine keeps an empty line within a value from ending the block.
func oneLine(s string) string { return strings.ReplaceAll(s, "\n", `\n`) }
