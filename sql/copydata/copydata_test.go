package copydata

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// pieces is a client that sends data in pieces of any size.
type pieces struct {
	data []byte
	rng  *rand.Rand
	most int
}

func (p *pieces) Next() ([]byte, error) {
	if len(p.data) == 0 {
		return nil, io.EOF
	}
	n := min(len(p.data), p.rng.IntN(p.most+1)) // empty pieces too
	out := p.data[:n:n]
	p.data = p.data[n:]
	return bytes.Clone(out), nil
}

func source(data string, seed uint64) *pieces {
	return &pieces{data: []byte(data), rng: rand.New(rand.NewPCG(seed, 0)), most: 1 + int(seed%9)}
}

func textColumns(n int) []nodes.Column {
	cols := make([]nodes.Column, n)
	for i := range cols {
		cols[i] = nodes.Column{Name: string(rune('a' + i)), Type: types.TText, Typmod: types.NoTypmod}
	}
	return cols
}

func options(t testing.TB, text string, from bool) Options {
	t.Helper()
	verb := map[bool]string{true: "FROM STDIN ", false: "TO STDOUT "}[from]
	st, err := parser.ParseOne("COPY t " + verb + text)
	if err != nil {
		t.Fatal(err)
	}
	o, err := ParseOptions(st.AST.(*ast.Copy).Options, from)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// read reads all rows; an error is the last one's SQLSTATE.
func read(data string, o Options, cols []nodes.Column, seed uint64) (rows []string, err error) {
	r := NewReader(source(data, seed), &o, cols, types.NewEnv(), "t")
	if err := r.Header(); err != nil {
		return nil, r.At(err)
	}
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return rows, r.At(err)
		}
		rows = append(rows, show(row))
	}
}

func show(row []types.Datum) string {
	var out []string
	for _, d := range row {
		if d.IsNull() {
			out = append(out, "NULL")
		} else {
			out = append(out, "<"+d.Text()+">")
		}
	}
	return strings.Join(out, "")
}

func TestCopyRead(t *testing.T) {
	tests := []struct {
		name, options, data string
		want                string // rows, and the SQLSTATE of an error
	}{
		{"empty", "", "", ""},
		{"text", "", "1\t2\n3\t4\n", "<1><2> <3><4>"},
		{"no last line end", "", "1\t2", "<1><2>"},
		{"null and empty", "", "\\N\t\n", "NULL<>"},
		{"escapes", "", `\b\f\n\r\t\v\\\101\x41\x` + "\t\\N \\q\n", "<\b\f\n\r\t\v\\AAx><N q>"},
		{"line end in a value", "", "a\\\nb\tc\n", "<a\nb><c>"},
		{"carriage returns", "", "1\t2\r\n3\t4\r\n", "<1><2> <3><4>"},
		{"end marker", "", "1\t2\n\\.\n3\t4\n", "<1><2>"},
		{"end marker behind a row", "", "1\t2\\.\n3\t4\n", "<1><2>"},
		{"end marker within a row", "", "1\t2\n3\\.\t4\n", "<1><2> 22P04"},
		{"end marker without a line end", "", "1\t2\n\\.", "<1><2> 22P04"},
		{"end marker and more", "", "1\t2\n\\.garbage\n", "<1><2> 22P04"},
		{"end marker with another line end", "", "1\t2\r\n\\.\n", "<1><2> 22P04"},
		{"end marker with a carriage return", "", "1\t2\r\n\\.\r\n3\n", "<1><2>"},
		{"escaped end marker", "", "1\t\\\\.\n", `<1><\.>`},
		{"lines end in carriage returns", "", "1\t2\r3\t\\N\r\\.\r", "<1><2> <3>NULL"},
		{"newline after carriage returns", "", "1\t2\r3\t4\n", "<1><2> 22P04"},
		{"newline after both", "", "1\t2\r\n3\t4\n", "<1><2> 22P04"},
		{"both after newline", "", "1\t2\n3\t4\r\n", "<1><2> 22P04"},
		{"carriage return in a row", "", "1\t2\n3\t\r4\n", "<1><2> 22P04"},
		{"carriage return after both", "", "1\t2\r\n3\t4\r", "<1><2> 22P04"},
		{"escaped carriage return", "", "1\t\\\r\n", "<1><\r>"},
		{"last byte escapes", "", "1\tx\\", "<1><x>"},
		{"too few", "", "1\n", "22P04"},
		{"too many", "", "1\t2\t3\n", "22P04"},
		{"other delimiter and null", "(DELIMITER '|', NULL 'nil')", "nil|x\\|y\n", "NULL<x|y>"},
		{"escaped delimiters", "(DELIMITER '|')", `a\|b\\|\|\|c\\` + "\n" + `\||` + "\n", `<a|b\><||c\> <|><>`},
		{"zero byte", "", "a\x00\tb\n", "22021"},
		{"bad UTF-8", "", "a\tb\xff\n", "22021"},
		{"csv", "(FORMAT csv)", "1,2\n\"3\",\"4\"\n", "<1><2> <3><4>"},
		{"csv null and empty", "(FORMAT csv)", ",\"\"\n", "NULL<>"},
		{"csv quotes", "(FORMAT csv)", "\"a\"\"b\",c\"d,e\"f\n", `<a"b><cd,ef>`},
		{"csv line ends", "(FORMAT csv)", "\"a\nb\r\nc\",d\r\n", "<a\nb\r\nc><d>"},
		{"csv other quote and escape", `(FORMAT csv, QUOTE '''', ESCAPE '\')`, `'a\'b','\\'` + "\n", `<a'b><\>`},
		{"csv header", "(FORMAT csv, HEADER)", "what,ever\n1,2\n", "<1><2>"},
		{"csv header match", "(FORMAT csv, HEADER match)", "a,b\n1,2\n", "<1><2>"},
		{"csv header mismatch", "(FORMAT csv, HEADER match)", "a,c\n1,2\n", "22P04"},
		{"text header", "(HEADER)", "a\tb\n1\t2\n", "<1><2>"},
		{"csv unterminated", "(FORMAT csv)", "\"a,b\n", "22P04"},
		{"csv unterminated header", "(FORMAT csv, HEADER)", "\"a,b\n1,2\n", ""},
		{"csv end marker", "(FORMAT csv)", "1,2\n\\.\n3,4\n", "<1><2>"},
		{"csv line ends of another kind", "(FORMAT csv)", "1,2\r\n3,4\n", "<1><2> 22P04"},
		{"csv carriage return", "(FORMAT csv)", "1,2\n3,\r4\n", "<1><2> 22P04"},
		{"csv quoted line ends", "(FORMAT csv)", "1,2\n3,\"\r4\r\n\"\n", "<1><2> <3><\r4\r\n>"},
		{"csv lines end in carriage returns", "(FORMAT csv)", "1,\"2\n\"\r3,4\r", "<1><2\n> <3><4>"},
		{"csv end marker in a row", "(FORMAT csv)", "1,\\.\n\\.,2\n\\.x,3\n", `<1><\.> <\.><2> <\.x><3>`},
		{"csv end marker with another line end", "(FORMAT csv)", "1,2\n\\.\r\n", "<1><2> 22P04"},
		{"csv force", "(FORMAT csv, FORCE_NULL (a), FORCE_NOT_NULL (b))", "\"\",\n", "NULL<>"},
		{"csv null text", "(FORMAT csv, NULL 'NA')", "NA,\"NA\"\n", "NULL<NA>"},
		{"binary", "(FORMAT binary)", binaryHead + "\x00\x02\x00\x00\x00\x01x\xff\xff\xff\xff" + "\xff\xff", "<x>NULL"},
		{"binary without end", "(FORMAT binary)", binaryHead + "\x00\x02\x00\x00\x00\x01x\xff\xff\xff\xff", "<x>NULL"},
		{"binary extension", "(FORMAT binary)", binarySignature + "\x00\x00\x00\x00\x00\x00\x00\x03abc\xff\xff", ""},
		{"binary cut", "(FORMAT binary)", binaryHead + "\x00\x02\x00\x00\x00\x05x", "22P04"},
		{"binary negative size", "(FORMAT binary)", binaryHead + "\x00\x02\xff\xff\xff\x00", "22P04"},
		{"binary huge size", "(FORMAT binary)", binaryHead + "\x00\x02\x7f\xff\xff\xff", "54000"},
		{"binary huge extension", "(FORMAT binary)", binarySignature + "\x00\x00\x00\x00\x7f\xff\xff\xff", "54000"},
		{"binary columns", "(FORMAT binary)", binaryHead + "\x00\x07", "22P04"},
		{"binary signature", "(FORMAT binary)", "PGCOPY\n\xff\n\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", "22P04"},
	}
	for _, tt := range tests {
		for seed := range uint64(20) {
			rows, err := read(tt.data, options(t, tt.options, true), textColumns(2), seed)
			got := strings.Join(rows, " ")
			if err != nil {
				got = strings.TrimSpace(got + " " + pgerror.Code(err))
			}
			if got != tt.want {
				t.Errorf("%s (seed %d): got %q (%v), want %q", tt.name, seed, got, err, tt.want)
				break
			}
		}
	}
}

const binaryHead = binarySignature + "\x00\x00\x00\x00\x00\x00\x00\x00"

// sent gathers COPY data.
type sent struct{ bytes.Buffer }

func (s *sent) CopyData(b []byte) error { s.Write(b); return nil }

// TestCopyRoundTrip: what COPY TO writes, COPY FROM reads, whatever the values
// and the options.
func TestCopyRoundTrip(t *testing.T) {
	alphabet := []string{"a", "é", "\\", "\t", "\n", "\r", ",", `"`, "'", "|", "\\N", "\\.", " ", "\b", "\v", "NULL", "0"}
	for _, text := range []string{"", "(DELIMITER '|')", "(FORMAT csv)", "(FORMAT csv, NULL 'NULL')", `(FORMAT csv, QUOTE '''', ESCAPE '\')`,
		"(FORMAT csv, DELIMITER '|', QUOTE ',')", "(FORMAT csv, HEADER)", "(FORMAT binary)"} {
		from, to := options(t, text, true), options(t, text, false)
		rng := rand.New(rand.NewPCG(1, 2))
		for seed := range uint64(300) {
			cols := textColumns(1 + rng.IntN(3))
			var want []string
			out := &sent{}
			w := NewWriter(out, &to, cols, types.NewEnv())
			if err := w.Begin(); err != nil {
				t.Fatal(err)
			}
			for range rng.IntN(4) {
				row := make([]types.Datum, len(cols))
				for i := range row {
					if rng.IntN(5) == 0 {
						row[i] = types.Null
						continue
					}
					s := ""
					for range rng.IntN(4) {
						s += alphabet[rng.IntN(len(alphabet))]
					}
					row[i] = types.Text(s)
				}
				if err := w.Row(row); err != nil {
					t.Fatal(err)
				}
				want = append(want, show(row))
			}
			if err := w.Finish(); err != nil {
				t.Fatal(err)
			}
			got, err := read(out.String(), from, cols, seed)
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Fatalf("%s, seed %d: %q\ngot  %q (%v)\nwant %q", text, seed, out.String(), got, err, want)
			}
		}
	}
}

func TestCopyOptions(t *testing.T) {
	tests := []struct {
		text string
		from bool
		want string
	}{
		{"(FORMAT florp)", true, "22023"},
		{"(FORMAT csv, FORMAT text)", true, "42601"},
		{"(DELIMITER 'ab')", true, "0A000"},
		{"(DELIMITER 'a')", true, "22023"},
		{`(DELIMITER E'\n')`, true, "22023"},
		{"(FORMAT binary, DELIMITER ',')", true, "42601"},
		{"(FORMAT binary, NULL 'x')", true, "42601"},
		{"(FORMAT binary, HEADER)", true, "0A000"},
		{"(QUOTE 'x')", true, "0A000"},
		{"(ESCAPE 'x')", true, "0A000"},
		{"(FORMAT csv, QUOTE ',')", true, "22023"},
		{"(FORMAT csv, NULL ',')", true, "0A000"},
		{`(NULL E'\n')`, true, "22023"},
		{"(FORCE_QUOTE *)", false, "0A000"},
		{"(FORMAT csv, FORCE_QUOTE *)", true, "0A000"},
		{"(FORMAT csv, FORCE_QUOTE *)", false, ""},
		{"(FORMAT csv, FORCE_NULL (a))", false, "0A000"},
		{"(FORMAT csv, HEADER match)", false, "0A000"},
		{"(HEADER perhaps)", true, "42601"},
		{"(ENCODING 'latin1')", true, ""}, {"(ENCODING 'euc_tw')", true, "0A000"}, {"(ENCODING 'nix')", true, "22023"},
		{"(ENCODING 'UTF-8')", true, ""},
		{"(FREEZE)", true, ""},
		{"(OIDS)", true, "42601"},
		{"CSV HEADER DELIMITER '|'", true, ""},
		{"BINARY", true, ""},
	}
	for _, tt := range tests {
		verb := map[bool]string{true: "FROM STDIN ", false: "TO STDOUT "}[tt.from]
		st, err := parser.ParseOne("COPY t " + verb + tt.text)
		if err != nil {
			t.Errorf("%s: %v", tt.text, err)
			continue
		}
		_, err = ParseOptions(st.AST.(*ast.Copy).Options, tt.from)
		if got := pgerror.Code(err); got != tt.want {
			t.Errorf("COPY %s%s: got %s (%v), want %s", verb, tt.text, got, err, tt.want)
		}
	}
}

// FuzzCopyText, FuzzCopyCSV and FuzzCopyBinary: any data is read or refused,
// the same however it is cut, and never with an internal error.
func FuzzCopyText(f *testing.F) { fuzzCopy(f, "", "1\t2\\\n\\N\n\\.\n", `\x4`, "\r\n\t") }

func FuzzCopyCSV(f *testing.F) {
	fuzzCopy(f, `(FORMAT csv, HEADER, ESCAPE '\', NULL 'x')`, "a,b\n\"1\n\\\"\",x\n", "\"")
}

func FuzzCopyBinary(f *testing.F) {
	fuzzCopy(f, "(FORMAT binary)", binaryHead+"\x00\x02\x00\x00\x00\x01x\xff\xff\xff\xff\xff\xff", binarySignature)
}

func fuzzCopy(f *testing.F, text string, seeds ...string) {
	for _, s := range seeds {
		f.Add(s)
	}
	o := options(f, text, true)
	f.Fuzz(func(t *testing.T, data string) {
		cols := textColumns(2)
		cols[0].Type = types.TInt4
		cols[1].Type = types.TTextArray
		whole, err1 := readAny(data, o, cols, 8)
		cut, err2 := readAny(data, o, cols, 0)
		if whole != cut || pgerror.Code(err1) != pgerror.Code(err2) {
			t.Errorf("%q: %d rows, %v in large pieces, %d rows, %v in small ones", data, whole, err1, cut, err2)
		}
		if pgerror.Is(err1, pgerror.InternalError) {
			t.Errorf("%q: %v", data, err1)
		}
	})
}

func readAny(data string, o Options, cols []nodes.Column, seed uint64) (rows int, err error) {
	r := NewReader(source(data, seed), &o, cols, types.NewEnv(), "t")
	if err := r.Header(); err != nil {
		return 0, r.At(err)
	}
	for {
		if _, err := r.Next(); errors.Is(err, io.EOF) {
			return rows, nil
		} else if err != nil {
			return rows, r.At(err)
		}
		rows++
	}
}
