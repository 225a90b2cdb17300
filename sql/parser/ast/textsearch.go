package ast

// CreateTextSearch is CREATE TEXT SEARCH of a configuration, a dictionary, a parser or a template.
type CreateTextSearch struct {
	Pos
	Kind    ObjectKind
	Name    QName
	Options []Definition
}

// AlterTextDictionary is ALTER TEXT SEARCH DICTIONARY with options: one without a value is dropped.
type AlterTextDictionary struct {
	Pos
	Name    QName
	Options []Definition
}

// MappingChange is what is done to a configuration.
type MappingChange uint8

// The changes. MappingReplace has two dictionaries, of which the second takes the first one's place,
// and counts for all tokens where it names none.
const (
	MappingAdd MappingChange = iota
	MappingAlter
	MappingReplace
	MappingDrop
)

// AlterTextConfiguration is ALTER TEXT SEARCH CONFIGURATION … MAPPING.
type AlterTextConfiguration struct {
	Pos
	Name     QName
	Change   MappingChange
	IfExists bool
	Tokens   []string
	Dicts    []QName
}

func (p *printer) createTextSearch(s *CreateTextSearch) {
	p.w("CREATE ", s.Kind.String(), " ")
	p.qname(&s.Name)
	p.definitions(s.Options)
}

func (p *printer) alterTextConfiguration(s *AlterTextConfiguration) {
	p.w("ALTER TEXT SEARCH CONFIGURATION ")
	p.qname(&s.Name)
	p.w([...]string{" ADD", " ALTER", " ALTER", " DROP"}[s.Change], " MAPPING")
	p.wIf(s.IfExists, " IF EXISTS")
	if len(s.Tokens) > 0 {
		p.w(" FOR ")
		p.list(len(s.Tokens), func(i int) { p.name(s.Tokens[i]) })
	}
	switch s.Change {
	case MappingReplace:
		p.optQName(" REPLACE ", &s.Dicts[0])
		p.optQName(" WITH ", &s.Dicts[1])
	case MappingAdd, MappingAlter:
		p.w(" WITH ")
		p.list(len(s.Dicts), func(i int) { p.qname(&s.Dicts[i]) })
	}
}
