package config

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
)

// overheadBytes is what a node uses besides what clients hold and the cache, as
// far as Go's garbage collector sees it.
const overheadBytes = 80 << 20

// memoryUnknownBytes stands for a machine that doesn't tell how much memory it has.
const memoryUnknownBytes = 1 << 30

// MachineMemory returns how much memory this process may use: the machine's, or
// less where a cgroup (version 1 or 2) says so. root is the file system's root.
func MachineMemory(root fs.FS) int64 {
	most := int64(memoryUnknownBytes)
	if b, err := fs.ReadFile(root, "proc/meminfo"); err == nil {
		if kb, ok := field(b, "MemTotal:"); ok {
			most = kb << 10
		}
	}
	b, err := fs.ReadFile(root, "proc/self/cgroup")
	if err != nil {
		return most
	}
	for _, line := range strings.Split(string(b), "\n") {
		// number:controllers:path; version 2 names no controllers
		parts := strings.SplitN(line, ":", 3)
		switch {
		case len(parts) != 3:
		case parts[1] == "":
			most = min(most, cgroupLimit(root, "sys/fs/cgroup", parts[2], "memory.max", most))
		case parts[1] == "memory":
			most = min(most, cgroupLimit(root, "sys/fs/cgroup/memory", parts[2], "memory.limit_in_bytes", most))
		}
	}
	return most
}

// cgroupLimit is the least limit of a cgroup and those above it. In a container the
// path may be that of the machine outside: what can't be read says nothing.
func cgroupLimit(root fs.FS, mount, group, file string, none int64) int64 {
	most := none
	for dir := path.Clean("/" + group); ; dir = path.Dir(dir) {
		if b, err := fs.ReadFile(root, path.Join(mount, dir, file)); err == nil {
			if n, err := strconv.ParseInt(strings.TrimSpace(string(b)), 10, 64); err == nil && n > 0 {
				most = min(most, n)
			}
		}
		if dir == "/" {
			return most
		}
	}
}

// field finds the number behind a name in lines of "name number unit".
func field(b []byte, name string) (int64, bool) {
	for line := range bytes.Lines(b) {
		if f := strings.Fields(string(line)); len(f) > 1 && f[0] == name {
			n, err := strconv.ParseInt(f[1], 10, 64)
			return n, err == nil
		}
	}
	return 0, false
}

// ParseSize reads a size as ParseBytes does, or a share of total: 25%.
func ParseSize(s string, total int64) (int64, error) {
	share, ok := strings.CutSuffix(strings.TrimSpace(s), "%")
	if !ok {
		return ParseBytes(s)
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(share), 64)
	if err != nil || !(n > 0 && n <= 100) {
		return 0, fmt.Errorf("%q is not a share of memory such as 25%%", s)
	}
	return int64(n / 100 * float64(total)), nil
}

// MemoryMax is what all clients together may hold.
func (c *Config) MemoryMax() int64 {
	if c.MemoryMaxBytes != 0 {
		return c.MemoryMaxBytes
	}
	n, _ := ParseSize(DefaultMemoryMax, MachineMemory(os.DirFS("/"))) // a constant
	return max(n, memoryLeastBytes)
}

// memoryLeastBytes is the least that clients can be served with.
const memoryLeastBytes = 16 << 20

// MemoryTarget is what Go's garbage collector should keep the process within: what
// clients and the cache may hold and the node needs, on a machine of total bytes. given,
// unless 0, is what the operator lets the process have instead of that sum.
func (c *Config) MemoryTarget(total, given int64) int64 {
	n := c.MemoryMax() + c.CacheBytes + overheadBytes
	if given > 0 {
		n = given - headroom(given)
	}
	return min(n, total-headroom(total))
}

// headroom is what a process that may have n bytes leaves free of them: the collector
// doesn't count the program itself, and lets the heap pass its limit for a moment.
func headroom(n int64) int64 { return min(n/headroomPart, headroomMaxBytes) }

const (
	headroomPart     = 8
	headroomMaxBytes = 512 << 20
)
