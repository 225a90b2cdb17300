package config

import (
	"testing"
	"testing/fstest"
)

func TestMachineMemory(t *testing.T) {
	const meminfo = "MemTotal:       8388608 kB\nMemFree: 1 kB\n"
	tests := []struct {
		name  string
		files map[string]string
		want  int64
	}{
		{"nothing is told", nil, memoryUnknownBytes},
		{"a machine", map[string]string{"proc/meminfo": meminfo}, 8 << 30},
		{"a container", map[string]string{"proc/meminfo": meminfo, "proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "1073741824\n"}, 1 << 30},
		{"no limit", map[string]string{"proc/meminfo": meminfo, "proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "max\n"}, 8 << 30},
		{"a unit in a slice", map[string]string{"proc/meminfo": meminfo, "proc/self/cgroup": "0::/system.slice/db.service\n",
			"sys/fs/cgroup/system.slice/db.service/memory.max": "max\n", "sys/fs/cgroup/system.slice/memory.max": "2147483648\n"}, 2 << 30},
		{"the path of the machine outside", map[string]string{"proc/meminfo": meminfo, "proc/self/cgroup": "0::/docker/abc\n",
			"sys/fs/cgroup/memory.max": "536870912\n"}, 512 << 20},
		{"version 1", map[string]string{"proc/meminfo": meminfo, "proc/self/cgroup": "5:cpu,cpuacct:/\n4:memory:/docker/abc\n",
			"sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes": "1073741824\n", "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n"}, 1 << 30},
		{"version 1 without a limit", map[string]string{"proc/meminfo": meminfo, "proc/self/cgroup": "4:memory:/\n",
			"sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n"}, 8 << 30},
		{"garbage", map[string]string{"proc/meminfo": "MemTotal: x\nMemTotal", "proc/self/cgroup": "0:\n::\n"}, memoryUnknownBytes},
	}
	for _, tt := range tests {
		root := fstest.MapFS{}
		for name, text := range tt.files {
			root[name] = &fstest.MapFile{Data: []byte(text)}
		}
		if got := MachineMemory(root); got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestParseSize(t *testing.T) {
	tests := []struct {
		in   string
		want int64
	}{
		{"25%", 1 << 28}, {" 12.5 %", 1 << 27}, {"100%", 1 << 30}, {"64MiB", 64 << 20},
		{"0%", -1}, {"101%", -1}, {"%", -1}, {"-1%", -1}, {"NaN%", -1}, {"", -1},
	}
	for _, tt := range tests {
		got, err := ParseSize(tt.in, 1<<30)
		if tt.want < 0 && err == nil || tt.want >= 0 && (err != nil || got != tt.want) {
			t.Errorf("ParseSize(%q) = %d, %v; want %d", tt.in, got, err, tt.want)
		}
	}
}

// TestMemoryTarget adds up what a node may use, and leaves some of what the process may have.
func TestMemoryTarget(t *testing.T) {
	c := Default()
	c.CacheBytes, c.MemoryMaxBytes = 64<<20, 256<<20
	tests := []struct {
		name               string
		total, given, want int64
	}{
		{"a large machine", 8 << 30, 0, 400 << 20},
		{"a small one", 80 << 20, 0, 70 << 20},
		{"more is given", 8 << 30, 1 << 30, 896 << 20},
		{"less is given", 8 << 30, 160 << 20, 140 << 20},
		{"more is given than there is", 1 << 30, 2 << 30, 896 << 20},
		{"an eighth would be much", 1 << 40, 64 << 30, 64<<30 - 512<<20},
	}
	for _, tt := range tests {
		if got := c.MemoryTarget(tt.total, tt.given); got != tt.want {
			t.Errorf("%s: got %d MiB, want %d MiB", tt.name, got>>20, tt.want>>20)
		}
	}
}
