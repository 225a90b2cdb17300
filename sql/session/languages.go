package session

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/routine"
)

// languages are those that routines may be written in.
func languages() routine.Languages {
	return routine.Languages{
		"sql":     sqlLanguage{},
		"plpgsql": plpgsqlLanguage{},

		catalog.LanguageInternal: internalLanguage{},
	}
}
