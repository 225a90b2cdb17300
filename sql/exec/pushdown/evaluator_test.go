package pushdown

import (
	"context"
	"errors"
	"testing"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// TestFilterEnv: a filter of many rows compiles a regular expression once, and ends with its
// request.
func TestFilterEnv(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	many := &kvpb.ReadRequest{Spans: []*kvpb.Span{{Key: []byte("a"), EndKey: []byte("b")}}}
	var filter scalar.Expr = &scalar.Const{D: types.Bool(true)}
	env := FilterEnv(ctxInterrupt{ctx}, filter, many)
	first, err := types.CompileRegexp(env, "a+b", types.RegexpOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := types.CompileRegexp(env, "a+b", types.RegexpOptions{}); again != first {
		t.Error("the next row compiles the pattern again")
	}
	ended := errors.New("ended")
	if cancel(ended); env.Checkpoint() != ended {
		t.Errorf("after its end: %v", env.Checkpoint())
	}
	one := &kvpb.ReadRequest{Spans: []*kvpb.Span{{Key: []byte("a")}}}
	if FilterEnv(ctxInterrupt{ctx}, filter, one) != nil || FilterEnv(ctxInterrupt{ctx}, nil, many) != nil {
		t.Error("one row, or no filter, pays for an Env")
	}
}
