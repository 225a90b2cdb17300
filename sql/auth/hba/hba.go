// Package hba decides who may come from where, with what: rules in the form of
// Postgres 15's pg_hba.conf, of which the first that fits a client counts.
//
// A Rules is made by Parse and decides by Decide; it does no I/O. A Source holds the ones
// that are in force and reads them again.
package hba

import (
	"fmt"
	"net/netip"
	"strings"
)

// Limits of a file.
const (
	FileBytesMax = 1 << 20
	RulesMax     = 4096
)

// Transport says which connections a rule is about.
type Transport byte

// Transports. There are no Unix sockets and no GSS encryption here: rules for those alone
// are read and fit nobody.
const (
	Local Transport = iota
	Host
	HostSSL
	HostNoSSL
	HostGSS
	HostNoGSS
)

var transports = []string{"local", "host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc"}

func (t Transport) String() string { return transports[t] }

// Method is what a client has to show.
type Method byte

// Methods. MD5 is as SCRAM, whose verifiers are all that there are. Peer is for local rules.
// CertOrSCRAM and Clear are those of the rules without a file: a certificate stands for the
// password, and a client is refused for not encrypting.
const (
	Trust Method = iota
	Reject
	MD5
	SCRAM
	Cert
	Peer
	CertOrSCRAM
	Clear
)

var methods = []string{"trust", "reject", "md5", "scram-sha-256", "cert", "peer", "scram-sha-256", "reject"}

func (m Method) String() string { return methods[m] }

// ClientCert is what is asked of a certificate beside the method.
type ClientCert byte

// What the option clientcert asks for.
const (
	CertOff  ClientCert = iota
	CertCA              // one that the CA has signed
	CertFull            // and whose common name is the user's
)

// addresses are those that a rule is about.
type addresses struct {
	kind addressKind
	addr netip.Addr
	mask netip.Addr // of the same family; any bits
}

type addressKind byte

const (
	anywhere addressKind = iota
	ofMask
	sameHost
	sameNet
)

// Rule is one line.
type Rule struct {
	Line       int // 0: it is not of a file
	Transport  Transport
	Method     Method
	ClientCert ClientCert
	// Note is why the rule fits nobody; empty for others.
	Note      string
	databases field
	users     field
	from      addresses
}

// Problem is what is wrong with a line, and where (from 1).
type Problem struct {
	Start        int // the first line of the rule
	Line, Column int
	Message      string
	Hint         string
	Unsupported  bool // Postgres takes it
}

func (p *Problem) Error() string {
	s := fmt.Sprintf("line %d, column %d: %s", p.Line, p.Column, p.Message)
	if p.Hint != "" {
		s += " (" + p.Hint + ")"
	}
	return s
}

// fault is a problem in a line.
type fault struct {
	at            int
	message, hint string
	not           bool
}

func faultAt(at int, format string, args ...any) *fault {
	return &fault{at: at, message: fmt.Sprintf(format, args...)}
}

func (f *fault) hinted(hint string) *fault      { f.hint = hint; return f }
func (f *fault) unsupported(hint string) *fault { f.hint, f.not = hint, true; return f }

// Rules are the rules of a file, in its order.
type Rules struct{ list []Rule }

// All returns the rules.
func (r *Rules) All() []Rule { return r.list }

// Parse reads a file. encrypts: the server offers TLS. With problems the rules are those of
// the other lines, and not to be used.
func Parse(text string, encrypts bool) (*Rules, []*Problem) {
	if len(text) > FileBytesMax {
		return &Rules{}, []*Problem{{Start: 1, Line: 1, Column: 1, Message: fmt.Sprintf("the file has more than %d bytes", FileBytesMax)}}
	}
	r := &Rules{}
	var problems []*Problem
	report := func(l *line, f *fault) {
		p := &Problem{Start: l.number, Message: f.message, Hint: f.hint, Unsupported: f.not}
		p.Line, p.Column = l.place(f.at)
		problems = append(problems, p)
	}
	for _, l := range lines(text) {
		fields, bad := l.fields()
		if bad == nil && len(fields) == 0 {
			continue
		}
		if bad == nil && len(r.list)+len(problems) >= RulesMax {
			report(&l, faultAt(0, "the file has more than %d rules", RulesMax))
			return r, problems
		}
		var rule Rule
		if bad == nil {
			rule, bad = parseRule(fields, len(l.text), encrypts)
		}
		if bad != nil {
			report(&l, bad)
			if len(problems) >= RulesMax {
				return r, problems
			}
			continue
		}
		rule.Line = l.number
		r.list = append(r.list, rule)
	}
	if len(problems) == 0 && len(r.list) == 0 {
		problems = []*Problem{{Start: 1, Line: 1, Column: 1, Message: "the file contains no entries: nobody could connect"}}
	}
	return r, problems
}

// reader hands out the fields of a rule, in the order that Postgres checks them.
type reader struct {
	fields []field
	end    int
}

func (r *reader) next(what string) (field, *fault) {
	if len(r.fields) == 0 {
		return nil, faultAt(r.end, "end-of-line before %s", what)
	}
	f := r.fields[0]
	r.fields = r.fields[1:]
	return f, nil
}

// one is next for a field that holds one token.
func (r *reader) one(what, plural, hint string) (token, *fault) {
	f, bad := r.next(what)
	if bad != nil {
		return token{}, bad
	}
	if len(f) > 1 {
		return token{}, faultAt(f[1].at, "multiple values specified for %s", plural).hinted(hint)
	}
	return f[0], nil
}

func parseRule(fields []field, end int, encrypts bool) (rule Rule, bad *fault) {
	r := &reader{fields, end}
	kind, bad := r.one("connection type", "connection type", "Specify exactly one connection type per line.")
	if bad != nil {
		return rule, bad
	}
	if bad = rule.parseTransport(kind, encrypts); bad != nil {
		return rule, bad
	}
	if rule.databases, bad = r.next("database specification"); bad != nil {
		return rule, bad
	}
	if rule.users, bad = r.next("role specification"); bad != nil {
		return rule, bad
	}
	for _, f := range []field{rule.databases, rule.users} {
		for _, t := range f {
			if !t.quoted && strings.HasPrefix(t.text, "/") {
				return rule, faultAt(t.at, "regular expressions (%s) are not supported", t.text).unsupported("Name the databases and roles, or a group (+name). A name that begins with a slash goes into quotes.")
			}
		}
	}
	if rule.Transport != Local {
		if rule.from, bad = parseAddress(r); bad != nil {
			return rule, bad
		}
	}
	method, bad := r.one("authentication method", "authentication type", "Specify exactly one authentication type per line.")
	if bad != nil {
		return rule, bad
	}
	if bad = rule.parseMethod(method); bad != nil {
		return rule, bad
	}
	return rule, rule.parseOptions(r.fields)
}

func (rule *Rule) parseTransport(t token, encrypts bool) *fault {
	for i, name := range transports {
		if t.text != name {
			continue
		}
		rule.Transport = Transport(i)
		switch {
		case rule.Transport == HostSSL && !encrypts:
			rule.Note = "hostssl record cannot match because SSL is disabled"
		case rule.Transport == HostGSS:
			rule.Note = "hostgssenc record cannot match because GSSAPI is not supported by this build"
		}
		return nil
	}
	bad := faultAt(t.at, "invalid connection type %q", t.text)
	if strings.HasPrefix(t.text, "include") {
		return bad.unsupported("Other files can't be included.")
	}
	return bad
}

// parseAddress reads an address with its mask, which may be the next field.
func parseAddress(r *reader) (a addresses, bad *fault) {
	t, bad := r.one("IP address specification", "host address", "Specify one address range per line.")
	switch {
	case bad != nil:
		return a, bad
	case t.is("all"):
		return addresses{kind: anywhere}, nil
	case t.is("samehost"):
		return addresses{kind: sameHost}, nil
	case t.is("samenet"):
		return addresses{kind: sameNet}, nil
	}
	a.kind = ofMask
	host, bits, cidr := strings.Cut(t.text, "/")
	addr, err := netip.ParseAddr(host)
	switch {
	case err != nil && cidr:
		return a, faultAt(t.at, "specifying both host name and CIDR mask is invalid: %q", t.text)
	case err != nil:
		return a, faultAt(t.at, "host names are not supported: %q", t.text).unsupported("Give an IP address and a mask (10.0.0.0/8), all, samehost or samenet.")
	case addr.Is4In6() || addr.Zone() != "":
		return a, faultAt(t.at, "addresses of this form are not supported: %q", t.text).unsupported("Give a plain IPv4 or IPv6 address.")
	}
	a.addr = addr
	if cidr {
		n, ok := number(bits, addr.BitLen())
		if !ok {
			return a, faultAt(t.at, "invalid CIDR mask in address %q", t.text)
		}
		a.mask = maskOf(n, addr)
		return a, nil
	}
	m, bad := r.one("netmask specification", "netmask", "")
	if bad != nil {
		return a, bad.hinted("Specify an address range in CIDR notation, or provide a separate netmask.")
	}
	if a.mask, err = netip.ParseAddr(m.text); err != nil || a.mask.Is4In6() || a.mask.Zone() != "" {
		return a, faultAt(m.at, "invalid IP mask %q", m.text)
	}
	if a.mask.BitLen() != a.addr.BitLen() {
		return a, faultAt(m.at, "IP address and mask do not match")
	}
	return a, nil
}

// number reads a number of bits.
func number(s string, most int) (n int, ok bool) {
	if s == "" {
		return 0, false
	}
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		if n = n*10 + int(c-'0'); n > most {
			return 0, false
		}
	}
	return n, true
}

// maskOf is a mask of so many bits, of the address's family.
func maskOf(bits int, like netip.Addr) netip.Addr {
	b := make([]byte, like.BitLen()/8)
	for i := range bits {
		b[i/8] |= 0x80 >> (i % 8)
	}
	m, _ := netip.AddrFromSlice(b)
	return m
}

// foreign are Postgres's methods that there are not here, with what to do instead.
var foreign = map[string]string{
	"password": "scram-sha-256 takes the same password without showing it to the server.",
	"ident":    "Use scram-sha-256 or cert.", "gss": "Use scram-sha-256 or cert.", "sspi": "Use scram-sha-256 or cert.",
	"pam": "Use scram-sha-256 or cert.", "bsd": "Use scram-sha-256 or cert.", "ldap": "Use scram-sha-256 or cert.", "radius": "Use scram-sha-256 or cert.",
}

func (rule *Rule) parseMethod(t token) *fault {
	name := t.text
	if name == "ident" && rule.Transport == Local {
		name = "peer"
	}
	hint, known := foreign[name]
	switch {
	case known:
		return faultAt(t.at, "authentication method %q is not supported", name).unsupported(hint)
	case name == "peer" && rule.Transport != Local:
		return faultAt(t.at, "peer authentication is only supported on local sockets")
	case name == "cert" && rule.Transport != HostSSL:
		return faultAt(t.at, "cert authentication is only supported on hostssl connections")
	}
	for m := Trust; m <= Peer; m++ {
		if name != m.String() {
			continue
		}
		rule.Method = m
		if m == Cert {
			rule.ClientCert = CertFull
		}
		return nil
	}
	return faultAt(t.at, "invalid authentication method %q", name)
}

func (rule *Rule) parseOptions(fields []field) *fault {
	for _, f := range fields {
		for _, t := range f {
			name, value, ok := strings.Cut(t.text, "=")
			if !ok {
				return faultAt(t.at, "authentication option not in name=value format: %s", t.text)
			}
			if bad := rule.parseOption(t, name, value); bad != nil {
				return bad
			}
		}
	}
	return nil
}

func (rule *Rule) parseOption(t token, name, value string) *fault {
	switch name {
	case "map":
		if rule.Method != Cert && rule.Method != Peer {
			return faultAt(t.at, "authentication option \"map\" is only valid for authentication methods ident, peer, gssapi, sspi, and cert")
		}
		return faultAt(t.at, "maps of user names are not supported").unsupported("The common name of a certificate is the role's name.")
	case "clientcert", "clientname":
		if rule.Transport != HostSSL {
			return faultAt(t.at, "%s can only be configured for \"hostssl\" rows", name)
		}
	default:
		return faultAt(t.at, "unrecognized authentication option name: %q", name)
	}
	switch {
	case name == "clientname" && value == "DN":
		return faultAt(t.at, "clientname=DN is not supported").unsupported("The common name of a certificate is the role's name (clientname=CN).")
	case name == "clientname" && value == "CN":
	case value == "verify-full" && name == "clientcert":
		rule.ClientCert = CertFull
	case value == "verify-ca" && name == "clientcert":
		if rule.Method == Cert {
			return faultAt(t.at, "clientcert can only be set to \"verify-full\" when using \"cert\" authentication")
		}
		rule.ClientCert = CertCA
	default:
		return faultAt(t.at, "invalid value for %s: %q", name, value)
	}
	return nil
}
