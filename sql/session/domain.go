package session

import (
	"sync"

	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

// domainChecksMax is how many domains a session keeps the compiled constraints of.
const domainChecksMax = 256

// domainChecks are the constraints of domains, by type: a change of a domain makes another type.
// Values are read by the session alone, but for those that a query's helpers read for it.
type domainChecks struct {
	sync.Mutex // a leaf
	by         map[*types.Type]*host.Scalar
}

// checkDomain serves types.Env.Domain.
func (s *Session) checkDomain(t *types.Type, d types.Datum) error {
	x, err := s.domainCheck(t)
	if err != nil || x == nil {
		return err
	}
	ctx := s.stop.parent
	if s.stop.ctx != nil {
		ctx = s.stop.ctx
	}
	if err := s.MayCall(x.Needs()); err != nil {
		return err
	}
	c := host.NewContext(ctx, s, &s.env)
	c.Args = []types.Datum{d}
	_, err = x.EvalIn(c)
	return err
}

// domainCheck is the constraints of a domain, nil for none.
func (s *Session) domainCheck(t *types.Type) (*host.Scalar, error) {
	s.domains.Lock()
	defer s.domains.Unlock()
	if x, ok := s.domains.by[t]; ok {
		return x, nil
	}
	env := s.planEnv
	env.Text, env.Catalog = "", s.namesNow()
	x, err := bind.CompileDomain(t, &env)
	if err != nil {
		return nil, err
	}
	if len(s.domains.by) >= domainChecksMax || s.domains.by == nil {
		s.domains.by = map[*types.Type]*host.Scalar{}
	}
	s.domains.by[t] = x
	return x, nil
}
