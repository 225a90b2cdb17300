package certs

// checkKeyFile leaves access to the file system's lists.
func checkKeyFile(string) error { return nil }
