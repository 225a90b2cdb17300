package kvpb

import (
	"context"
	"fmt"
)

// Fragment is a read-only, versioned plan fragment, opaque to all but its
// Evaluator. In one process it travels as it is; on the wire it is the bytes
// that Marshal gives.
type Fragment interface {
	Marshal() ([]byte, error)
}

// Sender sends requests to ranges: a store to its own, a connection to a remote
// node's; others stand before one of these, and count, trace or hurt what passes.
// Send fills resp, which is the response of the request's method (Method.New), is
// the caller's and may be used again, and returns nil or one of the answers of
// errors.go. Requests must not be changed until it returns, and their memory is not
// kept after it. Safe for concurrent use.
type Sender interface {
	Send(ctx context.Context, req Request, resp Response) error
}

// Message is what can travel: a request or a response.
type Message interface {
	SizeVT() int
	MarshalToSizedBufferVT([]byte) (int, error)
	UnmarshalVT([]byte) error
	Reset()
}

// Response is the answer "done" to a request.
type Response interface{ Message }

// Request is a request to one range. What all must say of themselves stands in this
// file; a new one needs nothing else outside of the place where it is evaluated.
type Request interface {
	Message
	// Method says what is asked.
	Method() Method
	// GetHeader names the range, and the transaction on whose behalf it is asked; may be nil.
	GetHeader() *Header
	// RoutingKey is a key that the request is about, for those who came to the wrong range and for
	// samples of a range's load; nil: it is about none.
	RoutingKey() []byte
}

// Method names what a request asks for.
type Method uint8

// The methods. Their numbers travel between nodes: new ones come last.
const (
	MethodRead Method = iota
	MethodLock
	MethodCommit
	MethodStage
	MethodFlush
	MethodDecide
	MethodEvidence
	MethodResolve
	MethodTag
	MethodRelease
	MethodHint
	MethodSplit
	MethodCollect
	MethodClear
	MethodIngest
	MethodStats
	MethodMerge
	MethodInspect
	MethodCount // how many there are
)

// Effect is what a request may have done when no answer came.
type Effect uint8

const (
	// Proposes: what a log may have by now, whatever its caller hears.
	Proposes Effect = iota
	// InMemory: locks and hints, which no log has.
	InMemory
	// Harmless: nothing that another replica's answer would contradict.
	Harmless
)

// methods is what there is to say of each method without a request of it.
var methods = [MethodCount]struct {
	name   string
	effect Effect
	pair   func() (Request, Response)
}{
	MethodRead:     {"Read", Harmless, pair[ReadRequest, ReadResponse]},
	MethodLock:     {"Lock", InMemory, pair[LockRequest, LockResponse]},
	MethodCommit:   {"Commit", Proposes, pair[CommitRequest, CommitResponse]},
	MethodStage:    {"Stage", Proposes, pair[StageRequest, StageResponse]},
	MethodFlush:    {"Flush", Proposes, pair[FlushRequest, FlushResponse]},
	MethodDecide:   {"Decide", Proposes, pair[DecideRequest, DecideResponse]},
	MethodEvidence: {"Evidence", Proposes, pair[EvidenceRequest, EvidenceResponse]},
	MethodResolve:  {"Resolve", Proposes, pair[ResolveRequest, ResolveResponse]},
	MethodTag:      {"Tag", Harmless, pair[TagRequest, TagResponse]},
	MethodRelease:  {"Release", InMemory, pair[ReleaseRequest, ReleaseResponse]},
	MethodHint:     {"Hint", InMemory, pair[HintRequest, HintResponse]},
	MethodSplit:    {"Split", Proposes, pair[SplitRequest, SplitResponse]},
	MethodCollect:  {"Collect", Proposes, pair[CollectRequest, CollectResponse]},
	MethodClear:    {"Clear", Proposes, pair[ClearRequest, ClearResponse]},
	MethodIngest:   {"Ingest", Proposes, pair[IngestRequest, IngestResponse]},
	MethodStats:    {"Stats", Harmless, pair[StatsRequest, StatsResponse]},
	MethodMerge:    {"Merge", Proposes, pair[MergeRequest, MergeResponse]},
	MethodInspect:  {"Inspect", Harmless, pair[InspectRequest, InspectResponse]},
}

// String returns the method's name.
func (m Method) String() string {
	if m < MethodCount {
		return methods[m].name
	}
	return fmt.Sprintf("method %d", uint8(m))
}

// Effect says what a request of the method may leave behind.
func (m Method) Effect() Effect { return methods[m].effect }

// New makes an empty request of a known method and room for its response, in one piece.
func (m Method) New() (Request, Response) { return methods[m].pair() }

func pair[Q, P any, QP interface {
	*Q
	Request
}, PP interface {
	*P
	Response
}]() (Request, Response) {
	x := new(struct {
		req  Q
		resp P
	})
	return QP(&x.req), PP(&x.resp)
}

// Method, here and below, says which of the methods a request is for.
func (*ReadRequest) Method() Method     { return MethodRead }
func (*LockRequest) Method() Method     { return MethodLock }
func (*CommitRequest) Method() Method   { return MethodCommit }
func (*StageRequest) Method() Method    { return MethodStage }
func (*FlushRequest) Method() Method    { return MethodFlush }
func (*DecideRequest) Method() Method   { return MethodDecide }
func (*EvidenceRequest) Method() Method { return MethodEvidence }
func (*ResolveRequest) Method() Method  { return MethodResolve }
func (*TagRequest) Method() Method      { return MethodTag }
func (*ReleaseRequest) Method() Method  { return MethodRelease }
func (*HintRequest) Method() Method     { return MethodHint }
func (*SplitRequest) Method() Method    { return MethodSplit }
func (*CollectRequest) Method() Method  { return MethodCollect }
func (*ClearRequest) Method() Method    { return MethodClear }
func (*IngestRequest) Method() Method   { return MethodIngest }
func (*StatsRequest) Method() Method    { return MethodStats }
func (*MergeRequest) Method() Method    { return MethodMerge }
func (*InspectRequest) Method() Method  { return MethodInspect }

// GetHeader is that of the commit which the stage is a part of.
func (r *StageRequest) GetHeader() *Header { return r.GetCommit().GetHeader() }

// RoutingKey, here and below, is a key of the range that a request is for: its first. nil: the
// request names its range in the header, or has no key.
func (r *ReadRequest) RoutingKey() []byte     { return first(r.GetSpans()) }
func (r *LockRequest) RoutingKey() []byte     { return first(r.GetKeys()) }
func (r *StageRequest) RoutingKey() []byte    { return r.GetCommit().RoutingKey() }
func (r *FlushRequest) RoutingKey() []byte    { return first(r.GetWrites()) }
func (r *DecideRequest) RoutingKey() []byte   { return r.GetAnchor() }
func (r *EvidenceRequest) RoutingKey() []byte { return first(r.GetKeys()) }
func (r *ResolveRequest) RoutingKey() []byte  { return first(r.GetKeys()) }
func (r *TagRequest) RoutingKey() []byte      { return r.GetKey() }
func (r *HintRequest) RoutingKey() []byte     { return nil }
func (r *SplitRequest) RoutingKey() []byte    { return r.GetKey() }
func (r *CollectRequest) RoutingKey() []byte  { return nil }
func (r *ClearRequest) RoutingKey() []byte    { return r.GetSpan().GetKey() }
func (r *IngestRequest) RoutingKey() []byte   { return first(r.GetWrites()) }
func (r *StatsRequest) RoutingKey() []byte    { return nil }
func (r *MergeRequest) RoutingKey() []byte    { return nil }
func (r *InspectRequest) RoutingKey() []byte  { return nil }

// RoutingKey is the first of the keys, if there are any.
func (r *ReleaseRequest) RoutingKey() []byte {
	if len(r.GetKeys()) == 0 {
		return nil
	}
	return r.Keys[0]
}

// RoutingKey is the first of what is written; of what is locked, looked at or read, where nothing is.
func (r *CommitRequest) RoutingKey() []byte {
	switch {
	case len(r.GetWrites()) > 0:
		return first(r.Writes)
	case len(r.GetFusedLocks()) > 0:
		return first(r.FusedLocks)
	case len(r.GetExpects()) > 0:
		return first(r.Expects)
	case len(r.GetConditions()) > 0:
		return r.Conditions[0].GetSpan().GetKey()
	}
	return first(r.GetReads())
}

// first returns the key of the first of them, if there is one.
func first[T interface{ GetKey() []byte }](list []T) []byte {
	if len(list) == 0 {
		return nil
	}
	return list[0].GetKey()
}

// ReadWith is a ReadRequest whose fragment travels as a value, in place of the request's bytes:
// on the wire it is an ordinary one. Frag may be nil.
type ReadWith struct {
	ReadRequest
	Frag Fragment
}

// CommitWith is a CommitRequest likewise.
type CommitWith struct {
	CommitRequest
	Frag Fragment
}

// Plain parts a request from a fragment that it carries as a value; nil: it carries none.
func Plain(req Request) (Request, Fragment) {
	switch q := req.(type) {
	case *ReadWith:
		return &q.ReadRequest, q.Frag
	case *CommitWith:
		return &q.CommitRequest, q.Frag
	}
	return req, nil
}
