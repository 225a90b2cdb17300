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
