package hba

import "net/netip"

// Client is who asks to be let in.
type Client struct {
	Addr           netip.Addr
	Encrypted      bool
	User, Database string
	// Member reports whether the user is a member of a role, superusers like others. An
	// error ends the decision.
	Member func(role string) (bool, error)
	// Networks are the addresses of this machine with their networks.
	Networks func() ([]netip.Prefix, error)
}

// Decide returns the first rule that fits; nil where none does: the client is refused.
// On an error nothing is decided.
func (r *Rules) Decide(c *Client) (*Rule, error) {
	for i := range r.list {
		ok, err := r.list[i].fits(c)
		if err != nil {
			return nil, err
		}
		if ok {
			return &r.list[i], nil
		}
	}
	return nil, nil
}

func (rule *Rule) fits(c *Client) (bool, error) {
	switch rule.Transport {
	case Local, HostGSS:
		return false, nil
	case HostSSL:
		if !c.Encrypted {
			return false, nil
		}
	case HostNoSSL:
		if c.Encrypted {
			return false, nil
		}
	}
	if ok, err := rule.from.hold(c); !ok || err != nil {
		return false, err
	}
	if ok, err := rule.hasDatabase(c); !ok || err != nil {
		return false, err
	}
	return rule.hasUser(c)
}

func (a *addresses) hold(c *Client) (bool, error) {
	addr := c.Addr.Unmap().WithZone("")
	switch a.kind {
	case anywhere:
		return true, nil
	case ofMask:
		return within(addr, a.addr, a.mask), nil
	}
	nets, err := c.Networks()
	if err != nil {
		return false, err
	}
	for _, n := range nets {
		own := n.Addr().Unmap().WithZone("")
		bits := own.BitLen()
		if a.kind == sameNet {
			bits = n.Bits()
		}
		if bits >= 0 && within(addr, own, maskOf(min(bits, own.BitLen()), own)) {
			return true, nil
		}
	}
	return false, nil
}

// within reports whether two addresses are the same where the mask has bits.
func within(x, y, mask netip.Addr) bool {
	if x.BitLen() != y.BitLen() {
		return false
	}
	a, b, m := x.AsSlice(), y.AsSlice(), mask.AsSlice()
	for i := range m {
		if (a[i]^b[i])&m[i] != 0 {
			return false
		}
	}
	return len(m) > 0
}

func (rule *Rule) hasDatabase(c *Client) (bool, error) {
	for _, t := range rule.databases {
		switch {
		case t.is("all"):
			return true, nil
		case t.is("sameuser"):
			if c.Database == c.User {
				return true, nil
			}
		case t.is("samerole"), t.is("samegroup"):
			if ok, err := c.Member(c.Database); ok || err != nil {
				return ok, err
			}
		case t.is("replication"): // connections of that kind are not taken
		case t.text == c.Database:
			return true, nil
		}
	}
	return false, nil
}

func (rule *Rule) hasUser(c *Client) (bool, error) {
	for _, t := range rule.users {
		switch {
		case t.is("all"):
			return true, nil
		case !t.quoted && len(t.text) > 0 && t.text[0] == '+':
			if ok, err := c.Member(t.text[1:]); ok || err != nil {
				return ok, err
			}
		case t.text == c.User:
			return true, nil
		}
	}
	return false, nil
}

// BuiltIn are the rules of a server without a file. With trust nobody proves anything; else
// a certificate or a password does. requireTLS: clients from beyond the machine encrypt.
func BuiltIn(trust, requireTLS bool) *Rules {
	everyone := field{{text: "all"}}
	rule := func(t Transport, m Method, from addresses) Rule {
		return Rule{Transport: t, Method: m, databases: everyone, users: everyone, from: from}
	}
	network := func(addr string, bits int) addresses {
		a := netip.MustParseAddr(addr)
		return addresses{kind: ofMask, addr: a, mask: maskOf(bits, a)}
	}
	method := CertOrSCRAM
	if trust {
		method = Trust
	}
	if !requireTLS {
		return &Rules{list: []Rule{rule(Host, method, addresses{})}}
	}
	return &Rules{list: []Rule{
		rule(HostSSL, method, addresses{}),
		rule(HostNoSSL, method, network("127.0.0.0", 8)),
		rule(HostNoSSL, method, network("::1", 128)),
		rule(HostNoSSL, Clear, addresses{}),
	}}
}

// Row is a line as pg_hba_file_rules shows it. A nil list and an empty text are NULL.
type Row struct {
	Line                            int
	Type                            string
	Databases, Users                []string
	Address, Netmask, Method, Error string
	Options                         []string
}

// row is the rule as a row.
func (rule *Rule) row() Row {
	r := Row{Line: rule.Line, Type: rule.Transport.String(), Databases: rule.databases.texts(), Users: rule.users.texts(), Method: rule.Method.String(), Error: rule.Note}
	if rule.Transport != Local {
		switch rule.from.kind {
		case anywhere:
			r.Address = "all"
		case sameHost:
			r.Address = "samehost"
		case sameNet:
			r.Address = "samenet"
		case ofMask:
			r.Address, r.Netmask = rule.from.addr.String(), rule.from.mask.String()
		}
	}
	switch rule.ClientCert {
	case CertCA:
		r.Options = []string{"clientcert=verify-ca"}
	case CertFull:
		r.Options = []string{"clientcert=verify-full"}
	}
	return r
}

// Rows are rules and problems in the order of their lines.
func Rows(r *Rules, problems []*Problem) []Row {
	out := make([]Row, 0, len(r.list)+len(problems))
	for i := range r.list {
		for len(problems) > 0 && problems[0].Start < r.list[i].Line {
			out, problems = append(out, problems[0].row()), problems[1:]
		}
		out = append(out, r.list[i].row())
	}
	for _, p := range problems {
		out = append(out, p.row())
	}
	return out
}

func (p *Problem) row() Row { return Row{Line: p.Start, Error: p.Message} }
