package exec

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/exec/flowpb"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// pageOp gives the rows of a page.
type pageOp struct {
	rows pushdown.PipeRows
	out  *Batch
}

func (p *pageOp) open() error { return nil }
func (p *pageOp) close()      {}
func (p *pageOp) next(most int) (*Batch, error) {
	return p.out, fillRows(&p.rows, p.out, most)
}

// runFlow runs all stages at one node, over the rows of snap, and returns what comes out.
func runFlow(st *flowStages, snap *rows) ([]*flowpb.Frame, error) {
	ctx := context.Background()
	p := &flowPart{st: st, nodes: []uint32{1}, ctx: ctx, queues: make([]*flowQueue, len(st.stages)), stats: make([]flowpb.StageStats, len(st.stages)),
		memory: limit.New(memoryName, defaultMemoryMaxBytes, nil)}
	for i := range st.stages {
		p.queues[i] = &flowQueue{frames: make(chan *flowpb.Frame, 1000), done: make(chan struct{}), senders: 1}
	}
	var got []*flowpb.Frame
	for i, s := range st.stages {
		r := &run{ctx: ctx, args: st.Args, mem: newMemory(p.memory, 0, 0)}
		var op operator
		if s.frag != nil {
			page := &pageOp{out: newBatch(&r.mem, len(s.frag.Out), batchRows), rows: pushdown.PipeRows{Dec: rowenc.NewDecoder(s.frag.Out, true), Row: make([]types.Datum, len(s.frag.Out))}}
			prefix := keys.Key(testTable().KeyPrefix(testTable().Primary()))
			var resp kvpb.ReadResponse
			if err := NewEvaluator(0, nil).Read(ctx, &kvpb.ReadRequest{Spans: []*kvpb.Span{{Key: prefix, EndKey: prefix.PrefixEnd()}}}, s.frag, snap, &resp); err != nil {
				return nil, err
			}
			if err := page.rows.Take(resp.FragmentResult); err != nil {
				return nil, err
			}
			op = page
			for _, l := range s.chain {
				op = flowOperator(r, l, op)
			}
		} else {
			var err error
			if op, err = p.build(r, i); err != nil {
				return nil, err
			}
		}
		out := p.router(i)
		if i == len(st.stages)-1 {
			out = &flowOut{p: p, stage: i, w: p.writer(i), targets: []*flowTarget{{send: func(fr *flowpb.Frame) error { got = append(got, fr); return nil }}}}
		}
		if err := op.open(); err != nil {
			return nil, err
		}
		for {
			b, err := op.next(batchRows)
			if err != nil {
				return nil, err
			}
			if b.N == 0 {
				break
			}
			if err := out.batch(b); err != nil {
				return nil, err
			}
		}
		if err := out.end(); err != nil {
			return nil, err
		}
		op.close()
	}
	return got, nil
}

// printedFlow decodes what runFlow gave, sorted.
func printedFlow(t *testing.T, st *flowStages, frames []*flowpb.Frame) string {
	ts := st.stages[len(st.stages)-1].types
	rows := pushdown.PipeRows{Dec: rowenc.NewDecoder(pushdown.PipeColumns(ts), true), Row: make([]types.Datum, len(ts))}
	var out []string
	for _, fr := range frames {
		for rows.Rest = fr.Rows; rows.More(); {
			row, err := rows.Next()
			if err != nil {
				t.Fatal(err)
			}
			var vals []string
			for i, d := range row {
				vals = append(vals, types.String(ts[i], d, types.NewEnv()))
			}
			out = append(out, strings.Join(vals, ","))
		}
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

type flowCase struct {
	name string
	st   *flowStages
}

// testFlowsWant is what they give of rows 0 to 9, for $1 = -1 and 55.
var testFlowsWant = map[string][2]string{
	"join": {"0,0,s0,0,0,s0 1,10,s1,0,0,s0 2,20,s2,1,10,s1 3,30,s3,1,10,s1 4,40,s4,2,20,s2 5,50,s5,2,20,s2 6,60,s6,3,30,s3 7,70,s7,3,30,s3 8,80,s8,4,40,s4 9,90,s9,4,40,s4", ""},
	"full join": {"0,0,s0,0,0,s0 1,10,s1,0,0,s0 2,20,s2,1,10,s1 3,30,s3,1,10,s1 4,40,s4,2,20,s2 5,50,s5,2,20,s2 6,60,s6,3,30,s3 7,70,s7,3,30,s3 8,80,s8,4,40,s4 9,90,s9,4,40,s4 " +
		"NULL,NULL,NULL,5,50,s5 NULL,NULL,NULL,6,60,s6 NULL,NULL,NULL,7,70,s7 NULL,NULL,NULL,8,80,s8 NULL,NULL,NULL,9,90,s9",
		"6,60,s6,NULL,NULL,NULL 7,70,s7,NULL,NULL,NULL 8,80,s8,NULL,NULL,NULL 9,90,s9,NULL,NULL,NULL NULL,NULL,NULL,6,60,s6 NULL,NULL,NULL,7,70,s7 NULL,NULL,NULL,8,80,s8 NULL,NULL,NULL,9,90,s9"},
	"groups of a join": {"s0,2,10 s1,2,50 s2,2,90 s3,2,130 s4,2,170", ""},
	"whole groups":     {"0,s0 10,s1 20,s2 30,s3 40,s4 50,s5 60,s6 70,s7 80,s8 90,s9", "60,s6 70,s7 80,s8 90,s9"},
}

// testFlows are flows over the rows (n, 10n, 'sn') of 10n > $1.
func testFlows(t testing.TB, v int64) []flowCase {
	leaf := func(hash ...scalar.Expr) *flowStage {
		f := testPipes(t, v)[0].f
		s := &flowStage{frag: f, types: []*types.Type{types.TInt4, types.TInt4, types.TText}}
		for _, x := range hash {
			s.hash, s.hashTypes = append(s.hash, x), append(s.hashTypes, x.Type())
		}
		return s
	}
	half := &scalar.Op{Op: mustOp(t, "/", types.TInt4, types.TInt4), L: slot(0, types.TInt4), R: &scalar.Const{T: types.TInt4, Typmod: -1, D: types.Int(2)}}
	join := func(kind nodes.JoinKind) *flowStage {
		l, r := leaf(half), leaf(slot(0, types.TInt4))
		s := &flowStage{inputs: []int{0, 1}, in: [][]*types.Type{l.types, r.types}, types: append(append([]*types.Type(nil), l.types...), r.types...)}
		s.join = &nodes.HashJoin{Kind: kind, LKeys: l.hash, RKeys: r.hash}
		s.join.Types = s.types
		return s
	}
	fn := func(name string, args ...*types.Type) *builtin.Function {
		f, err := builtin.ResolveFunction(name, args, false)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	group := &nodes.Group{Keys: []int{5}, Aggs: []nodes.Agg{{Fn: fn("count")}, {Fn: fn("sum", types.TInt4), Args: []scalar.Expr{slot(1, types.TInt4)}}}}
	group.Types = []*types.Type{types.TText, types.TInt8, types.TInt8}
	parts, final := groupIn(group, nodes.GroupParts), groupIn(group, nodes.GroupFinal)
	grouped := join(nodes.JoinInner)
	grouped.chain = []flowLink{{node: parts, mode: nodes.GroupParts}}
	grouped.types, grouped.hash, grouped.hashTypes = parts.Types, []scalar.Expr{slot(0, types.TText)}, []*types.Type{types.TText}
	words := &nodes.Group{Keys: []int{1}, Aggs: []nodes.Agg{{Fn: fn("string_agg", types.TText, types.TText), Distinct: true,
		Args:  []scalar.Expr{slot(2, types.TText), &scalar.Const{T: types.TText, Typmod: -1, D: types.Text("+")}},
		Order: []nodes.SortExpr{{X: slot(2, types.TText), Desc: true}}}}}
	words.Types = []*types.Type{types.TInt4, types.TText}
	args := testPipes(t, v)[0].f.Arguments
	return []flowCase{
		{"join", &flowStages{args, []*flowStage{leaf(half), leaf(slot(0, types.TInt4)), join(nodes.JoinInner)}}},
		{"full join", &flowStages{args, []*flowStage{leaf(half), leaf(slot(0, types.TInt4)), join(nodes.JoinFull)}}},
		{"groups of a join", &flowStages{args, []*flowStage{leaf(half), leaf(slot(0, types.TInt4)), grouped,
			{inputs: []int{2}, in: [][]*types.Type{parts.Types}, types: group.Types, chain: []flowLink{{node: final, mode: nodes.GroupFinal}}}}}},
		{"whole groups", &flowStages{args, []*flowStage{leaf(slot(1, types.TInt4)),
			{inputs: []int{0}, in: [][]*types.Type{{types.TInt4, types.TInt4, types.TText}}, types: words.Types, chain: []flowLink{{node: words, mode: nodes.GroupWhole}}}}}},
	}
}

func TestFlowStages(t *testing.T) {
	snap := makeRows(10)
	for i, v := range []int64{-1, 55} {
		for _, tc := range testFlows(t, v) {
			b, err := tc.st.Marshal()
			if err != nil {
				t.Fatalf("%s: %v", tc.name, err)
			}
			st, err := decodeFlow(b)
			if err != nil {
				t.Fatalf("%s: %v", tc.name, err)
			}
			if again, err := st.Marshal(); err != nil || string(again) != string(b) {
				t.Errorf("%s: decoded, it is encoded as another (%v)", tc.name, err)
			}
			frames, err := runFlow(st, snap)
			if err != nil {
				t.Fatalf("%s: %v", tc.name, err)
			}
			if got := printedFlow(t, st, frames); got != testFlowsWant[tc.name][i] {
				t.Errorf("%s over %d: got %q, want %q", tc.name, v, got, testFlowsWant[tc.name][i])
			}
		}
	}
}

func TestFlowsAreRefused(t *testing.T) {
	for _, tc := range testFlows(t, 1) {
		b, err := tc.st.Marshal()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := decodeFlow(append(b, 0)); err == nil {
			t.Errorf("%s: trailing bytes were accepted", tc.name)
		}
		for n := range b {
			if _, err := decodeFlow(b[:n]); err == nil {
				t.Errorf("%s: %d of %d bytes were accepted", tc.name, n, len(b))
			}
		}
		b[0]++
		if _, err := decodeFlow(b); err == nil {
			t.Errorf("%s: another version was accepted", tc.name)
		}
	}
}

func FuzzFlow(f *testing.F) {
	for _, tc := range testFlows(f, 1) {
		if b, err := tc.st.Marshal(); err == nil {
			f.Add(b)
		}
	}
	snap := makeRows(3)
	f.Fuzz(func(t *testing.T, b []byte) {
		st, err := decodeFlow(b)
		if err != nil {
			return
		}
		_, _ = runFlow(st, snap) // what is accepted runs: to a result or an error
	})
}
