package charset

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
)

var server = flag.String("postgres", "", "URL of a Postgres 15 to take the tables from")

const sums = "testdata/sums.txt"

// TestTables: what we convert, and what each becomes, is what Postgres does, for all bytes and
// characters of the basic plane, one by one.
func TestTables(t *testing.T) {
	if *server != "" {
		takeTables(t)
	}
	want, err := os.ReadFile(sums)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(want)) {
		f := strings.Fields(line)
		e := Find(f[0])
		if e == nil {
			t.Fatalf("there is no %s", f[0])
		}
		n++
		if got := sum(decoded(e)); got != f[1] {
			t.Errorf("%s is not read as Postgres reads it", e.Name)
		}
		if got := sum(encoded(e)); got != f[2] {
			t.Errorf("%s is not written as Postgres writes it", e.Name)
		}
	}
	if n != 35 {
		t.Errorf("%d encodings were looked at", n)
	}
}

// sequences are the bytes that characters of an encoding may consist of, but for those of four.
func sequences(e *Encoding) (all [][]byte) {
	for a := 0x80; a < 0x100; a++ {
		all = append(all, []byte{byte(a)})
		if e.many == nil {
			continue
		}
		for b := 1; b < 0x100; b++ {
			all = append(all, []byte{byte(a), byte(b)})
		}
	}
	if e.Name == "EUC_JP" {
		for a := 0xa1; a < 0xff; a++ {
			for b := 0xa1; b < 0xff; b++ {
				all = append(all, []byte{0x8f, byte(a), byte(b)})
			}
		}
	}
	return all
}

// decoded are lines of bytes and the text that they are.
func decoded(e *Encoding) (lines []string) {
	for _, b := range sequences(e) {
		if out, err := e.DecodeAll(nil, b); err == nil {
			lines = append(lines, fmt.Sprintf("%x %s", b, points(string(out))))
		}
	}
	return lines
}

func points(s string) string {
	var b strings.Builder
	for _, r := range s {
		fmt.Fprintf(&b, " %x", r)
	}
	return b.String()
}

// encoded are lines of characters and their bytes.
func encoded(e *Encoding) (lines []string) {
	for r := rune(0x80); r <= 0xffff; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		if out, err := e.Encode(nil, []byte(string(r))); err == nil {
			lines = append(lines, fmt.Sprintf("%x %x", r, out))
		}
	}
	return lines
}

func sum(lines []string) string {
	h := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(h[:8])
}

// takeTables asks a server for all, and writes what the tables have otherwise: it holds from the
// next run on.
func takeTables(t *testing.T) {
	ctx := t.Context()
	c, err := pgx.Connect(ctx, *server)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close(context.WithoutCancel(ctx)) }()
	if _, err := c.Exec(ctx, askServer); err != nil {
		t.Fatal(err)
	}
	var diff, all bytes.Buffer
	tables := tables()
	for _, e := range tables.all {
		if e.plain || !e.Known() {
			continue
		}
		var read, written []string
		theirs := map[string]string{}
		for _, b := range sequences(e) {
			theirs[string(b)] = ""
		}
		for _, row := range ask(t, c, "SELECT h, u FROM pg_temp.reads($1, $2)", e.Name, e.many != nil) {
			theirs[string(row.bytes)] = row.text
		}
		var d runs
		for _, b := range sequences(e) {
			want := theirs[string(b)]
			if want != "" {
				read = append(read, fmt.Sprintf("%x %s", b, points(want)))
			}
			if out, err := e.DecodeAll(nil, b); (err == nil) != (want != "") || string(out) != want && err == nil {
				d.bytes(b, want)
			}
		}
		d.end()
		for _, line := range d.lines {
			tables.differ(e.Name + " " + line)
		}
		toBytes := map[string][]byte{}
		for _, row := range ask(t, c, "SELECT h, u FROM pg_temp.writes($1)", e.Name) {
			toBytes[row.text] = row.bytes
		}
		for r := rune(0x80); r <= 0xffff; r++ {
			if !utf8.ValidRune(r) {
				continue
			}
			want := toBytes[string(r)]
			if want != nil {
				written = append(written, fmt.Sprintf("%x %x", r, want))
			}
			if out, _ := e.Encode(nil, []byte(string(r))); !bytes.Equal(out, want) {
				d.rune(r, want)
			}
		}
		d.end()
		for _, line := range d.lines {
			fmt.Fprintln(&diff, e.Name, line)
		}
		fmt.Fprintln(&all, e.Name, sum(read), sum(written))
	}
	for file, b := range map[string]*bytes.Buffer{"differences.txt": &diff, sums: &all} {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// runs gathers differences that follow each other.
type runs struct {
	lines      []string
	from, to   []byte
	first      rune
	fromR, toR rune
	firstB     []byte
	n          int
}

func (d *runs) bytes(b []byte, want string) {
	r, size := utf8.DecodeRuneInString(want)
	if want == "" {
		r = 0
	} else if size != len(want) {
		return // two characters: the first of them is another line
	}
	next := d.n > 0 && len(b) == len(d.to) && string(b[:len(b)-1]) == string(d.to[:len(b)-1]) && b[len(b)-1] == d.to[len(b)-1]+1
	if !next || (r == 0) != (d.first == 0) || r != 0 && r != d.first+rune(d.n) {
		d.end()
		d.from, d.first = b, r
	}
	d.to = b
	d.n++
}

func (d *runs) rune(r rune, want []byte) {
	next := d.n > 0 && r == d.toR+1 && (want == nil) == (d.firstB == nil)
	if next && want != nil {
		b := bytes.Clone(d.firstB)
		last := int(b[len(b)-1]) + d.n
		next = len(b) == len(want) && string(b[:len(b)-1]) == string(want[:len(b)-1]) && last == int(want[len(b)-1])
	}
	if !next {
		d.end()
		d.fromR, d.firstB = r, want
	}
	d.toR = r
	d.n++
}

func (d *runs) end() {
	if d.n == 0 {
		return
	}
	switch to := "-"; {
	case d.from != nil:
		if d.first != 0 {
			to = fmt.Sprintf("%x", d.first)
		}
		d.lines = append(d.lines, fmt.Sprintf("< %x-%x %s", d.from, d.to, to))
	default:
		if d.firstB != nil {
			to = fmt.Sprintf("%x", d.firstB)
		}
		d.lines = append(d.lines, fmt.Sprintf("> %x-%x %s", d.fromR, d.toR, to))
	}
	d.n, d.from, d.firstB = 0, nil, nil
}

type told struct {
	bytes []byte
	text  string
}

func ask(t *testing.T, c *pgx.Conn, sql string, args ...any) []told {
	rows, err := c.Query(t.Context(), sql, args...)
	if err != nil {
		t.Fatal(err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (x told, err error) { return x, row.Scan(&x.bytes, &x.text) })
	if err != nil {
		t.Fatal(err)
	}
	return all
}

const askServer = `
CREATE FUNCTION pg_temp.reads(enc name, many boolean) RETURNS TABLE(h bytea, u text) LANGUAGE plpgsql AS $$
BEGIN
  FOR a IN 128..255 LOOP
    FOR b IN 0..CASE WHEN many THEN 255 ELSE 0 END LOOP
      h := set_byte('\x00', 0, a);
      IF b > 0 THEN h := h || set_byte('\x00', 0, b); END IF;
      BEGIN u := convert_from(h, enc); RETURN NEXT; EXCEPTION WHEN OTHERS THEN END;
    END LOOP;
  END LOOP;
  IF enc = 'EUC_JP' THEN
    FOR a IN 161..254 LOOP
      FOR b IN 161..254 LOOP
        h := set_byte(set_byte('\x8f0000', 1, a), 2, b);
        BEGIN u := convert_from(h, enc); RETURN NEXT; EXCEPTION WHEN OTHERS THEN END;
      END LOOP;
    END LOOP;
  END IF;
END $$;
CREATE FUNCTION pg_temp.writes(enc name) RETURNS TABLE(h bytea, u text) LANGUAGE plpgsql AS $$
BEGIN
  FOR c IN 128..65535 LOOP
    CONTINUE WHEN c BETWEEN 55296 AND 57343;
    u := chr(c);
    BEGIN h := convert_to(u, enc); RETURN NEXT; EXCEPTION WHEN OTHERS THEN END;
  END LOOP;
END $$;
`

// FuzzDecode: whatever bytes come, text is UTF-8 without NUL, also where they come in pieces,
// and becomes bytes that are read as the same.
func FuzzDecode(f *testing.F) {
	f.Add(8, []byte("\xe9t\xe9"), 1)
	f.Add(35, []byte("\x82\xa0\x83\x5c"), 3)
	f.Add(39, []byte("\x94\x39\xfc\x36a"), 2)
	f.Add(1, []byte("\x8f\xa2\xaf\x00"), 2)
	f.Fuzz(func(t *testing.T, id int, b []byte, cut int) {
		e := ByID(int64(id))
		if e == nil || !e.Converts() || !e.Known() {
			return
		}
		whole, err := e.DecodeAll(nil, b)
		if err == nil && (!utf8.Valid(whole) || bytes.IndexByte(whole, 0) >= 0) {
			t.Fatalf("%s: %x becomes %x", e.Name, b, whole)
		}
		cut = max(0, min(cut, len(b)))
		first, rest, failed := e.Decode(nil, b[:cut])
		if failed == nil {
			first, failed = e.DecodeAll(first, b[cut-rest:])
		}
		if (failed == nil) != (err == nil) || err == nil && !bytes.Equal(first, whole) {
			t.Fatalf("%s: %x, cut at %d, becomes %x (%v), and whole %x (%v)", e.Name, b, cut, first, failed, whole, err)
		}
		if err != nil {
			return
		}
		if again, err := e.Encode(nil, whole); err == nil {
			if back, err := e.DecodeAll(nil, again); err != nil || !bytes.Equal(back, whole) {
				t.Fatalf("%s: %x becomes %x, %x and %x: %v", e.Name, b, whole, again, back, err)
			}
		}
		if shown := e.EncodeShown(nil, whole); len(shown) == 0 && len(whole) > 0 {
			t.Fatalf("%s: nothing is shown of %x", e.Name, whole)
		}
	})
}

// TestEncodeInPlace: what is written does not run into what is still to be read.
func TestEncodeInPlace(t *testing.T) {
	text := "aé字 ü\u0416Ω字字z€ß"
	for _, e := range encodings().all {
		if !e.Converts() || !e.Known() || e.MaxLen > 2 {
			continue
		}
		var src []byte
		for _, r := range text {
			if _, err := e.Encode(nil, []byte(string(r))); err == nil {
				src = append(src, string(r)...)
			}
		}
		want, err := e.Encode(nil, src)
		if err != nil {
			t.Fatal(e.Name, err)
		}
		buf := append([]byte("head"), src...)
		if got, err := e.Encode(buf[:4], buf[4:]); err != nil || string(got) != "head"+string(want) {
			t.Errorf("%s: %x in place, %x apart: %v", e.Name, got[4:], want, err)
		}
	}
}
