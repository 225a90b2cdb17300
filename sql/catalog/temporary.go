package catalog

import (
	"fmt"
)

// A temporary schema is an ordinary one, and what is in it are ordinary objects with their
// rows in ordinary ranges, so that transactions, savepoints, the schema lease and statistics
// know nothing of it. What makes it temporary is who finds it, and its end:
//
//	names     the session's own is searched first for relations (SearchPath.Temp); the
//	          names of others' objects are found by nobody, but with their schema's before them
//	rights    nobody but a superuser may use another's; everybody may use the own one
//	end       with the session; by another node, or by the node's next process, where the
//	          process is gone that the descriptor names (ddl.Sweeper)
//
// Stores and nodes of older builds know such a schema as one of a superuser's that holds tables.

// TempSchemaName is the name of the temporary schema with an ID.
func TempSchemaName(id ID) string { return fmt.Sprintf("%s_%d", SchemaTemp, id) }

// OwnTemp returns the session's own temporary schema.
func (s *Snapshot) OwnTemp(path *SearchPath) (*SchemaDesc, bool) {
	if path.Temp == 0 {
		return nil, false
	}
	return s.SchemaByID(path.Temp)
}

// SchemaOf returns a schema by the name that a session calls it by.
func (s *Snapshot) SchemaOf(path *SearchPath, name string) (*SchemaDesc, bool) {
	if name == SchemaTemp {
		return s.OwnTemp(path)
	}
	return s.Schema(path.Database, name)
}

// OthersTemp reports whether a schema is a temporary one of another session.
func (s *Snapshot) OthersTemp(path *SearchPath, schema ID) bool {
	d, ok := s.SchemaByID(schema)
	return ok && d.Temporary && schema != path.Temp
}

// TempSchemas lists the temporary schemas of all sessions, in no order.
func (s *Snapshot) TempSchemas() (out []*SchemaDesc) {
	for d := range ofKind[*SchemaDesc](s, KindSchema) {
		if d.Temporary {
			out = append(out, d)
		}
	}
	return out
}
