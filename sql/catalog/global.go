package catalog

// OptionGlobal is the storage parameter of a table whose present is read in every region without
// asking another one: it has a replica in each, and its timestamps are closed ahead of now
// (transactions.md, section 14), which writers wait out. It needs version.Global.
const OptionGlobal = "global"

// Global reports whether the table is one.
func (t *TableDesc) Global() bool { return t.switched(OptionGlobal) }
