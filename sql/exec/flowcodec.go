package exec

import (
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan"
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
	scan      *plan.Scan    // at the gateway: what frag reads
	frag      *pipeFragment // of a leaf
	join      *plan.HashJoin
	inputs    []int
	chain     []flowLink
	hash      []scalar.Expr
	hashTypes []*types.Type
	in        [][]*types.Type // of the inputs' rows
	types     []*types.Type   // of the rows that come out
}

// flowLink is an operator of a stage. most is the limit of a Sort.
type flowLink struct {
	node plan.Node
	mode plan.GroupMode
	most int64
}

// flowStages are the stages of a flow; the last one's rows go to the gateway.
type flowStages struct {
	fragmentArgs
	stages []*flowStage
}

// newFlowStages readies a flow for one execution.
func (r *run) newFlowStages(f *plan.Flow) (*flowStages, error) {
	out := &flowStages{fragmentArgs: fragmentArgs{r.p.Params, r.args}}
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
			st.frag, st.chain = leafFragment(s.Scan, out.fragmentArgs, links)
		}
		out.stages = append(out.stages, st)
	}
	return out, nil
}

// flowLinks evaluates the limits of a chain. A Sort that keeps many rows is left out: the
// gateway sorts.
func (r *run) flowLinks(chain []plan.Link) ([]flowLink, error) {
	var out []flowLink
	for _, l := range chain {
		fl := flowLink{node: l.Node, mode: l.Mode}
		switch n := l.Node.(type) {
		case *plan.Sort:
			most, err := r.rowCount(n.Limit, pipeTopRowsMax+1, "LIMIT", invalidLimit)
			if err != nil {
				return nil, err
			}
			if fl.most = most; most > pipeTopRowsMax {
				continue
			}
			top := &plan.Sort{Keys: n.Keys}
			top.Types = n.Types
			fl.node = top
		case *plan.Group:
			fl.node = groupIn(n, l.Mode)
		}
		out = append(out, fl)
	}
	return out, nil
}

// groupIn is a Group as it runs in a mode: its keys are where its input has them, and its
// types are those that it gives.
func groupIn(n *plan.Group, mode plan.GroupMode) *plan.Group {
	g := &plan.Group{Keys: n.Keys, Aggs: n.Aggs}
	g.Types = n.Types
	if mode == plan.GroupParts || mode == plan.GroupJoin {
		g.Types = plan.PartTypes(n)
	}
	if mode == plan.GroupJoin || mode == plan.GroupFinal {
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
func leafFragment(s *plan.Scan, args fragmentArgs, chain []flowLink) (*pipeFragment, []flowLink) {
	f := &pipeFragment{fragmentArgs: args, reader: newRowReader(s.Layout, s.Columns), filter: s.Filter, most: 0}
	ts := s.Types
	for i, l := range chain {
		switch n := l.node.(type) {
		case *plan.Filter, *plan.Project, *plan.ProjectSet:
			f.chain, ts = append(f.chain, n), n.Head().Types
			continue
		case *plan.Group:
			if l.mode != plan.GroupParts {
				break
			}
			f.chain, f.out = append(f.chain, n), pipeColumns(n.Types)
			return f, append([]flowLink{{node: joinOf(n), mode: plan.GroupJoin}}, chain[i+1:]...)
		case *plan.Distinct, *plan.Sort:
			f.chain, f.out, f.most = append(f.chain, n), pipeColumns(n.Head().Types), l.most
			return f, chain[i:]
		}
		f.out = pipeColumns(ts)
		return f, chain[i:]
	}
	f.out = pipeColumns(ts)
	return f, nil
}

// joinOf joins the parts that n gives.
func joinOf(n *plan.Group) *plan.Group {
	g := groupIn(n, plan.GroupFinal) // its keys come first
	g.Types = n.Types
	return g
}

// Marshal gives the stages' bytes.
func (f *flowStages) Marshal() ([]byte, error) {
	var e fragEncoder
	e.b = append(e.b, flowVersion)
	e.arguments(&f.fragmentArgs)
	e.num(len(f.stages))
	for _, s := range f.stages {
		e.stage(s)
	}
	return e.b, e.err
}

func (e *fragEncoder) stage(s *flowStage) {
	switch {
	case s.frag != nil:
		e.num(stageLeaf)
		b, err := s.frag.Marshal()
		if e.err == nil {
			e.err = err
		}
		e.bytes(b)
	case s.join != nil:
		e.num(stageJoin)
		e.ints(s.inputs)
		e.num(int(s.join.Kind))
		e.exprs(s.join.LKeys)
		e.exprs(s.join.RKeys)
		e.expr(s.join.Filter)
	default:
		e.num(stageGather)
		e.ints(s.inputs)
	}
	e.num(len(s.chain))
	for _, l := range s.chain {
		e.flowLink(l)
	}
	e.exprs(s.hash)
	for _, t := range s.hashTypes {
		e.b = scalar.AppendType(e.b, t)
	}
}

func (e *fragEncoder) flowLink(l flowLink) {
	g, ok := l.node.(*plan.Group)
	if !ok || l.mode == plan.GroupParts {
		e.link(l.node, l.most)
		return
	}
	e.num(map[plan.GroupMode]int{plan.GroupWhole: linkGroupWhole, plan.GroupJoin: linkGroupJoin, plan.GroupFinal: linkGroupFinal}[l.mode])
	if l.mode == plan.GroupWhole {
		e.ints(g.Keys)
	} else {
		e.num(len(g.Keys))
	}
	e.num(len(g.Aggs))
	for i := range g.Aggs {
		e.agg(&g.Aggs[i], l.mode)
	}
}

// agg appends an aggregate. Over parts it has no arguments left to compute.
func (e *fragEncoder) agg(a *plan.Agg, mode plan.GroupMode) {
	if mode != plan.GroupWhole {
		e.bytes([]byte(a.Fn.Name))
		e.num(len(a.Fn.Args))
		for _, t := range a.Fn.Args {
			e.b = scalar.AppendType(e.b, t)
		}
		return
	}
	e.function(a.Fn, a.Args)
	e.expr(a.Filter)
	e.flag(a.Distinct)
	e.num(len(a.Order))
	for _, o := range a.Order {
		e.expr(o.X)
		e.flag(o.Desc)
		e.flag(o.NullsFirst)
	}
}

// decodeFlow reads what Marshal wrote. The error is XX001 or 0A000 (another version).
func decodeFlow(b []byte) (*flowStages, error) {
	if len(b) < 1 {
		return nil, corruptFragment("it is empty")
	}
	if b[0] != flowVersion {
		return nil, unknownFragment("version", b[0])
	}
	d := fragDecoder{scalar.NewDecoder(b[1:])}
	f := &flowStages{fragmentArgs: d.arguments()}
	n := d.Count()
	if d.Err() != nil {
		return nil, d.Err()
	}
	if n == 0 || n > flowStagesMax {
		return nil, corruptFragment("so many stages")
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
			return nil, corruptFragment("stages that do not make one tree")
		}
	}
	if len(d.Rest()) > 0 {
		return nil, corruptFragment("bytes follow it")
	}
	return f, nil
}

// stage reads stage i; used are the stages that others read.
func (d *fragDecoder) stage(f *flowStages, i int, used []bool) (*flowStage, error) {
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
		err = unknownFragment("stage", byte(kind))
	}
	if err != nil {
		return nil, err
	}
	links := d.Count()
	if links > pipeChainMax {
		return nil, corruptFragment("it has too many operators")
	}
	for j := 0; j < links && d.Err() == nil; j++ {
		if err := d.flowLink(s); err != nil {
			return nil, err
		}
	}
	return s, d.flowHash(s)
}

func (d *fragDecoder) leaf(s *flowStage) error {
	b := d.Bytes()
	if d.Err() != nil {
		return d.Err()
	}
	f, err := decodeFragment(b)
	if err != nil {
		return err
	}
	var ok bool
	if s.frag, ok = f.(*pipeFragment); !ok {
		return corruptFragment("a stage that reads is of another kind")
	}
	for _, c := range s.frag.out {
		s.types = append(s.types, c.Type)
	}
	return nil
}

// flowInputs reads the numbers of the stages whose rows stage i gets: earlier ones, that
// nobody else reads.
func (d *fragDecoder) flowInputs(f *flowStages, s *flowStage, i int, used []bool, want int) error {
	var err error
	if s.inputs, err = d.ints(0, i); err != nil {
		return err
	}
	if d.Err() != nil {
		return d.Err()
	}
	if len(s.inputs) != want {
		return corruptFragment("a stage with other inputs")
	}
	for _, in := range s.inputs {
		if used[in] {
			return corruptFragment("a stage that two others read")
		}
		used[in] = true
		s.in = append(s.in, f.stages[in].types)
	}
	return nil
}

func (d *fragDecoder) flowJoin(s *flowStage) error {
	l, r := s.in[0], s.in[1]
	n := &plan.HashJoin{Kind: plan.JoinKind(d.Num())}
	d.over(kindsOf(l))
	n.LKeys = d.List()
	d.over(kindsOf(r))
	n.RKeys = d.List()
	both := append(append([]*types.Type(nil), l...), r...)
	d.over(kindsOf(both))
	n.Filter = d.Expr()
	switch {
	case d.Err() != nil:
		return d.Err()
	case n.Kind > plan.JoinAnti, n.Filter != nil && n.Filter.Type() != types.TBool, len(both) > maxFragmentColumns:
		return corruptFragment("a join")
	case len(n.LKeys) == 0 || len(n.LKeys) != len(n.RKeys) || hasNil(n.LKeys) || hasNil(n.RKeys):
		return corruptFragment("the keys of a join")
	}
	for i, x := range n.LKeys {
		if t := n.RKeys[i].Type(); x.Type().Kind() != t.Kind() || !types.Comparable(t) {
			return corruptFragment("the keys of a join")
		}
	}
	if s.join, s.types = n, both; n.Kind == plan.JoinSemi || n.Kind == plan.JoinAnti {
		s.types = l
	}
	n.Types = s.types
	return nil
}

// flowLink reads an operator over the rows that stage s gives so far.
func (d *fragDecoder) flowLink(s *flowStage) error {
	ts := s.types
	d.over(kindsOf(ts))
	at := *d.Decoder
	var l flowLink
	var err error
	switch kind := d.Num(); kind {
	case linkGroupWhole, linkGroupJoin, linkGroupFinal:
		l.mode = map[int64]plan.GroupMode{linkGroupWhole: plan.GroupWhole, linkGroupJoin: plan.GroupJoin, linkGroupFinal: plan.GroupFinal}[kind]
		l.node, err = d.flowGroup(ts, l.mode)
	default:
		*d.Decoder = at
		var f pipeFragment
		if l.node, err = d.link(&f, ts); err == nil {
			l.most = f.most
			if _, ok := l.node.(*plan.Group); ok {
				l.mode = plan.GroupParts
			}
		}
	}
	if err == nil {
		err = d.Err()
	}
	if err != nil {
		return err
	}
	if s.types = l.node.Head().Types; len(s.types) > maxFragmentColumns {
		return corruptFragment("the layout of a row")
	}
	s.chain = append(s.chain, l)
	return nil
}

// flowGroup reads a group over rows, or parts, of types ts.
func (d *fragDecoder) flowGroup(ts []*types.Type, mode plan.GroupMode) (plan.Node, error) {
	n := &plan.Group{}
	var err error
	if mode == plan.GroupWhole {
		if n.Keys, err = d.ints(0, len(ts)); err != nil {
			return nil, err
		}
	} else {
		keys := d.Num()
		if keys < 0 || keys > int64(len(ts)) {
			return nil, corruptFragment("the keys of groups")
		}
		for i := range int(keys) {
			n.Keys = append(n.Keys, i)
		}
	}
	if !comparable(ts, n.Keys) {
		return nil, corruptFragment("a key that has no order")
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
	if d.Err() == nil && mode != plan.GroupWhole && !sameTypes(plan.PartTypes(n), ts) {
		return nil, corruptFragment("parts of other groups")
	}
	if mode == plan.GroupJoin && d.Err() == nil {
		n.Types = plan.PartTypes(n)
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
func (d *fragDecoder) flowAgg(n *plan.Group, mode plan.GroupMode) error {
	a := plan.Agg{}
	var err error
	if mode == plan.GroupWhole {
		a.Fn, a.Args, err = d.function()
		a.Filter, a.Distinct = d.Expr(), d.Flag()
		orders := d.Count()
		for i := 0; i < orders && d.Err() == nil; i++ {
			a.Order = append(a.Order, plan.SortExpr{X: d.Expr(), Desc: d.Flag(), NullsFirst: d.Flag()})
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
	if a.Fn.Kind != types.KindAggregate || a.Fn.NewAgg == nil || !a.Fn.Result.Supported() || a.Filter != nil && a.Filter.Type() != types.TBool {
		return corruptFragment("function " + a.Fn.Name + " is no aggregate")
	}
	for _, o := range a.Order {
		if o.X == nil || !types.Comparable(o.X.Type()) {
			return corruptFragment("the order of an aggregate")
		}
	}
	if a.Distinct {
		for _, x := range a.Args {
			if !types.Comparable(x.Type()) {
				return corruptFragment("an aggregate of distinct values")
			}
		}
	}
	if _, ok := a.Fn.NewAgg().(types.Portable); !ok && mode != plan.GroupWhole {
		return corruptFragment("aggregate " + a.Fn.Name)
	}
	n.Aggs = append(n.Aggs, a)
	n.Types = append(n.Types, a.Fn.Result)
	return nil
}

// functionName reads which function is meant.
func (d *fragDecoder) functionName() (*types.Function, error) {
	name := string(d.Bytes())
	n := d.Count()
	var ts []*types.Type
	for i := 0; i < n && d.Err() == nil; i++ {
		ts = append(ts, d.MustType())
	}
	if d.Err() != nil {
		return nil, d.Err()
	}
	return types.ResolveFunction(name, ts, false)
}

func (d *fragDecoder) flowHash(s *flowStage) error {
	d.over(kindsOf(s.types))
	s.hash = d.List()
	for i := 0; i < len(s.hash) && d.Err() == nil; i++ {
		t := d.MustType()
		if d.Err() == nil && (s.hash[i] == nil || s.hash[i].Type().Kind() != t.Kind() || !types.Comparable(t)) {
			return corruptFragment("what rows are hashed by")
		}
		s.hashTypes = append(s.hashTypes, t)
	}
	return d.Err()
}

// errFlowColumns tells of rows that do not fit their stage.
func errFlowColumns() error {
	return pgerror.New(pgerror.DataCorrupted, "malformed rows of a flow")
}
