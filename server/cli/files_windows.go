package cli

// openFilesMax is how many files and sockets the process may have open: Windows has
// no limit that a server comes near.
func openFilesMax() (uint64, bool) { return 0, false }
