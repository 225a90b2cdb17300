package spill

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cockroachdb/apd/v3"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// testFS keeps files in memory, and is full at a size.
type testFS struct {
	files map[string]*testFile
	room  int // bytes that may still be written
	free  uint64
}

type testFile struct {
	fs   *testFS
	data []byte
}

func newTestFS() *testFS { return &testFS{files: map[string]*testFile{}, room: 1 << 40, free: 1 << 40} }

func (t *testFS) Create(name string) (Handle, error) {
	f := &testFile{fs: t}
	t.files[name] = f
	return f, nil
}

func (t *testFS) Remove(name string) error {
	if t.files[name] == nil {
		return fs.ErrNotExist
	}
	delete(t.files, name)
	return nil
}

func (t *testFS) Clear(dir string) error {
	for name := range t.files {
		if strings.HasPrefix(name, dir+"/") {
			delete(t.files, name)
		}
	}
	return nil
}

func (t *testFS) Free() (uint64, bool) { return t.free, true }

func (f *testFile) Write(b []byte) (int, error) {
	if len(b) > f.fs.room {
		return 0, &fs.PathError{Op: "write", Path: "f", Err: errors.New("no space left on device")}
	}
	f.fs.room -= len(b)
	f.data = append(f.data, b...)
	return len(b), nil
}

func (f *testFile) ReadAt(b []byte, at int64) (int, error) {
	n := copy(b, f.data[min(at, int64(len(f.data))):])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

func (f *testFile) Close() error { return nil }

// counted is memory that is counted and has a limit.
type counted struct{ used, max int }

func (c *counted) Grow(n int) error {
	if c.max > 0 && c.used+n > c.max {
		return errors.New("no memory")
	}
	c.used += n
	return nil
}

func (c *counted) Shrink(n int) { c.used -= n }

func open(t testing.TB, o Options) *Store {
	t.Helper()
	s, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// randomDatum makes a value of any kind.
func randomDatum(rng *rand.Rand, depth int) types.Datum {
	text := func() string { return strings.Repeat(string(rune('a'+rng.IntN(26))), rng.IntN(40)) }
	switch n := rng.IntN(18); {
	case n == 0:
		return types.Bool(rng.IntN(2) == 0)
	case n == 1:
		return types.Int(int64(rng.Uint64()) >> rng.IntN(64))
	case n == 2:
		return types.Float(rng.NormFloat64())
	case n == 3:
		return types.NumericSmall(rng.Int64()-rng.Int64(), int32(rng.IntN(20)))
	case n == 4:
		d, _, _ := apd.NewFromString(fmt.Sprintf("-%d%d%d.%05d", rng.Uint64(), rng.Uint64(), rng.Uint64(), rng.IntN(1e5)))
		return types.Numeric(d)
	case n == 5:
		return []types.Datum{types.NumericNaN(), types.NumericInf(true), types.NumericInf(false)}[rng.IntN(3)]
	case n == 6:
		return types.Text(text())
	case n == 7:
		return types.Bytes([]byte(text()))
	case n == 8:
		return types.Date(int32(rng.Uint32()))
	case n == 9:
		return types.Time(rng.Int64N(86400e6))
	case n == 10:
		return types.TimeTZ(rng.Int64N(86400e6), int32(rng.IntN(7200)-3600))
	case n == 11:
		return types.Timestamp(int64(rng.Uint64()))
	case n == 12:
		return types.NewInterval(types.Interval{Micros: int64(rng.Uint64()), Days: int32(rng.Uint32()), Months: int32(rng.Uint32())})
	case n == 13:
		return types.UUID([16]byte([]byte(strings.Repeat(string(rune('a'+rng.IntN(26))), 16))))
	case n == 14 && depth < 3:
		a := types.ArrayOf([]*types.Type{types.TInt4, types.TText}[rng.IntN(2)], randomRow(rng, rng.IntN(5), depth+1))
		return types.NewArray(a)
	case n == 15 && depth < 3:
		r := &types.Record{Values: randomRow(rng, rng.IntN(5), depth+1)}
		for range r.Values {
			r.Types = append(r.Types, types.TText)
		}
		if rng.IntN(2) == 0 {
			r.Names = []string{"a", "b"}
		}
		return types.NewRecord(r)
	case n == 16 && depth > 0:
		d, err := types.DecodeText(types.TJSONB, types.NoTypmod, `{"a": [1, "b"]}`, nil)
		if err != nil {
			panic(err)
		}
		return d
	case n == 16:
		return types.Void()
	}
	return types.Null
}

func randomRow(rng *rand.Rand, n, depth int) []types.Datum {
	row := make([]types.Datum, n)
	for i := range row {
		row[i] = randomDatum(rng, depth)
	}
	return row
}

// show writes a row so that equal strings mean equal rows.
func show(ds []types.Datum) string {
	var b strings.Builder
	for _, d := range ds {
		fmt.Fprintf(&b, "%d:", d.Kind())
		switch d.Kind() {
		case types.KindText, types.KindBytes, types.KindJSONB:
			fmt.Fprintf(&b, "%q", d.Text())
		case types.KindNumeric:
			b.WriteString(d.Decimal(nil).String())
		case types.KindInterval:
			fmt.Fprint(&b, d.Interval())
		case types.KindUUID:
			fmt.Fprint(&b, d.UUID())
		case types.KindTimeTZ:
			fmt.Fprint(&b, d.Time(), d.Zone())
		case types.KindArray:
			fmt.Fprint(&b, d.Array().Elem, d.Array().Dims, show(d.Array().Items))
		case types.KindRecord:
			fmt.Fprint(&b, d.Record().Types, d.Record().Names, show(d.Record().Values))
		default:
			fmt.Fprint(&b, d.Int())
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// TestStreamsGiveTheirRows writes rows of any kind into streams of one file in turn, and
// reads them while they grow, from the first on and from anywhere.
func TestStreamsGiveTheirRows(t *testing.T) {
	for seed := range uint64(30) {
		rng := rand.New(rand.NewPCG(seed, 1))
		disk, mem := newTestFS(), &counted{}
		s := open(t, Options{FS: disk, Dir: "d"})
		a := s.Account()
		f := a.Create(mem, PageBytesMin)
		streams := make([]*Stream, 4)
		readers := make([]*Reader, 4)
		want := make([][]string, 4)
		read := make([]int, 4)
		for i := range streams {
			streams[i] = f.NewStream()
			readers[i] = streams[i].NewReader()
		}
		next := func(i int) {
			row, err := readers[i].Next()
			switch {
			case err != nil:
				t.Fatal(err)
			case row == nil && read[i] != len(want[i]):
				t.Fatalf("seed %d: stream %d ends at row %d of %d", seed, i, read[i], len(want[i]))
			case row != nil && show(row) != want[i][read[i]]:
				t.Fatalf("seed %d: stream %d, row %d: got %s, want %s", seed, i, read[i], show(row), want[i][read[i]])
			case row != nil:
				read[i]++
			}
		}
		for range 3000 {
			i := rng.IntN(len(streams))
			switch n := rng.IntN(20); {
			case n < 10:
				row := randomRow(rng, rng.IntN(6), 0)
				if rng.IntN(100) == 0 {
					row = append(row, types.Text(strings.Repeat("long", rng.IntN(2000))))
				}
				if err := streams[i].Append(row); err != nil {
					t.Fatal(err)
				}
				want[i] = append(want[i], show(row))
			case n < 17:
				next(i)
			case n < 18 && len(want[i]) > 0:
				read[i] = rng.IntN(len(want[i]))
				readers[i].GoTo(int64(read[i]))
			case n < 19:
				if err := streams[i].Flush(); err != nil {
					t.Fatal(err)
				}
			}
		}
		for i := range streams {
			for read[i] < len(want[i]) {
				next(i)
			}
			if streams[i].Rows() != int64(len(want[i])) {
				t.Fatalf("got %d rows, want %d", streams[i].Rows(), len(want[i]))
			}
		}
		if a.Used() != f.Size() || s.Stats().OpenUsed != f.Size() || mem.used == 0 {
			t.Errorf("%d and %d bytes are accounted of %d, and %d of memory", a.Used(), s.Stats().OpenUsed, f.Size(), mem.used)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		if a.Used() != 0 || s.Stats().OpenUsed != 0 || s.Stats().OpenFiles != 0 || mem.used != 0 || len(disk.files) != 0 {
			t.Errorf("after Close: %d, %+v, memory %d, %d files", a.Used(), s.Stats(), mem.used, len(disk.files))
		}
	}
}

// TestMemoryComesBack closes readers and drops streams before their file ends.
func TestMemoryComesBack(t *testing.T) {
	mem := &counted{}
	f := open(t, Options{FS: newTestFS(), Dir: "d"}).Account().Create(mem, PageBytesMin)
	s := f.NewStream()
	for range 500 {
		if err := s.Append([]types.Datum{types.Text("some text")}); err != nil {
			t.Fatal(err)
		}
	}
	r := s.NewReader()
	if _, err := r.Next(); err != nil {
		t.Fatal(err)
	}
	r.Close()
	s.Drop()
	if mem.used != 0 {
		t.Errorf("%d bytes are held", mem.used)
	}
}

// fill writes until something fails.
func fill(f *File) error {
	s := f.NewStream()
	for {
		if err := s.Append([]types.Datum{types.Text(strings.Repeat("x", 100))}); err != nil {
			return err
		}
	}
}

func TestLimits(t *testing.T) {
	for _, tc := range []struct {
		name, code, message string
		ready               func(o *Options, disk *testFS)
		limit               int64
	}{
		{"the session's", "53400", "temporary file size exceeds temp_file_limit (64kB)", nil, 64 << 10},
		{"the node's", "53400", "temporary files of the node exceed --max-temp-disk (128kB)", func(o *Options, _ *testFS) { o.MaxBytes = 128 << 10 }, -1},
		{"a full disk", "53100", "No space left on device", func(_ *Options, d *testFS) { d.room = 200 << 10 }, -1},
		{"the store's reserve", "53100", "No space left on device", func(o *Options, d *testFS) { o.ReserveBytes, d.free = 1<<20, 1<<20 }, -1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			disk, mem := newTestFS(), &counted{}
			o := Options{FS: disk, Dir: "d"}
			if tc.ready != nil {
				tc.ready(&o, disk)
			}
			s := open(t, o)
			a := s.Account()
			a.SetLimit(tc.limit)
			f := a.Create(mem, PageBytesMin)
			err := fill(f)
			if pgerror.Code(err) != tc.code || !strings.Contains(err.Error(), tc.message) {
				t.Errorf("got %s %v, want %s %s", pgerror.Code(err), err, tc.code, tc.message)
			}
			if err := f.Close(); err != nil {
				t.Error(err)
			}
			if len(disk.files) != 0 || s.Stats().OpenUsed != 0 || a.Used() != 0 || mem.used != 0 {
				t.Errorf("left: %d files, %+v, %d, memory %d", len(disk.files), s.Stats(), a.Used(), mem.used)
			}
		})
	}
}

// TestRotIsNoAnswer changes each byte of a file in turn.
func TestRotIsNoAnswer(t *testing.T) {
	disk := newTestFS()
	f := open(t, Options{FS: disk, Dir: "d"}).Account().Create(&counted{}, PageBytesMin)
	s := f.NewStream()
	for i := range 300 {
		if err := s.Append([]types.Datum{types.Int(int64(i)), types.Text("text")}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	all := func() error {
		r := s.NewReader()
		defer r.Close()
		for {
			if row, err := r.Next(); err != nil || row == nil {
				return err
			}
		}
	}
	if err := all(); err != nil {
		t.Fatal(err)
	}
	data := disk.files["d/1.tmp"].data
	for i := range data {
		data[i] ^= 0x40
		if err := all(); pgerror.Code(err) != "XX001" {
			t.Fatalf("byte %d of %d: got %v", i, len(data), err)
		}
		data[i] ^= 0x40
	}
	half := len(data) / PageBytesMin / 2 * PageBytesMin
	copy(data[half:], data[:PageBytesMin]) // a page that was meant for elsewhere
	if err := all(); pgerror.Code(err) != "XX001" {
		t.Errorf("a page of another place: got %v", err)
	}
	disk.files["d/1.tmp"].data = data[:100]
	if err := all(); pgerror.Code(err) != "XX001" {
		t.Errorf("a short file: got %v", err)
	}
}

func TestOpenRemovesWhatIsThere(t *testing.T) {
	disk := newTestFS()
	f := open(t, Options{FS: disk, Dir: "d"}).Account().Create(&counted{}, 0)
	if err := f.NewStream().Append([]types.Datum{types.Text(strings.Repeat("x", PageBytesMax))}); err != nil {
		t.Fatal(err)
	}
	if len(disk.files) != 1 {
		t.Fatalf("%d files", len(disk.files))
	}
	open(t, Options{FS: disk, Dir: "d"})
	if len(disk.files) != 0 {
		t.Errorf("%d files are left", len(disk.files))
	}
}

func FuzzRow(f *testing.F) {
	rng := rand.New(rand.NewPCG(7, 7))
	c := &codec{}
	for range 50 {
		b, err := c.appendRow(nil, randomRow(rng, 5, 0))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d := decoder{c: c, b: b}
		row, err := d.row(nil)
		if err != nil {
			return
		}
		// What is read is written and read again alike.
		again, err := c.appendRow(nil, row)
		if err != nil {
			t.Fatal(err)
		}
		d = decoder{c: c, b: again}
		back, err := d.row(nil)
		if err != nil || len(d.b) != 0 || show(back) != show(row) {
			t.Fatalf("got %s %v, want %s", show(back), err, show(row))
		}
	})
}

func FuzzPage(f *testing.F) {
	page := make([]byte, 40)
	page[4] = 32
	f.Add(page, int64(0))
	f.Fuzz(func(t *testing.T, b []byte, at int64) {
		if rows, ok := openPage(b, at); ok && len(rows) != len(b)-pageHead {
			t.Fatal("a page of another length")
		}
	})
}
