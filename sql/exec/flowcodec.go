package exec

import (
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// A flow's stages travel as bytes:
//
//	version | arguments | stages, each: kind | its fields | chain | hash
const flowVersion = 1

// The kinds of stages, and the operators that only stages have. They are part of the wire
// format: never reused.
const (
	stageLeaf   = 1 // a pipeFragment
	stageJoin   = 2
	stageGather = 3

	linkGroupWhole = 7
	linkGroupJoin  = 8
	linkGroupFinal = 9
)

// flowStagesMax bounds the stages of a flow.
const flowStagesMax = 64

// flowStage is one stage as the nodes run it.
type flowStage struct {
	scan      *nodes.Scan    // at the gateway: what frag reads
	frag      *pushdown.Pipe // of a leaf
	join      *nodes.HashJoin
	inputs    []int
	chain     []flowLink
	hash      []scalar.Expr
	hashTypes []*types.Type
	in        [][]*types.Type // of the inputs' rows
	types     []*types.Type   // of the rows that come out
}

// flowLink is an operator of a stage. most is the limit of a Sort.
type flowLink struct {
	node nodes.Node
	mode nodes.GroupMode
	most int64
}

// flowStages are the stages of a flow; the last one's rows go to the gateway.
type flowStages struct {
	pushdown.Arguments
	stages []*flowStage
}

// newFlowStages readies a flow for one execution.
func (r *run) newFlowStages(f *nodes.Flow) (*flowStages, error) {
	out := &flowStages{Arguments: pushdown.Arguments{Types: r.p.Params, Args: r.args}}
	for _, s := range f.Stages {
		st := &flowStage{inputs: s.Inputs, join: s.Join, hash: s.Hash, hashTypes: s.HashTypes, types: s.Types}
		for _, in := range s.Inputs {
			st.in = append(st.in, out.stages[in].types)
		}
		links, err := r.flowLinks(s.Chain)
		if err != nil {
			return nil, err
		}
		if st.chain = links; s.Scan != nil {
			st.scan = s.Scan
			st.frag, st.chain = leafFragment(s.Scan, out.Arguments, links)
		}
		out.stages = append(out.stages, st)
	}
	return out, nil
}

// flowLinks evaluates the limits of a chain. A Sort that keeps many rows is left out: the
// gateway sorts.
func (r *run) flowLinks(chain []nodes.Link) ([]flowLink, error) {
	var out []flowLink
	for _, l := range chain {
		fl := flowLink{node: l.Node, mode: l.Mode}
		switch n := l.Node.(type) {
		case *nodes.Sort:
			most, err := r.rowCount(n.Limit, pushdown.PipeTopRowsMax+1, "LIMIT", invalidLimit)
			if err != nil {
				return nil, err
			}
			if fl.most = most; most > pushdown.PipeTopRowsMax {
				continue
			}
			top := &nodes.Sort{Keys: n.Keys}
			top.Types = n.Types
			fl.node = top
		case *nodes.Group:
			fl.node = groupIn(n, l.Mode)
		}
		out = append(out, fl)
	}
	return out, nil
}

// groupIn is a Group as it runs in a mode: its keys are where its input has them, and its
// types are those that it gives.
func groupIn(n *nodes.Group, mode nodes.GroupMode) *nodes.Group {
	g := &nodes.Group{Keys: n.Keys, Aggs: n.Aggs}
	g.Types = n.Types
	if mode == nodes.GroupParts || mode == nodes.GroupJoin {
		g.Types = nodes.PartTypes(n)
	}
	if mode == nodes.GroupJoin || mode == nodes.GroupFinal {
		g.Keys = make([]int, len(n.Keys))
		for i := range g.Keys {
			g.Keys[i] = i
		}
	}
	return g
}

// leafFragment gives the ranges as much of a leaf's chain as they can do, and returns
// what the node does with their pages: where a group or a first row came from each of
// them, it joins these.
func leafFragment(s *nodes.Scan, args pushdown.Arguments, chain []flowLink) (*pushdown.Pipe, []flowLink) {
	f := &pushdown.Pipe{Arguments: args, Reader: pushdown.NewRowReader(s.Layout, s.Columns), Filter: s.Filter, Most: 0}
	ts := s.Types
	for i, l := range chain {
		switch n := l.node.(type) {
		case *nodes.Filter, *nodes.Project, *nodes.ProjectSet:
			f.Chain, ts = append(f.Chain, n), n.Head().Types
			continue
		case *nodes.Group:
			if l.mode != nodes.GroupParts {
				break
			}
			f.Chain, f.Out = append(f.Chain, n), pushdown.PipeColumns(n.Types)
			return f, append([]flowLink{{node: joinOf(n), mode: nodes.GroupJoin}}, chain[i+1:]...)
		case *nodes.Distinct, *nodes.Sort:
			f.Chain, f.Out, f.Most = append(f.Chain, n), pushdown.PipeColumns(n.Head().Types), l.most
			return f, chain[i:]
		}
		f.Out = pushdown.PipeColumns(ts)
		return f, chain[i:]
	}
	f.Out = pushdown.PipeColumns(ts)
	return f, nil
}

// joinOf joins the parts that n gives.
func joinOf(n *nodes.Group) *nodes.Group {
	g := groupIn(n, nodes.GroupFinal) // its keys come first
	g.Types = n.Types
	return g
}

// flowEncoder and flowDecoder are the codec of fragments, with what flows have besides.
type flowEncoder struct{ pushdown.FragmentEncoder }

type flowDecoder struct{ pushdown.FragmentDecoder }

// Marshal gives the stages' bytes.
func (f *flowStages) Marshal() ([]byte, error) {
	var e flowEncoder
	e.B = append(e.B, flowVersion)
	e.Arguments(&f.Arguments)
	e.Num(len(f.stages))
	for _, s := range f.stages {
		e.stage(s)
	}
	return e.B, e.Err
}

func (e *flowEncoder) stage(s *flowStage) {
	switch {
	case s.frag != nil:
		e.Num(stageLeaf)
		b, err := s.frag.Marshal()
		if e.Err == nil {
			e.Err = err
		}
		e.Bytes(b)
	case s.join != nil:
		e.Num(stageJoin)
		e.Ints(s.inputs)
		e.Num(int(s.join.Kind))
		e.Exprs(s.join.LKeys)
		e.Exprs(s.join.RKeys)
		e.Expr(s.join.Filter)
	default:
		e.Num(stageGather)
		e.Ints(s.inputs)
	}
	e.Num(len(s.chain))
	for _, l := range s.chain {
		e.flowLink(l)
	}
	e.Exprs(s.hash)
	for _, t := range s.hashTypes {
		e.B = scalar.AppendType(e.B, t)
	}
}

func (e *flowEncoder) flowLink(l flowLink) {
	g, ok := l.node.(*nodes.Group)
	if !ok || l.mode == nodes.GroupParts {
		e.Link(l.node, l.most)
		return
	}
	e.Num(map[nodes.GroupMode]int{nodes.GroupWhole: linkGroupWhole, nodes.GroupJoin: linkGroupJoin, nodes.GroupFinal: linkGroupFinal}[l.mode])
	if l.mode == nodes.GroupWhole {
		e.Ints(g.Keys)
	} else {
		e.Num(len(g.Keys))
	}
	e.Num(len(g.Aggs))
	for i := range g.Aggs {
		e.agg(&g.Aggs[i], l.mode)
	}
}

// agg appends an aggregate. Over parts it has no arguments left to compute.
func (e *flowEncoder) agg(a *nodes.Agg, mode nodes.GroupMode) {
	if mode != nodes.GroupWhole {
		e.Bytes([]byte(a.Fn.Name))
		e.Num(len(a.Fn.Args))
		for _, t := range a.Fn.Args {
			e.B = scalar.AppendType(e.B, t)
		}
		return
	}
	e.Function(a.Fn, a.Args)
	e.Expr(a.Filter)
	e.Flag(a.Distinct)
	e.Num(len(a.Order))
	for _, o := range a.Order {
		e.Expr(o.X)
		e.Flag(o.Desc)
		e.Flag(o.NullsFirst)
	}
}

// decodeFlow reads what Marshal wrote. The error is XX001 or 0A000 (another version).
func decodeFlow(b []byte) (*flowStages, error) {
	if len(b) < 1 {
		return nil, pushdown.Corrupt("it is empty")
	}
	if b[0] != flowVersion {
		return nil, pushdown.Unknown("version", b[0])
	}
	d := flowDecoder{pushdown.FragmentDecoder{Decoder: scalar.NewDecoder(b[1:])}}
	f := &flowStages{Arguments: d.Arguments()}
	n := d.Count()
	if d.Err() != nil {
		return nil, d.Err()
	}
	if n == 0 || n > flowStagesMax {
		return nil, pushdown.Corrupt("so many stages")
	}
	used := make([]bool, n)
	for i := range n {
		s, err := d.stage(f, i, used)
		if err == nil {
			err = d.Err()
		}
		if err != nil {
			return nil, err
		}
		f.stages = append(f.stages, s)
	}
	for i, s := range f.stages {
		if last := i == n-1; used[i] == last || (len(s.hash) == 0) != last {
			return nil, pushdown.Corrupt("stages that do not make one tree")
		}
	}
	if len(d.Rest()) > 0 {
		return nil, pushdown.Corrupt("bytes follow it")
	}
	return f, nil
}

// stage reads stage i; used are the stages that others read.
func (d *flowDecoder) stage(f *flowStages, i int, used []bool) (*flowStage, error) {
	s := &flowStage{}
	kind := d.Num()
	var err error
	switch kind {
	case stageLeaf:
		err = d.leaf(s)
	case stageJoin:
		if err = d.flowInputs(f, s, i, used, 2); err == nil {
			err = d.flowJoin(s)
		}
	case stageGather:
		if err = d.flowInputs(f, s, i, used, 1); err == nil {
			s.types = s.in[0]
		}
	default:
		err = pushdown.Unknown("stage", byte(kind))
	}
	if err != nil {
		return nil, err
	}
	links := d.Count()
	if links > pushdown.PipeChainMax {
		return nil, pushdown.Corrupt("it has too many operators")
	}
	for j := 0; j < links && d.Err() == nil; j++ {
		if err := d.flowLink(s); err != nil {
			return nil, err
		}
	}
	return s, d.flowHash(s)
}

func (d *flowDecoder) leaf(s *flowStage) error {
	b := d.Bytes()
	if d.Err() != nil {
		return d.Err()
	}
	f, err := pushdown.Decode(b)
	if err != nil {
		return err
	}
	var ok bool
	if s.frag, ok = f.(*pushdown.Pipe); !ok {
		return pushdown.Corrupt("a stage that reads is of another kind")
	}
	for _, c := range s.frag.Out {
		s.types = append(s.types, c.Type)
	}
	return nil
}

// flowInputs reads the numbers of the stages whose rows stage i gets: earlier ones, that
// nobody else reads.
func (d *flowDecoder) flowInputs(f *flowStages, s *flowStage, i int, used []bool, want int) error {
	var err error
	if s.inputs, err = d.Ints(0, i); err != nil {
		return err
	}
	if d.Err() != nil {
		return d.Err()
	}
	if len(s.inputs) != want {
		return pushdown.Corrupt("a stage with other inputs")
	}
	for _, in := range s.inputs {
		if used[in] {
			return pushdown.Corrupt("a stage that two others read")
		}
		used[in] = true
		s.in = append(s.in, f.stages[in].types)
	}
	return nil
}

func (d *flowDecoder) flowJoin(s *flowStage) error {
	l, r := s.in[0], s.in[1]
	n := &nodes.HashJoin{Kind: nodes.JoinKind(d.Num())}
	d.Over(pushdown.KindsOf(l))
	n.LKeys = d.List()
	d.Over(pushdown.KindsOf(r))
	n.RKeys = d.List()
	both := append(append([]*types.Type(nil), l...), r...)
	d.Over(pushdown.KindsOf(both))
	n.Filter = d.Expr()
	switch {
	case d.Err() != nil:
		return d.Err()
	case n.Kind > nodes.JoinAnti, n.Filter != nil && n.Filter.Type() != types.TBool, len(both) > pushdown.ColumnsMax:
		return pushdown.Corrupt("a join")
	case len(n.LKeys) == 0 || len(n.LKeys) != len(n.RKeys) || pushdown.HasNil(n.LKeys) || pushdown.HasNil(n.RKeys):
		return pushdown.Corrupt("the keys of a join")
	}
	for i, x := range n.LKeys {
		if t := n.RKeys[i].Type(); x.Type().Kind() != t.Kind() || !types.Comparable(t) {
			return pushdown.Corrupt("the keys of a join")
		}
	}
	if s.join, s.types = n, both; n.Kind == nodes.JoinSemi || n.Kind == nodes.JoinAnti {
		s.types = l
	}
	n.Types = s.types
	return nil
}

// flowLink reads an operator over the rows that stage s gives so far.
func (d *flowDecoder) flowLink(s *flowStage) error {
	ts := s.types
	d.Over(pushdown.KindsOf(ts))
	at := *d.Decoder
	var l flowLink
	var err error
	switch kind := d.Num(); kind {
	case linkGroupWhole, linkGroupJoin, linkGroupFinal:
		l.mode = map[int64]nodes.GroupMode{linkGroupWhole: nodes.GroupWhole, linkGroupJoin: nodes.GroupJoin, linkGroupFinal: nodes.GroupFinal}[kind]
		l.node, err = d.flowGroup(ts, l.mode)
	default:
		*d.Decoder = at
		var f pushdown.Pipe
		if l.node, err = d.Link(&f, ts); err == nil {
			l.most = f.Most
			if _, ok := l.node.(*nodes.Group); ok {
				l.mode = nodes.GroupParts
			}
		}
	}
	if err == nil {
		err = d.Err()
	}
	if err != nil {
		return err
	}
	if s.types = l.node.Head().Types; len(s.types) > pushdown.ColumnsMax {
		return pushdown.Corrupt("the layout of a row")
	}
	s.chain = append(s.chain, l)
	return nil
}

// flowGroup reads a group over rows, or parts, of types ts.
func (d *flowDecoder) flowGroup(ts []*types.Type, mode nodes.GroupMode) (nodes.Node, error) {
	n := &nodes.Group{}
	var err error
	if mode == nodes.GroupWhole {
		if n.Keys, err = d.Ints(0, len(ts)); err != nil {
			return nil, err
		}
	} else {
		keys := d.Num()
		if keys < 0 || keys > int64(len(ts)) {
			return nil, pushdown.Corrupt("the keys of groups")
		}
		for i := range int(keys) {
			n.Keys = append(n.Keys, i)
		}
	}
	if !pushdown.Groupable(ts, n.Keys) {
		return nil, pushdown.Corrupt("a key that has no equality")
	}
	for _, k := range n.Keys {
		n.Types = append(n.Types, ts[k])
	}
	aggs := d.Count()
	for i := 0; i < aggs && d.Err() == nil; i++ {
		if err := d.flowAgg(n, mode); err != nil {
			return nil, err
		}
	}
	if d.Err() == nil && mode != nodes.GroupWhole && !sameTypes(nodes.PartTypes(n), ts) {
		return nil, pushdown.Corrupt("parts of other groups")
	}
	if mode == nodes.GroupJoin && d.Err() == nil {
		n.Types = nodes.PartTypes(n)
	}
	return n, d.Err()
}

func sameTypes(a, b []*types.Type) bool {
	for i := range a {
		if i >= len(b) || a[i].Kind() != b[i].Kind() {
			return false
		}
	}
	return len(a) == len(b)
}

// flowAgg reads an aggregate of n, and what it results in.
func (d *flowDecoder) flowAgg(n *nodes.Group, mode nodes.GroupMode) error {
	a := nodes.Agg{}
	var err error
	if mode == nodes.GroupWhole {
		a.Fn, a.Args, err = d.Function()
		a.Filter, a.Distinct = d.Expr(), d.Flag()
		orders := d.Count()
		for i := 0; i < orders && d.Err() == nil; i++ {
			a.Order = append(a.Order, nodes.SortExpr{X: d.Expr(), Desc: d.Flag(), NullsFirst: d.Flag()})
		}
	} else {
		a.Fn, err = d.functionName()
	}
	if err == nil {
		err = d.Err()
	}
	if err != nil {
		return err
	}
	if a.Fn.Kind != builtin.KindAggregate || a.Fn.NewAgg == nil || !a.Fn.Result.Supported() || a.Filter != nil && a.Filter.Type() != types.TBool {
		return pushdown.Corrupt("function " + a.Fn.Name + " is no aggregate")
	}
	for _, o := range a.Order {
		if o.X == nil || !types.Comparable(o.X.Type()) {
			return pushdown.Corrupt("the order of an aggregate")
		}
	}
	if a.Distinct {
		for _, x := range a.Args {
			if !types.Comparable(x.Type()) {
				return pushdown.Corrupt("an aggregate of distinct values")
			}
		}
	}
	if _, ok := a.Fn.NewAgg().(builtin.Portable); !ok && mode != nodes.GroupWhole {
		return pushdown.Corrupt("aggregate " + a.Fn.Name)
	}
	n.Aggs = append(n.Aggs, a)
	n.Types = append(n.Types, a.Fn.Result)
	return nil
}

// functionName reads which function is meant.
func (d *flowDecoder) functionName() (*builtin.Function, error) {
	name := string(d.Bytes())
	n := d.Count()
	var ts []*types.Type
	for i := 0; i < n && d.Err() == nil; i++ {
		ts = append(ts, d.MustType())
	}
	if d.Err() != nil {
		return nil, d.Err()
	}
	return builtin.ResolveFunction(name, ts, false)
}

func (d *flowDecoder) flowHash(s *flowStage) error {
	d.Over(pushdown.KindsOf(s.types))
	s.hash = d.List()
	for i := 0; i < len(s.hash) && d.Err() == nil; i++ {
		t := d.MustType()
		if d.Err() == nil && (s.hash[i] == nil || s.hash[i].Type().Kind() != t.Kind() || !types.Groupable(t)) {
			return pushdown.Corrupt("what rows are hashed by")
		}
		s.hashTypes = append(s.hashTypes, t)
	}
	return d.Err()
}

// errFlowColumns tells of rows that do not fit their stage.
func errFlowColumns() error {
	return pgerror.New(pgerror.DataCorrupted, "malformed rows of a flow")
}
