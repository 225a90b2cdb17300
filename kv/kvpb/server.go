package kvpb

import "context"

// Fragment is a read-only, versioned plan fragment, opaque to all but its
// Evaluator. In one process it travels as it is; on the wire it is the bytes
// that Marshal gives.
type Fragment interface {
	Marshal() ([]byte, error)
}

// Server serves requests to ranges: a store its own, a connection a remote
// node's. Each method fills resp, which the caller owns and may reuse, and
// returns nil or one of the answers of errors.go. A fragment that is not nil
// stands for the request's fragment bytes. Requests must not be changed until
// the method returns, and their memory is not kept after it. Safe for
// concurrent use.
type Server interface {
	Read(ctx context.Context, req *ReadRequest, frag Fragment, resp *ReadResponse) error
	Lock(ctx context.Context, req *LockRequest, resp *LockResponse) error
	Commit(ctx context.Context, req *CommitRequest, frag Fragment, resp *CommitResponse) error
	Stage(ctx context.Context, req *StageRequest, resp *StageResponse) error
	Flush(ctx context.Context, req *FlushRequest, resp *FlushResponse) error
	Decide(ctx context.Context, req *DecideRequest, resp *DecideResponse) error
	Evidence(ctx context.Context, req *EvidenceRequest, resp *EvidenceResponse) error
	Resolve(ctx context.Context, req *ResolveRequest, resp *ResolveResponse) error
	Tag(ctx context.Context, req *TagRequest, resp *TagResponse) error
	Release(ctx context.Context, req *ReleaseRequest, resp *ReleaseResponse) error
	Hint(ctx context.Context, req *HintRequest, resp *HintResponse) error
	Split(ctx context.Context, req *SplitRequest, resp *SplitResponse) error
	// Merge joins the range with the one to its right, or decides that this will not be.
	Merge(ctx context.Context, req *MergeRequest, resp *MergeResponse) error
	Collect(ctx context.Context, req *CollectRequest, resp *CollectResponse) error
	Clear(ctx context.Context, req *ClearRequest, resp *ClearResponse) error
	Ingest(ctx context.Context, req *IngestRequest, resp *IngestResponse) error
	Stats(ctx context.Context, req *StatsRequest, resp *StatsResponse) error
}
