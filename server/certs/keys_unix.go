//go:build unix

package certs

import (
	"fmt"
	"os"
	"syscall"
)

// checkKeyFile refuses a key that others can read, as Postgres does: it is the owner's
// alone (0600), or root's and a group's (0640).
func checkKeyFile(name string) error {
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return nil
	}
	switch mode := info.Mode().Perm(); {
	case stat.Uid == uint32(os.Geteuid()) && mode&0o077 == 0,
		stat.Uid == 0 && mode&0o027 == 0:
		return nil
	default:
		return fmt.Errorf("private key file %q has group or world access (mode %04o): it must be 0600 or less where its owner runs the node, or 0640 or less where it is root's", name, mode)
	}
}
