package textsearch

// hostState is where in a host's name the cutter is.
type hostState uint8

const (
	inHostFirst    hostState = iota // behind a hyphen
	inHost                          // within a label that has to be followed by others
	inDomainFirst                   // behind a dot
	inDomainSecond                  // behind the first letter of a label
	inDomain                        // behind two or more letters: the name may end here
)

// host is a host's name, an address (of mail, of the web) that begins with one, from a state on.
// Where it could have ended last, before what turned out to be no name, it ends.
func (c *cutter) host(p int, s hostState) (cut, bool) {
	fallback := -1
	from := -1 // since where the state has been inHost
	for {
		r, size := c.char(p)
		next := s
		switch {
		case s == inHostFirst && isASCIIAlnum(r):
			next = inHost
		case s == inDomainFirst && isASCIILetter(r):
			next = inDomainSecond
		case s == inDomainFirst && isDigit(r):
			next = inHost
		case s == inHostFirst, s == inDomainFirst:
			return c.noName(from, p, fallback)
		case s == inHost && isASCIIAlnum(r):
		case isASCIILetter(r):
			next = inDomain
		case isDigit(r):
			next = inHost
		case r == '.', r == '-', r == '_':
			if next = inHostFirst; r == '.' {
				next = inDomainFirst
			}
			if s == inDomain {
				fallback = p
			}
		case r == '@':
			if found, ok := c.mail(p + 1); ok {
				return found, true
			}
			if s == inDomain {
				return c.hostEnd(p), true
			}
			return c.noName(from, p, fallback)
		case s == inDomain:
			return c.domainEnd(p), true
		default:
			return c.noName(from, p, fallback)
		}
		if next == inHost || next == inHostFirst {
			if from < 0 {
				from = p
			}
			if s == inHost && p >= c.noHost[0] && p < c.noHost[1] {
				return c.noName(-1, p, fallback)
			}
		} else {
			from = -1
		}
		p, s = p+size, next
	}
}

// noName notes that the labels since from end in nothing: the host ends where it could before.
func (c *cutter) noName(from, p, fallback int) (cut, bool) {
	if from >= 0 {
		c.noHost = [2]int{from, p}
	}
	if fallback < 0 {
		return cut{}, false
	}
	return c.hostEnd(fallback), true
}

// domainEnd is where a name ends that may: perhaps a port follows it, and a path.
func (c *cutter) domainEnd(p int) cut {
	if r, _ := c.char(p); r == ':' && c.digitAt(p+1) {
		p = c.digits(p + 1)
	}
	return c.hostEnd(p)
}

// hostEnd is a host that ends at p, or the address that goes on with a path.
func (c *cutter) hostEnd(p int) cut {
	if c.wantHost {
		c.wantHost = false
		return cut{Host, p, cutPath}
	}
	if r, _ := c.char(p); r == '/' {
		if end := c.urlPath(p + 1); end > p+1 {
			return cut{kind: URL, end: end}
		}
	}
	return cut{kind: Host, end: p}
}
